#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Makes BUILD/bin/python3.14, the CPython every result is compared with: unpacked from Debian's testing suite (or sid), not installed.
# PYC_YARDSTICK=/path/to/python3.14 uses one that is already there.
#
#   yardstick.sh BUILD
set -euo pipefail

[ $# -eq 1 ] || { sed -n '6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/bin"
build=$(cd "$1" && pwd)
home=$build/yardstick
root=$home/root
python=$root/usr/bin/python3.14

if [ -n "${PYC_YARDSTICK:-}" ]; then
    "$PYC_YARDSTICK" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 14))' ||
        { echo "yardstick: PYC_YARDSTICK=$PYC_YARDSTICK is not a working Python 3.14" >&2; exit 3; }
    ln -sfn "$(command -v "$PYC_YARDSTICK")" "$build/bin/python3.14"
    exit 0
fi
if [ -e "$home/complete" ]; then
    ln -sfn "$python" "$build/bin/python3.14"
    exit 0
fi

rm -rf "$home"
for suite in forky sid; do
    "$here/private_apt.sh" binaries "$suite" amd64 "$home/debs" python3.14 libpython3.14-testsuite && break
    rm -rf "$home"
done
[ -d "$home" ] || {
    echo "yardstick: neither Debian forky nor sid answers with python3.14; set PYC_YARDSTICK=/path/to/python3.14" >&2
    exit 3
}
mkdir -p "$root"
for deb in "$home"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
rm -rf "$home/debs"

# The system's loader and libc are older: everything must find its loader and libraries inside the folder.
libraries=$root/usr/lib/x86_64-linux-gnu
patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" "$(realpath "$python")"
find "$libraries" "$root/usr/lib/python3.14/lib-dynload" -type f -name '*.so*' ! -name 'ld-linux*' ! -name 'libc.so*' |
    while read -r library; do patchelf --force-rpath --set-rpath "$libraries" "$library" 2>/dev/null || true; done

# As installing would have done; without it every import compiles its module anew.
"$python" -m compileall -q -j 2 -x '/(test|idlelib|lib2to3)/' "$root/usr/lib/python3.14" >/dev/null || true
"$python" -c 'import sys, ssl, ctypes, sqlite3, test.support; assert sys.version_info[:2] == (3, 14)'
touch "$home/complete"
ln -sfn "$python" "$build/bin/python3.14"
