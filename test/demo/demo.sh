#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What ./dev demo shows once the toolchain stands: a program of two modules compiled, run, and compared with CPython.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=test/demo/inventory.py

show() { printf '\n$ %s\n' "$*"; "$@"; }

show build/bin/pyc-native build "$program" -o "$work/inventory" --report "$work/report"
show ls -l "$work/inventory"
show "$work/inventory" 3
show sed -n 1,12p "$work/report"

printf '\nThe same under CPython 3.14, traceback and exit status included: '
status=0 expected=0
"$work/inventory" 3 broken >"$work/native" 2>&1 || status=$?
build/bin/python3.14 "$program" 3 broken >"$work/cpython" 2>&1 || expected=$?
cmp "$work/native" "$work/cpython"
[ "$status" = "$expected" ]
echo "identical, status $status"
tail -n 6 "$work/native"

show build/bin/pyc-native build test/bench/nbody.py -o "$work/nbody"
seconds() { local start=$EPOCHREALTIME; "$@" >/dev/null; awk "BEGIN { printf \"%.2f s\", $EPOCHREALTIME - $start }"; }
echo "nbody: CPython 3.14 $(seconds build/bin/python3.14 test/bench/nbody.py), native $(seconds "$work/nbody")"
