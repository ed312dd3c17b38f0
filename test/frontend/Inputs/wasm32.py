# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles the front end for wasm32 with nothing but clang, wasi-libc and C++ headers, and lets it and the host's compile the same files.

wasm32.py FRONT SYSROOT FOLDER: FRONT is the host's pyc-front, FOLDER is worked in.
"""
import concurrent.futures
import hashlib
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
FRONT, SYSROOT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
FLAGS = ["--target=wasm32-wasip1", "-std=c++20", "-O1", "-fno-exceptions", "-fno-rtti", "-Wall", "-Wextra", "-Werror", "-Wglobal-constructors",
         "-Wexit-time-destructors", "-nostdinc++", "-isystem", ROOT / "cross/packs/include", "-isystem", "/usr/lib/llvm-22/include/c++/v1", "-nostdlibinc",
         "-idirafter", SYSROOT / "usr/include/wasm32-wasi", "-I", ROOT]
CCACHE = [found] if (found := shutil.which("ccache")) else []


def compile_one(source):
    result = FOLDER / (str(source.relative_to(ROOT)).replace("/", "-") + ".o")
    subprocess.run([*CCACHE, "clang++-22", *FLAGS, "-c", source, "-o", result], check=True)
    return result


FOLDER.mkdir(parents=True, exist_ok=True)
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    # As in programs: without the tables of multi-byte encodings, and with what there is in place of a C++ library.
    sources = [source for source in sorted((ROOT / "frontend").rglob("*.cpp")) if source.parent != ROOT / "frontend/encodings"]
    objects = list(pool.map(compile_one, [*sources, ROOT / "runtime/support/cxx_runtime.cpp"]))
libraries = SYSROOT / "usr/lib/wasm32-wasi"
program = FOLDER / "pyc-front.wasm"
subprocess.run(["wasm-ld-22", "-z", "stack-size=8388608", libraries / "crt1.o", *objects, libraries / "libc.a",
                SYSROOT / "usr/lib/llvm-22/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a", "-o", program], check=True)
print(len(objects) > 40 and "compiled and linked", flush=True)

for folder in ("test/run/language", "test/frontend"):
    files = sorted(map(str, (ROOT / folder).rglob("*.py")))
    for stage in ("ast", "code"):
        digests = []
        for front in ([FRONT], ["node", "--no-warnings", ROOT / "test/run/wasi.mjs", program]):
            done = subprocess.run([*front, f"--stage={stage}", "--raw", *files], stdout=subprocess.PIPE)
            digests.append((len(done.stdout) > 10000, hashlib.sha256(done.stdout).hexdigest()))
        print(folder, stage, "same" if digests[0] == digests[1] and digests[0][0] else "differ")
