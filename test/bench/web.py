# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The figures of WebAssembly, in Node: the numeric programs beside the same C compiled for it by clang -O2 and beside Pyodide, sizes and start-up.

Seconds are processor seconds of whole processes less those of a program of the same kind that does nothing, so that start-up does not count: an empty C
program, an empty Python program, a Pyodide that is only loaded. All of them take turns and the fastest of each counts: the machine changes its pace, and
start-up is as long as many of the programs. Start-up itself is wall time.
"""
import pathlib
import shutil
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "test/bench"
COMPILER = ROOT / "build/bin/pyc-native"
RUNNER = ROOT / "test/run/wasi.mjs"
SYSROOT = ROOT / "build/packs-cache/sysroot-wasi/usr"
PACK = ROOT / "build/packs/wasm32-wasi/lib"
PYODIDE = ROOT / "build/pyodide"
TURNS = 5 # for each that native programs have: these are short
FEATURES = ["-mbulk-memory", "-msign-ext", "-mnontrapping-fptoint", "-mmultivalue", "-msimd128"]


def build_twin(source, output):
    library = SYSROOT / "lib/wasm32-wasi"
    subprocess.run(["clang-22", "--target=wasm32-wasip1", "-O2", "-ffp-contract=off", *FEATURES, "-nostdinc", "-isystem", "/usr/lib/llvm-22/lib/clang/22/include",
                    "-isystem", SYSROOT / "include/wasm32-wasi", source, "-nostdlib", "-fuse-ld=lld", library / "crt1.o", library / "libc.a",
                    PACK / "libclang_rt.builtins.a", "-Wl,-z,stack-size=1048576", "-o", output], check=True)


def node(*command):
    return [shutil.which("node"), "--no-warnings", *command]


def install_pyodide():
    if not (PYODIDE / "node_modules/pyodide").exists():
        PYODIDE.mkdir(exist_ok=True)
        (PYODIDE / "package.json").write_text('{"private": true}')
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "pyodide"], cwd=PYODIDE, check=True)


def programs_table(programs, work, run, repeats):
    empty = work / "empty.c"
    empty.write_text("int main(void) { return 0; }\n")
    build_twin(empty, work / "empty.wasm")
    (work / "nothing.py").write_text("pass\n")
    subprocess.run([COMPILER, "build", work / "nothing.py", "--target", "wasm32-wasi", "-o", work / "nothing.wasm"], check=True)
    idle = {"native": node(RUNNER, work / "nothing.wasm"), "c": node(RUNNER, work / "empty.wasm"), "pyodide": node(HERE / "pyodide.mjs", PYODIDE)}
    lines = ["| in Node, seconds less start-up | Pyodide | native | C | native ÷ C | × Pyodide |", "|---|---|---|---|---|---|"]
    for name in programs:
        build_twin(HERE / f"{name}.c", work / f"{name}.c.wasm")
        subprocess.run([COMPILER, "build", HERE / f"{name}.py", "--target", "wasm32-wasi", "-o", work / f"{name}.wasm"], check=True)
        busy = {"native": node(RUNNER, work / f"{name}.wasm"), "c": node(RUNNER, work / f"{name}.c.wasm"),
                "pyodide": node(HERE / "pyodide.mjs", PYODIDE, HERE / f"{name}.py")}
        fastest, outputs = {}, set()
        try:
            for turn in range(TURNS * repeats):
                for who in busy if turn < 2 else ("native", "c"):
                    for works, command in ((False, idle[who]), (True, busy[who])):
                        _, processor, _, output = run(command)
                        fastest[who, works] = min(processor, fastest.get((who, works), processor))
                        if works:
                            outputs.add(output)
            if len(outputs) > 1:
                raise RuntimeError("outputs differ")
        except RuntimeError as error:
            lines.append(f"| {name} | failed: {str(error).rpartition('/')[2]} | | | | |")
            continue
        ours, twin, other = (fastest[who, True] - fastest[who, False] for who in ("native", "c", "pyodide"))
        lines.append(f"| {name} | {other:.2f} | {ours:.3f} | {twin:.3f} | {ours / twin:.2f} | {other / ours:.0f} |")
    return lines


def sizes_table(work, run):
    evaluating = work / "hello_eval.py"
    evaluating.write_text("print(eval('40 + 2'))\n")
    lines = ["| WebAssembly | size | compressed (gzip -9) | whole run in Node | more than an empty module |", "|---|---|---|---|---|"]
    programs = {"empty C": work / "empty.wasm"}
    for title, source in {"hello": HERE / "hello.py", "with `eval`": evaluating}.items():
        programs[title] = work / f"{source.stem}.wasm"
        subprocess.run([COMPILER, "build", source, "--target", "wasm32-wasi", "--strip", "-o", programs[title]], check=True)
    walls = {title: [] for title in programs}
    for _ in range(15):
        for title, path in programs.items():
            walls[title].append(run(node(RUNNER, path))[0])
    base = statistics.median(walls["empty C"])
    for title, path in programs.items():
        packed = len(subprocess.run(["gzip", "-9", "-c", path], check=True, capture_output=True).stdout)
        wall = statistics.median(walls[title])
        lines.append(f"| {title} | {path.stat().st_size / 1024:.0f} KB | {packed / 1024:.0f} KB | {wall * 1000:.0f} ms | {(wall - base) * 1000:.0f} ms |")
    loading = statistics.median(run(node(HERE / "pyodide.mjs", PYODIDE))[0] for _ in range(3))
    size = sum((PYODIDE / "node_modules/pyodide" / name).stat().st_size for name in ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide.asm.mjs"))
    lines.append(f"| Pyodide, only loaded | {size / 1024:.0f} KB | | {loading * 1000:.0f} ms | {(loading - base) * 1000:.0f} ms |")
    return lines


def web_tables(programs, work, run, repeats=5):
    if not shutil.which("node"):
        return ["No Node here, no figures of WebAssembly."]
    subprocess.run([ROOT / "cross/packs/pack.sh", "build", "wasm32-wasi"], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    install_pyodide()
    return [*programs_table(programs, work, run, repeats), "", *sizes_table(work, run)]
