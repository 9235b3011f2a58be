#!/usr/bin/env bash
# Copies the current snapshot to a remote that rclone knows: files first, their digests next, the pointer last.
# Usage: push-snapshot.sh FOLDER REMOTE      e.g. /srv/communique/data/snapshots store:communique
# It may be stopped anywhere and run again: readers of the remote see the old pointer until all else is there.
set -euo pipefail
folder=$1
remote=$2
keep=${COMMUNIQUE_KEEP_SNAPSHOTS:-10}

exec 9<"$folder" # no file: the folder is watched for changes
flock --wait 600 9

name=$(basename "$(readlink "$folder/current")" .duckdb)
pushed=$(rclone cat "$remote/current" 2>/dev/null || true)

if [ "$pushed" != "$name" ]; then
    rclone copy --checksum --include "/$name.*" --include "/$name.*/**" "$folder" "$remote/$name"
    (cd "$folder" && find "$name".* -type f -exec sha256sum {} +) | rclone rcat "$remote/$name/SHA256SUMS"
    printf '%s\n' "$name" | rclone rcat "$remote/current"
    rclone lsf --dirs-only "$remote" | tr -d / | sort | head --lines="-$keep" | while read -r old; do
        [ "$old" = "$name" ] || rclone purge "$remote/$old"
    done
fi
if [ -e "$folder/checked" ]; then
    rclone copyto "$folder/checked" "$remote/checked"
fi
