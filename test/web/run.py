#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs in pages: the module that --target wasm32-browser puts beside a program, in Node and in a headless Chromium. Tests whose tools are
not there are skipped, and say which."""
import argparse
import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(ROOT / "test/run")]
import chromium
import compare

SYSROOT = ROOT / "build/packs-cache/sysroot-wasi"
TESTS = []
OPTIONS = argparse.Namespace()


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


def compile_python(source, output, target):
    """With the compiler; its pack has to be there."""
    done = subprocess.run([OPTIONS.build / "bin/pyc-native", "build", source, "--embed-source", "--target", target, "-o", output], capture_output=True, text=True)
    if done.returncode == 3 and "target pack" in done.stderr:
        raise Skipped("the pack wasm32-wasi is not there or of another version ('./dev pack wasm32-wasi')")
    assert done.returncode == 0, done.stderr


def expected(program, arguments, text):
    """What CPython does: (status, stdout, stderr)."""
    done = subprocess.run([ROOT / "build/bin/python3.14", program, *arguments], input=text.encode(), capture_output=True, cwd=program.parent,
                          env={"PATH": "/usr/bin:/bin", "TZ": "UTC", "NO_COLOR": "1"})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


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


@test
def files_as_linux_has_them(folder):
    """Random calls give what they give on Linux, in a folder that is the root of a process of its own."""
    needs("node", "unshare")
    root = folder / "root"
    root.mkdir()
    subprocess.run(["clang-22", "-O1", HERE / "random_files.c", "-o", folder / "random_files"], check=True)
    native = subprocess.run(["unshare", "--map-root-user", folder / "random_files", "0", "200"], cwd=root, capture_output=True, text=True)
    if native.returncode:
        raise Skipped("this process may not change its root")
    compile_c(HERE / "random_files.c", folder / "random_files.wasm")
    module_for("random_files", folder)
    script = "import(process.argv[1]).then(({ run }) => run({ args: ['0', '200'] }))"
    ours = subprocess.run(["node", "-e", script, (folder / "random_files.mjs").as_uri()], capture_output=True, text=True)
    assert ours.returncode == 0, ours.stderr
    assert len(native.stdout) > 1 << 20
    for number, (line, wanted) in enumerate(zip(ours.stdout.splitlines(), native.stdout.splitlines())):
        if line != wanted:
            begin = native.stdout.splitlines()[max(0, number - 10):number]
            raise AssertionError("\n".join(["after", *begin, f"Linux: {wanted}", f"here:  {line}"]))
    assert len(ours.stdout) == len(native.stdout)


def type_into(page, address, options):
    page.open(f"{address}/page.html?{options}")
    page.wait("#out", "[asked]")
    page.type("#in", "typed text\ue007")
    # What the program printed is shown before it asks again, and an answer is to what was asked last.
    page.wait("#out", "read: typed text\n[asked]")
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
            page.wait("#out", "[AbortError: signal is aborted without reason]")
        # While a program in a worker computes, the page stays alive.
        (folder / "endless.c").write_text('#include <stdio.h>\nint main(void) { puts("begun"); fflush(stdout); for (volatile int i = 0;; i++); }')
        compile_c(folder / "endless.c", folder / "endless.wasm")
        page.open(f"{address}/page.html?worker&abort&module=endless.wasm")
        page.wait("#out", "begun\n[AbortError: signal is aborted without reason]")
        page.open(f"{address}/page.html?module=nothing.wasm")
        page.wait("#out", "/nothing.wasm: 404")
        # The module may come from another server.
        with chromium.served(folder, {"Access-Control-Allow-Origin": "*"}) as elsewhere:
            for options in ("", "worker"):
                type_into(page, address, f"import={elsewhere}/system_calls.mjs&{options}")
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


@test
def any_name(folder):
    """Names that mean something in URLs and in strings."""
    needs("node")
    module = folder / "a b'#%ä.mjs"
    (folder / "hello.py").write_text("import sys; print(sys.argv)")
    compile_python(folder / "hello.py", module, "wasm32-browser")
    script = "const { run } = await import(process.argv[1]); await run(); await run({ worker: true })"
    done = subprocess.run(["node", "--input-type=module", "-e", script, module.as_uri()], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[\"a b'#%ä\"]\n" * 2, ""), done
    compile_python(folder / "hello.py", folder / "again.mjs", "wasm32-browser")
    assert (folder / "again.wasm").read_bytes() == module.with_suffix(".wasm").read_bytes()


@test
def python_in_pages(folder):
    """A compiled program is talked with; its answers are CPython's."""
    needs("chromium", "chromedriver")
    compile_python(HERE / "talk.py", folder / "talk.mjs", "wasm32-browser")
    shutil.copy(HERE / "page.html", folder)
    lines = ["Wörld", "7", "x", "35"]
    status, stdout, stderr = expected(HERE / "talk.py", ["one", "two words"], "".join(f"{line}\n" for line in lines))
    with chromium.served(folder) as address, chromium.chromium() as page:
        for options in ("", "worker"):
            page.open(f"{address}/page.html?import=./talk.mjs&argument=one&argument=two%20words&{options}")
            for line in lines:
                page.wait("#out", "[asked]")
                page.script("out.textContent = out.textContent.replace('[asked]', '')")
                page.type("#in", f"{line}\ue007")
            page.wait("#out", "[asked]")
            page.script("answer(INTERRUPT)")
            page.wait("#out", "interrupted\nA number, or nothing? [asked]")
            page.script("answer('')")
            shown = page.wait("#out", "[status").replace("\ninterrupted\nA number, or nothing? ", "", 1).replace("[asked]", "")
            assert f"({stderr})" in shown, shown
            assert shown.replace(f"({stderr})", "") == f"{stdout}[status {status}: ]", (shown, stdout)


