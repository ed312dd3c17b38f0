#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# any_host.sh PROGRAM: builds it twice, the second time on an old processor, emulated; the results must be the same bytes.
set -euo pipefail
export PYC_CACHE_LIMIT=0
compiler=$(command -v pyc-native)
make() {
    "$@" build "$program" -o "$output.x86_64-linux"
    for target in aarch64-linux riscv64-linux; do "$@" emit --stage=obj --target $target "$program" -o "$output.$target"; done
}
program=$1
output=here make "$compiler"
output=there make qemu-x86_64-static -cpu Nehalem "$compiler"
for file in here.*; do cmp "$file" "there.${file#here.}"; done
