# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The figures of other processors, from user-mode emulation: how many instructions the bench programs take beside their C twins, how large a small program is
and how much memory it takes.

Seconds under an emulator mean nothing, so instructions are counted, for every target by the same plugin (count_instructions.c). What is compared is how code
fares from one processor to another: our ratio to x86-64 beside clang's own ratio for the C twins.
"""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "test/bench"
COMPILER = ROOT / "build/bin/pyc-native"
# target: the emulator, the sysroot below build/packs-cache, the triple of its libc, and the baseline as clang spells it
TARGETS = {
    "x86_64-linux": ("qemu-x86_64", "sysroot-amd64", "x86_64-linux-musl", ["-march=x86-64-v2"]),
    "aarch64-linux": ("qemu-aarch64", "sysroot-arm64", "aarch64-linux-musl", ["-march=armv8-a"]),
    "riscv64-linux": ("qemu-riscv64", "sysroot-riscv64", "riscv64-linux-musl", ["-march=rv64gc"]),
}


def build_twin(source, target, output):
    _, sysroot, triple, machine = TARGETS[target]
    usr = ROOT / "build/packs-cache" / sysroot / "usr"
    libraries, pack = usr / "lib" / triple, ROOT / "build/packs" / target / "lib"
    builtins = [pack / "libclang_rt.builtins.a"] if (pack / "libclang_rt.builtins.a").exists() else []
    subprocess.run(["clang-22", "--target=" + triple, "-O2", "-ffp-contract=off", *machine, "-nostdinc", "-isystem", "/usr/lib/llvm-22/lib/clang/22/include",
                    "-isystem", usr / "include" / triple, source, "-static", "-nostdlib", "-fuse-ld=lld", libraries / "crt1.o", libraries / "libc.a", *builtins,
                    "-o", output], check=True)


def instructions(target, executable, plugin, work):
    count = work / "count"
    subprocess.run([TARGETS[target][0], "-plugin", f"file={plugin},to={count}", executable], check=True, stdout=subprocess.DEVNULL)
    return int(count.read_text())


def instructions_table(programs, work):
    plugin = work / "count_instructions.so"
    subprocess.run(["clang-22", "-O2", "-shared", "-fPIC", HERE / "count_instructions.c", "-o", plugin], check=True)
    lines = ["| millions of instructions | " + " | ".join(f"{target}: native, C, ratio" for target in TARGETS) + " | our aarch64 ÷ x86-64, over clang's | riscv64 |",
             "|---|" + "---|" * (len(TARGETS) + 2)]
    for name in programs:
        counts = {}
        for target in TARGETS:
            ours, twin = work / f"{name}.{target}", work / f"{name}.{target}.c"
            subprocess.run([COMPILER, "build", HERE / f"{name}.py", "--target", target, "-o", ours], check=True)
            build_twin(HERE / f"{name}.c", target, twin)
            counts[target] = instructions(target, ours, plugin, work), instructions(target, twin, plugin, work)
        row = [f"{ours / 1e6:.0f}, {twin / 1e6:.0f}, {ours / twin:.2f}" for ours, twin in counts.values()]
        base = counts["x86_64-linux"]
        row += [f"{counts[target][0] / base[0] / (counts[target][1] / base[1]):.2f}" for target in ("aarch64-linux", "riscv64-linux")]
        lines.append(f"| {name} | " + " | ".join(row) + " |")
    return lines


def sizes_table(work, run):
    lines = ["| hello, world | " + " | ".join(TARGETS) + " |", "|---|" + "---|" * len(TARGETS)]
    empty = work / "empty.c"
    empty.write_text("int main(void) { return 0; }\n")
    kinds = {"`--strip`": ("hello", ["--strip"]), "`-Os --strip`": ("hello", ["-Os", "--strip"]), "with `eval`, `--strip`": ("hello_eval", ["--strip"])}
    evaluating = work / "hello_eval.py"
    evaluating.write_text("print(eval(input()))\n")
    sources = {"hello": HERE / "hello.py", "hello_eval": evaluating}
    for title, (name, flags) in kinds.items():
        row = []
        for target in TARGETS:
            output = work / f"{name}.{target}"
            subprocess.run([COMPILER, "build", sources[name], "--target", target, "-o", output, *flags], check=True)
            row.append(f"{output.stat().st_size / 1024:.0f} KB")
        lines.append(f"| {title} | " + " | ".join(row) + " |")
    row = []
    for target, (emulator, *_) in TARGETS.items():
        build_twin(empty, target, work / f"empty.{target}")
        resident = [run([f"/usr/bin/{emulator}", work / f"{name}.{target}"])[2] for name in ("hello", "empty")]
        row.append(f"{(resident[0] - resident[1]) / 1024:.1f} MB")
    lines.append("| resident, more than an empty C program | " + " | ".join(row) + " |")
    return lines


def targets_tables(programs, work, run):
    for target in TARGETS:
        subprocess.run([ROOT / "cross/packs/pack.sh", "build", target], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return [*instructions_table(programs, work), "", *sizes_table(work, run)]
