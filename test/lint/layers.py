#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that includes go downwards only, that the runtime stays free of what its users' programs would have to link, that slots of
operators are read where the linker's step knows of it, and that each source file says its licence and its idea first. One line for each violation; a permission below that no file uses is one too."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Folder → folders it may include besides itself. The longest matching folder counts.
MAY_INCLUDE = {
    "frontend": [],
    "runtime": ["frontend/bytecode"],
    "runtime/eval": ["frontend", "runtime"],
    "stdlib": ["runtime"],
    "midend": ["frontend"],
    "codegen": ["midend", "frontend", "runtime/abi", "runtime/gc/gc.h", "runtime/object", "runtime/thread/thread.h"],  # layouts
    "cross": ["codegen", "midend", "frontend", "runtime/abi", "stdlib/library_modules.def"],
    "test/unit/pack": ["runtime"],
    "test/unit/frontend": ["frontend"],
    "test/fuzz": ["frontend"],
}
# Linked into users' programs: headers only.
FREESTANDING = ("frontend", "runtime", "stdlib")
FORBIDDEN_THERE = re.compile(
    r"<(string|map|set|unordered_map|unordered_set|functional|memory|format|iostream|ostream|istream|sstream|fstream|iomanip|locale|regex|"
    r"thread|mutex|condition_variable|future|deque|list|any|exception|stdexcept|filesystem|random|(llvm|mlir|lld)/.*)>")
# Every call of the operating system stands in these folders.
SYSTEM_HEADERS = re.compile(r"<(unistd|fcntl|poll|signal|termios|dirent|pthread|dlfcn|sys/[a-z_]+|linux/.*|netdb|arpa/.*|netinet/.*)(\.h)?>")
SYSTEM_FOLDERS = ("runtime/host", "runtime/gc", "runtime/support", "cross", "codegen/link", "test")
# What the table of slot callers (runtime/object/slot_tables.h) speaks for: reading them elsewhere would find what was not linked.
OPERATOR_SLOTS = re.compile(r"(?:->|Type\.)slots\.(binary|inplace|power|inplacePower|concatenate|repeat|divmod|negative|positive|invert|absolute)\b")
OPERATOR_FILES = ("runtime/object/operations.cpp", "runtime/builtins/slots.cpp")  # the second compares and hands on
COLLECTOR_HEADERS = re.compile(r"<gc(_[a-z]+)?\.h>")
INCLUDE = re.compile(r'^\s*#\s*include\s+(<[^>]+>|"[^"]+")', re.M)
LICENCE = "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// "


def below(path, folder):
    return path == folder or path.startswith(folder + "/")


def main():
    files = subprocess.run(["git", "ls-files", "*.h", "*.cpp", "*.c", "*.def", "*.inc"], cwd=ROOT, capture_output=True, text=True, check=True)
    problems, used = [], set()
    for file in files.stdout.split():
        path = ROOT / file
        if not path.exists():
            continue
        text = path.read_text(errors="replace")
        if file.endswith((".h", ".cpp", ".c", ".def")) and not text.startswith(LICENCE):
            problems.append(f"{file}: begins with neither the licence line nor a comment saying its idea")
        homes = [folder for folder in MAY_INCLUDE if below(file, folder)]
        if not homes:
            continue
        home = max(homes, key=len)
        if file not in OPERATOR_FILES and OPERATOR_SLOTS.search(text):
            problems.append(f"{file}: slots of operators are read in {OPERATOR_FILES[0]} alone, which says so to the linker's step")
        freestanding = any(below(file, folder) for folder in FREESTANDING)
        for included in INCLUDE.findall(text):
            name = included[1:-1]
            if included[0] == "<":
                if freestanding and FORBIDDEN_THERE.match(included):
                    problems.append(f"{file}: {included} needs a C++ library, which users' programs do not link")
                if SYSTEM_HEADERS.match(included) and not any(below(file, folder) for folder in SYSTEM_FOLDERS):
                    problems.append(f"{file}: {included} belongs to runtime/host, where every call of the operating system is")
                if COLLECTOR_HEADERS.match(included) and not below(file, "runtime/gc"):
                    problems.append(f"{file}: {included} is for runtime/gc alone")
            elif freestanding and name.startswith(("llvm/", "mlir/", "lld/")):
                problems.append(f"{file}: \"{name}\" is LLVM's, which users' programs do not link")
            elif any(below(name, folder) for folder in MAY_INCLUDE) and not below(name, home):
                allowed = [folder for folder in MAY_INCLUDE[home] if below(name, folder)]
                if not allowed:
                    problems.append(f"{file}: \"{name}\" is not below {home}")
                used.update((home, folder) for folder in allowed)
    for home, folders in MAY_INCLUDE.items():
        if any(below(file, home) for file in files.stdout.split()):
            problems += [f"{home} may include {folder} but does not" for folder in folders if (home, folder) not in used]
    print(*problems, sep="\n" if problems else "", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
