#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Downloads Debian packages of any suite and architecture into a folder, with apt state of its own: nothing is installed
# and the system's package lists stay as they are. The mirror is the one this machine already uses.
#
#   private_apt.sh binaries SUITE ARCHITECTURE FOLDER PACKAGE…    the packages and all they depend on, as .deb files
#   private_apt.sh alone    SUITE ARCHITECTURE FOLDER PACKAGE…    the packages without what they depend on
#   private_apt.sh source   SUITE ARCHITECTURE FOLDER PACKAGE…    source packages, unpacked
#   private_apt.sh tarballs SUITE ARCHITECTURE FOLDER PACKAGE…    the released sources as they are in the archive, without Debian's changes
set -euo pipefail

[ $# -ge 5 ] || { sed -n '6,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
what=$1 suite=$2 architecture=$3 folder=$4
shift 4

# The first archive of a plain release (not an updates or security suite) is the mirror.
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 !~ /-/ && $2 ~ /\/debian\/?$/ { print $2; exit }')
[ -n "$mirror" ] || { echo "private_apt: this machine's apt configuration names no Debian archive" >&2; exit 3; }

case $suite in *-security) mirror=${mirror%/}-security ;; esac

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
state=$folder/.apt-$suite-$architecture
mkdir -p "$state/lists/partial" "$state/archives/partial"
: >"$state/status"
signed="[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
if [ "$what" = source ] || [ "$what" = tarballs ]; then kind=deb-src; else kind=deb; fi
echo "$kind $signed $mirror $suite main" >"$state/sources.list"

apt() {
    apt-get -qq -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
        -o Dir::State::extended_states="$state/extended" -o Dir::Cache="$state" -o Dir::Cache::archives="$state/archives" \
        -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o APT::Architecture="$architecture" -o APT::Architectures="$architecture" -o APT::Sandbox::User=root \
        -o APT::Install-Recommends=false -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o APT::Update::Error-Mode=any "$@"
}

apt update
case $what in
    binaries) apt install --yes --download-only "$@" && mv "$state"/archives/*.deb "$folder/" ;;
    alone) (cd "$folder" && apt download "$@") ;;
    source) (cd "$folder" && apt source "$@") ;;
    tarballs) (cd "$folder" && apt source --download-only --tar-only "$@") ;;
    *) echo "private_apt: unknown request '$what'" >&2; exit 2 ;;
esac
rm -rf "$state"
