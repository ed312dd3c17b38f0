#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs in pages: the module that --target wasm32-browser puts beside a program, in Node and in a headless Chromium. Tests whose tools are
not there are skipped, and say which."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SYSROOT = ROOT / "build/packs-cache/sysroot-wasi"
TESTS = []


class Skipped(Exception):
    pass


def test(function):
    TESTS.append(function)
    return function


def needs(*tools):
    if missing := [tool for tool in tools if not shutil.which(tool)]:
        raise Skipped(f"{', '.join(missing)} is not installed")


def compile_c(source, output, *options):
    """A C program for WASI; the pack's own C library is all it needs."""
    if not (SYSROOT / "complete").exists():
        raise Skipped("the sources of the pack wasm32-wasi are not there ('./dev pack wasm32-wasi' brings them)")
    libc = SYSROOT / "usr/lib/wasm32-wasi"
    builtins = SYSROOT / "usr/lib/llvm-22/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a"
    subprocess.run(["clang-22", "--target=wasm32-wasip1", "-O1", "-nostdlibinc", "-isystem", SYSROOT / "usr/include/wasm32-wasi", "-nostdlib", *options,
                    "-x", "c", source, "-x", "none", libc / "crt1.o", libc / "libc.a", builtins, "-o", output], check=True)


def module_for(program, folder):
    """What the compiler writes beside a program."""
    bundle = folder / f"{program}.mjs"
    subprocess.run(["cmake", f"-DOUTPUT={bundle}", "-P", ROOT / "cross/browser/bundle.cmake"], check=True)
    text = bundle.read_text()
    for name, value in (("@PROGRAM@", program), ("@MODULE@", f"{program}.mjs"), ("@WASM@", f"{program}.wasm")):
        text = text.replace(name, value)
    bundle.write_text(text)


def system_calls(folder):
    compile_c(HERE / "system_calls.c", folder / "system_calls.wasm")
    module_for("system_calls", folder)


@test
def module_in_node(folder):
    needs("node")
    system_calls(folder)
    for name, text in (("trap", "int main(void) { __builtin_trap(); }"),
                       ("flood", '#include <unistd.h>\nstatic char text[4096]; int main(void) { for (;;) write(1, text, sizeof text); }'),
                       ("foreign", 'int f(void) __attribute__((import_module("elsewhere"))); int main(void) { return f(); }')):
        (folder / f"{name}.c").write_text(text)
        compile_c(folder / f"{name}.c", folder / f"{name}.wasm", "-Wl,--allow-undefined")
    subprocess.run(["node", HERE / "module.mjs", folder], check=True)


def type_into(page, address, options):
    page.open(f"{address}/page.html?{options}")
    page.wait("#out", "[asked]")
    page.type("#in", "typed text\ue007")
    page.wait("#out", "read: typed text\n")
    page.script("answer('')")
    shown = page.wait("#out", "[status")
    assert shown.endswith("[status 7: all is well]"), shown
    assert "terminal: 1 1 1\n" in shown and "(to stderr\n)" in shown, shown


@test
def module_in_pages(folder):
    needs("chromium", "chromedriver")
    system_calls(folder)
    shutil.copy(HERE / "page.html", folder)
    with chromium.served(folder) as address, chromium.chromium() as page:
        for options in ("", "worker"):
            type_into(page, address, options)
            page.open(f"{address}/page.html?abort&{options}")
            page.wait("#out", "[TimeoutError: signal timed out]")
        # While a program in a worker computes, the page stays alive.
        (folder / "endless.c").write_text('#include <stdio.h>\nint main(void) { puts("begun"); fflush(stdout); for (volatile int i = 0;; i++); }')
        compile_c(folder / "endless.c", folder / "endless.wasm")
        page.open(f"{address}/page.html?worker&abort&module=endless.wasm")
        page.wait("#out", "begun")
        page.wait("#out", "[TimeoutError: signal timed out]")
        page.open(f"{address}/page.html?module=nothing.wasm")
        page.wait("#out", "/nothing.wasm: 404")
        # A server that does not know what the file is.
        shutil.copy(folder / "system_calls.wasm", folder / "unknown")
        type_into(page, address, "module=unknown")


@test
def pages_that_cannot_suspend(folder):
    needs("chromium", "chromedriver")
    system_calls(folder)
    shutil.copy(HERE / "page.html", folder)
    module = folder / "system_calls.mjs"
    module.write_text("delete WebAssembly.promising; delete WebAssembly.Suspending;\n" + module.read_text())
    with chromium.chromium() as page:
        with chromium.served(folder, chromium.ISOLATED) as address:
            page.open(f"{address}/page.html?text")
            page.wait("#out", "[status 7: all is well]")
            for options in ("", "worker"):
                type_into(page, address, options)
        with chromium.served(folder) as address:
            page.open(f"{address}/page.html?")
            page.wait("#out", "[Error: run: this browser can neither suspend a program")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filter", default="", help="only tests whose name contains this")
    options = parser.parse_args()
    counts = [0, 0, 0]
    for function in TESTS:
        if options.filter not in function.__name__:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="pyc-web-") as folder:
            try:
                function(pathlib.Path(folder))
                result = 0
            except Skipped as reason:
                result = 2
                print(f"skipped {function.__name__}: {reason}")
            except Exception:
                result = 1
                print(f"FAIL {function.__name__}\n{traceback.format_exc()}")
        counts[result] += 1
        if result == 0:
            print(f"{function.__name__}: {time.monotonic() - start:.1f} s")
    print("{} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
