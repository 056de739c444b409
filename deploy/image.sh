#!/bin/sh
# The images of compose.yaml, from Debian's packages and locked wheels alone: no registry of images
# is asked.
#
#     deploy/image.sh [options for buildah bud]
#
# As root, with Debian's mmdebstrap and buildah. Ends with the images `koshi`, `koshi-postgres`,
# `koshi-caddy` and `koshi-turn`, as compose.yaml calls them.
set -eu
cd "$(dirname "$0")/.."
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debian=http://deb.debian.org
mmdebstrap --quiet --variant=minbase bookworm "$root/root.tar" \
  "deb $debian/debian bookworm main" \
  "deb $debian/debian-security bookworm-security main"
base=$(buildah from scratch)
buildah add --quiet "$base" "$root/root.tar" /
buildah config --cmd /bin/bash "$base"
buildah commit --quiet --rm "$base" localhost/koshi-debian
for each in postgres caddy turn; do
  buildah bud --build-arg BASE=localhost/koshi-debian --tag "koshi-$each" --target "$each" \
    --file deploy/Containerfile.beside "$@" .
done
buildah bud --build-arg BASE=localhost/koshi-debian --tag koshi --file deploy/Containerfile "$@" .
