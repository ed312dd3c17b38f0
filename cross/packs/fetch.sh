#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Brings what the target packs are built from into BUILD/packs-cache, once: musl and kernel headers from Debian's testing suite
# for each architecture, and third-party sources from Debian 12.
#
#   fetch.sh BUILD
set -euo pipefail

[ $# -eq 1 ] || { sed -n '6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
apt=$(cd "$(dirname "$0")/../toolchain" && pwd)/private_apt.sh
mkdir -p "$1/packs-cache"
cache=$(cd "$1/packs-cache" && pwd)

# sysroot DEBIAN_ARCHITECTURE: libc.a, start files and headers, unpacked as PACKS-CACHE/sysroot-ARCHITECTURE.
sysroot() {
    local root=$cache/sysroot-$1
    [ -e "$root/complete" ] && return
    rm -rf "$root"
    for suite in forky sid; do
        "$apt" alone "$suite" "$1" "$root/debs" musl-dev linux-libc-dev && break
        rm -rf "$root"
    done
    [ -d "$root" ] || { echo "packs: neither Debian forky nor sid answers with musl-dev for $1" >&2; exit 3; }
    for deb in "$root"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
    rm -rf "$root/debs"
    touch "$root/complete"
}

# llvm_libc DEBIAN_ARCHITECTURE: LLVM's libc as an archive, unpacked as PACKS-CACHE/llvmlibc-ARCHITECTURE.
llvm_libc() {
    local root=$cache/llvmlibc-$1
    [ -e "$root/complete" ] && return
    rm -rf "$root"
    for suite in forky sid; do
        "$apt" alone "$suite" "$1" "$root/debs" libllvmlibc-22-dev && break
        rm -rf "$root"
    done
    [ -d "$root" ] || { echo "packs: neither Debian forky nor sid answers with libllvmlibc-22-dev for $1" >&2; exit 3; }
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

sysroot amd64
llvm_libc amd64
sources libgc
