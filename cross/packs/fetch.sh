#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Brings what the target packs are built from into BUILD/packs-cache, once: libc, kernel headers and the compiler's builtins from
# Debian's testing suite for each architecture, and third-party sources from Debian 12.
#
#   fetch.sh BUILD [TARGET…]    x86_64-linux when no target is named
set -euo pipefail

[ $# -ge 1 ] || { sed -n '6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
apt=$(cd "$(dirname "$0")/../toolchain" && pwd)/private_apt.sh
mkdir -p "$1/packs-cache"
cache=$(cd "$1/packs-cache" && pwd)
shift
[ $# -gt 0 ] || set -- x86_64-linux

# packages FOLDER DEBIAN_ARCHITECTURE PACKAGE…: packages of the testing suite, unpacked as PACKS-CACHE/FOLDER.
packages() {
    local root=$cache/$1 architecture=$2
    shift 2
    [ -e "$root/complete" ] && return
    rm -rf "$root"
    for suite in forky sid; do
        "$apt" alone "$suite" "$architecture" "$root/debs" "$@" && break
        rm -rf "$root"
    done
    [ -d "$root" ] || { echo "packs: neither Debian forky nor sid answers with $* for $architecture" >&2; exit 3; }
    for deb in "$root"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
    rm -rf "$root/debs"
    touch "$root/complete"
}

# sources PACKAGE: Debian 12's source of a library, unpacked as PACKS-CACHE/PACKAGE.
sources() {
    [ -e "$cache/$1/complete" ] && return
    rm -rf "${cache:?}/$1" "$cache/unpack"
    "$apt" source bookworm amd64 "$cache/unpack" "$1"
    mv "$cache/unpack/$1"-*/ "$cache/$1"
    rm -rf "$cache/unpack"
    touch "$cache/$1/complete"
}

# llvm_libc_sources: LLVM's libc, for the targets Debian has no archive of it for. Of the toolchain's source (two gigabytes), that
# folder alone is unpacked.
llvm_libc_sources() {
    local root=$cache/llvmlibc-source
    [ -e "$root/complete" ] && return
    rm -rf "$root"
    # A mirror need not have a version's packages in every suite it lists; the release's own archive of sources is the same in all.
    for suite in bookworm-security forky sid; do
        "$apt" tarballs "$suite" amd64 "$root" llvm-toolchain-22 && break
        rm -rf "$root"
    done
    [ -d "$root" ] || { echo "packs: no Debian suite answers with the source of llvm-toolchain-22" >&2; exit 3; }
    echo "unpacking LLVM's libc" >&2
    tar -C "$root" --strip-components=1 --wildcards -xJf "$root"/llvm-toolchain-22_*.orig.tar.xz \
        '*/libc/include' '*/libc/hdr' '*/libc/shared' '*/libc/src/__support' '*/libc/src/math' '*/libc/src/errno'
    rm -f "$root"/llvm-toolchain-22_*
    touch "$root/complete"
}

sources libgc
for target in "$@"; do
    case $target in
        x86_64-linux)
            packages sysroot-amd64 amd64 musl-dev linux-libc-dev
            packages llvmlibc-amd64 amd64 libllvmlibc-22-dev
            ;;
        aarch64-linux)
            packages sysroot-arm64 arm64 musl-dev linux-libc-dev libclang-rt-22-dev
            packages llvmlibc-arm64 arm64 libllvmlibc-22-dev
            ;;
        riscv64-linux)
            packages sysroot-riscv64 riscv64 musl-dev linux-libc-dev libclang-rt-22-dev
            llvm_libc_sources
            ;;
        wasm32-wasi)
            packages sysroot-wasi amd64 wasi-libc libclang-rt-22-dev-wasm32
            llvm_libc_sources
            ;;
        *) echo "packs: there is no target '$target'" >&2; exit 2 ;;
    esac
done
