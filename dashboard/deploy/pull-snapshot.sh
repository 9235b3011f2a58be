#!/usr/bin/env bash
# Brings the snapshot that a remote points to onto this machine, and makes it current in one step.
# Usage: pull-snapshot.sh FOLDER REMOTE      e.g. /srv/communique/data/snapshots store:communique
# It may be stopped anywhere and run again: readers see the old snapshot until the new one is whole and checked.
set -euo pipefail
folder=$1
remote=$2
keep=${COMMUNIQUE_KEEP_COPIES:-3}
name_form='^[0-9]{8}T[0-9]{6,12}Z-[0-9a-z]+$'

fail() {
    echo "pull-snapshot: $*" >&2
    exit 1
}

fetch() { # into a folder of its own; then companions, and the database last
    local part=$folder/.pulling/$name left
    find "$folder/.pulling" -mindepth 1 -maxdepth 1 ! -name "$name" -exec rm -rf {} + 2>/dev/null || true
    rclone copy --checksum "$remote/$name" "$part"
    if ! (cd "$part" && grep -q " $name.duckdb$" SHA256SUMS && sha256sum --check --quiet --strict SHA256SUMS); then
        rm -rf "$part"
        fail "snapshot $name does not have the digests it was pushed with: it is fetched anew by the next run"
    fi
    find "$part" -type f -exec sync {} +
    for left in "$part/$name".*; do
        [ "$left" != "$part/$name.duckdb" ] || continue
        rm -rf "${folder:?}/${left##*/}"
        mv --no-target-directory "$left" "$folder/${left##*/}"
    done
    mv --no-target-directory "$part/$name.duckdb" "$folder/$name.duckdb"
    rm -rf "$part"
}

prune() { # the newest ones stay, and the current one; who still reads a removed file reads on to its end
    local old
    find "$folder" -mindepth 1 -maxdepth 1 -name '[0-9]*Z-*.*' -printf '%f\n' | cut -d. -f1 | sort -u |
        head --lines="-$keep" | while read -r old; do
        [ "$old" = "$name" ] || rm -rf "${folder:?}/$old".*
    done
}

mkdir -p "$folder"
exec 9<"$folder"
flock --wait 600 9 # what a killed run started holds it too

name=$(rclone cat "$remote/current") || fail "$remote/current cannot be read: push a snapshot first"
[[ $name =~ $name_form ]] || fail "$remote/current holds '${name:0:80}', which is no snapshot's name: push again"

if [ "$(readlink "$folder/current")" != "$name.duckdb" ]; then
    [ -e "$folder/$name.duckdb" ] || fetch
    ln --symbolic --force "$name.duckdb" "$folder/current.$name"
    mv --no-target-directory "$folder/current.$name" "$folder/current"
    prune
fi
if rclone cat "$remote/checked" >"$folder/.checked" 2>/dev/null && [ -s "$folder/.checked" ]; then
    mv "$folder/.checked" "$folder/checked"
fi
