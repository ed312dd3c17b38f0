#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Makes BUILD/bin/python3.14, the CPython every result is compared with, or BUILD/bin/pypy3, for the benchmarks: unpacked from Debian's
# testing suite (or sid) and made to run in place, not installed. PYC_YARDSTICK=/path/to/python3.14 uses one that is already there.
#
#   yardstick.sh BUILD [pypy]
set -euo pipefail

[ $# -ge 1 ] || { sed -n '6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/bin"
build=$(cd "$1" && pwd)

# unpack FOLDER PACKAGE…: the packages with everything they need, libc included, unpacked as FOLDER/root.
unpack() {
    local home=$1 suite deb
    shift
    rm -rf "$home"
    for suite in forky sid; do
        "$here/private_apt.sh" binaries "$suite" amd64 "$home/debs" "$@" && break
        rm -rf "$home"
    done
    [ -d "$home" ] || {
        echo "yardstick: neither Debian forky nor sid answers with $1; set PYC_YARDSTICK=/path/to/python3.14" >&2
        exit 3
    }
    mkdir -p "$home/root"
    for deb in "$home"/debs/*.deb; do dpkg-deb -x "$deb" "$home/root"; done
    rm -rf "$home/debs"
}

# in_place ROOT EXECUTABLE: the system's loader and libraries are older, so everything must find those inside the folder.
in_place() {
    local libraries=$1/usr/lib/x86_64-linux-gnu library
    patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" "$(realpath "$2")"
    find "$1/usr/lib" -type f -name '*.so*' ! -name 'ld-linux*' ! -name 'libc.so*' ! -path '*/gconv/*' |
        while read -r library; do patchelf --force-rpath --set-rpath "$libraries" "$library" 2>/dev/null || true; done
}

python() {
    if [ -n "${PYC_YARDSTICK:-}" ]; then
        "$PYC_YARDSTICK" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 14))' ||
            { echo "yardstick: PYC_YARDSTICK=$PYC_YARDSTICK is not a working Python 3.14" >&2; exit 3; }
        ln -sfn "$(command -v "$PYC_YARDSTICK")" "$build/bin/python3.14"
        return
    fi
    local home=$build/yardstick
    local executable=$home/root/usr/bin/python3.14
    if [ ! -e "$home/complete" ]; then
        unpack "$home" python3.14 libpython3.14-testsuite
        in_place "$home/root" "$executable"
        # As installing would have done; without it every import compiles its module anew.
        "$executable" -m compileall -q -j 2 -x '/(test|idlelib)/' "$home/root/usr/lib/python3.14" >/dev/null || true
        "$executable" -c 'import sys, ssl, ctypes, sqlite3, test.support; assert sys.version_info[:2] == (3, 14)'
        touch "$home/complete"
    fi
    ln -sfn "$executable" "$build/bin/python3.14"
}

pypy() {
    local home=$build/pypy
    local executable=$home/root/usr/bin/pypy3
    if [ ! -e "$home/complete" ]; then
        unpack "$home" pypy3
        in_place "$home/root" "$executable"
        "$executable" -c 'import sys; assert sys.implementation.name == "pypy"'
        touch "$home/complete"
    fi
    ln -sfn "$executable" "$build/bin/pypy3"
}

if [ "${2:-}" = pypy ]; then pypy; else python; fi
