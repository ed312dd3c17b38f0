# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a WASI command in PyPI's wasmtime: wasmtime_run.py PROGRAM.wasm ARGUMENT…; files of this folder are its /."""
import sys

import wasmtime

program, *arguments = sys.argv[1:]
engine = wasmtime.Engine()
linker = wasmtime.Linker(engine)
linker.define_wasi()
store = wasmtime.Store(engine)
configuration = wasmtime.WasiConfig()
configuration.argv = [program, *arguments]
configuration.inherit_stdin()
configuration.inherit_stdout()
configuration.inherit_stderr()
configuration.preopen_dir(".", "/")
store.set_wasi(configuration)
instance = linker.instantiate(store, wasmtime.Module.from_file(engine, program))
status = 0
try:
    instance.exports(store)["_start"](store)
except wasmtime.ExitTrap as end:
    status = end.code
sys.exit(status)