@test
def sample_in_pages(folder):
    """The sample of test/run that every target runs, on a page's thread and in workers by turns."""
    needs("chromium", "chromedriver")
    names = (ROOT / "test/run/sample.txt").read_text().split()
    programs = [compare.Program(ROOT / f"test/run/{name}.py") for name in names]
    programs = [program for program in programs if "wasm32-wasi" not in program.excuses]
    shutil.copy(HERE / "programs.html", folder)
    module_for("programs", folder)

    def build(program):
        compile_python(program.path, folder / f"{program.name.replace('/', '.')}.mjs", "wasm32-browser")

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(build, programs))
    options = argparse.Namespace(python=ROOT / "build/bin/python3.14", seconds=30)
    problems = []
    with chromium.served(folder) as address, chromium.chromium() as page:
        page.open(f"{address}/programs.html")
        page.wait_for("return window.execute !== undefined")
        for number, program in enumerate(programs):
            environment = {"TZ": "UTC", "NO_COLOR": "1", "PYTHONHASHSEED": "0", **program.env}
            given = {"module": f"{program.name.replace('/', '.')}.wasm", "args": program.args, "env": environment, "worker": number % 2 == 1,
                     "stdin": program.stdin.decode("latin-1"), "terminal": False}
            if lines := compare.difference(program.expected(options), page.script(f"return execute({json.dumps(given)})")):
                problems += [f"{program.name}{' in a worker' * (number % 2)}:", *lines]
    assert not problems, "\n".join(problems)


@test
def example(folder):
    """The page of examples/web, as a newcomer sees it."""
    needs("chromium", "chromedriver")
    shutil.copytree(ROOT / "examples/web", folder, dirs_exist_ok=True)
    for program in ("mandelbrot", "repl"):
        compile_python(folder / f"{program}.py", folder / f"{program}.mjs", "wasm32-browser")
    _, picture, _ = expected(folder / "mandelbrot.py", ["96"], "")
    lines = ["1 + 1", "def half(n):", "    return n / 2", "", "half(9)", "half('x')", "import math; math.pi", "x = [1,", "2]; x"]
    _, dialogue, errors = expected(folder / "repl.py", [], "".join(f"{line}\n" for line in lines))
    with chromium.served(folder) as address, chromium.chromium() as page:
        page.open(f"{address}/index.html")
        page.wait("#mandelbrot output", "exit status 0")
        # The last line tells the time it took.
        assert page.text("#mandelbrot .screen").splitlines()[:-1] == picture.splitlines()[:-1]
        page.wait("#repl .screen", ">>> ")
        for line in lines:
            page.type("#repl input", f"{line}\ue007")
            page.wait_for("return document.querySelector('#repl input') !== null")
        page.script('''const pasted = new DataTransfer();
            pasted.setData('text', "for i in range(3):\\n    print(i * '*')\\n\\nx");
            document.querySelector('#repl input').dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted }))''')
        page.wait("#repl .screen", "**\n>>> ")
        page.wait_for("return document.querySelector('#repl input')?.value === 'x'")
        page.type("#repl input", "\ue007")
        page.wait("#repl .screen", ">>> x\n[1, 2]\n>>> ")
        # Ctrl-C leaves an unfinished line.
        page.type("#repl input", "1 +\ue009c\ue000")
        page.wait("#repl .screen", "KeyboardInterrupt\n>>> ")
        page.type("#repl input", "\ue009d\ue000")
        shown = page.wait("#repl .screen", "has ended with status 0")
        page.click("#repl button")
        page.wait_for("return document.querySelector('#repl input') !== null && !document.querySelector('#repl .screen').textContent.includes('ended')")
        # A program that does not end neither stops the page nor outlives the next one.
        page.type("#repl input", "while True: pass\ue007")
        page.wait_for("return document.querySelector('#repl input') !== null")
        page.type("#repl input", "\ue007")
        page.click("#repl button")
        page.wait("#repl .screen", "Ctrl-D ends.\n>>> ")
        for text in (*dialogue.split(">>> ")[1:], errors):
            assert text.strip("\n. ") in shown, (text, shown)
        assert not page.console(), page.console()


@test
def wasi_in_wasmtime(folder):
    """The same program as a WASI command, in another engine."""
    venv = folder / "venv"
    installed = subprocess.run(f"{sys.executable} -m venv {venv} && {venv}/bin/pip install -q wasmtime", shell=True, capture_output=True, text=True)
    if installed.returncode:
        raise Skipped(f"PyPI's wasmtime cannot be installed: {(installed.stderr.strip().splitlines() or ['?'])[-1]}")
    compile_python(HERE / "talk.py", folder / "talk.wasm", "wasm32-wasi")
    for arguments, text in ((["one", "two words"], "Wörld\n7\nx\n35\n"), ([], "me\n1000\n"), ([], "")):
        done = subprocess.run([venv / "bin/python", HERE / "wasmtime_run.py", folder / "talk.wasm", *arguments], input=text.encode(), capture_output=True, cwd=HERE)
        status, stdout, stderr = expected(HERE / "talk.py", arguments, text)
        assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (status, stdout, stderr), done


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filter", default="", help="only tests whose name contains this")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build", help="where the compiler is")
    options = parser.parse_args(namespace=OPTIONS)
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
