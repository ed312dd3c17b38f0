#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds target packs into BUILD/packs/TARGET, on demand; x86_64-linux is part of the toolchain's own build.
#
#   pack.sh BUILD TARGET…
set -euo pipefail

[ $# -ge 2 ] || { sed -n '5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
build=$(cd "$1" && pwd)
shift
for target in "$@"; do
    [ -e "$here/../toolchain/$target.cmake" ] || { echo "packs: there is no target '$target'" >&2; exit 2; }
done
# visible_words FOLDER: the plugin that clang compiles for WebAssembly with. Its name tells its version, and another one means
# compiling everything again.
visible_words() {
    local root=$here/../.. version plugin
    local sources=("$root"/codegen/target/visible_words.{cpp,h} "$here/visible_words.cpp")
    version=$(cat "${sources[@]}" | sha256sum | cut -c1-16)
    plugin=$1/visible_words-$version.so
    [ ! -e "$plugin" ] || return 0
    rm -rf "$1"
    mkdir -p "$1"
    clang++-22 -std=c++20 -O2 -shared -fPIC -I"$root" -isystem /usr/lib/llvm-22/include \
        "$root/codegen/target/visible_words.cpp" "$here/visible_words.cpp" -o "$plugin"
}

"$here/fetch.sh" "$build" "$@"
for target in "$@"; do
    pack=$build/packs/$target
    case $target in wasm32-*) visible_words "$pack/build" ;; esac
    [ -e "$pack/build/build.ninja" ] || cmake -G Ninja -S "$here" -B "$pack/build" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_TOOLCHAIN_FILE="$here/../toolchain/$target.cmake" -DPYC_PACK_DIR="$pack" -DPYC_PACKS_CACHE="$build/packs-cache" >/dev/null
    cmake --build "$pack/build" -- --quiet
    echo "$pack: $(du -sh "$pack/lib" | cut -f1)"
done
