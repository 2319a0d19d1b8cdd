#!/usr/bin/env bash
# Builds the packages here and in a copy in another folder, from nothing, and compares the bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$PWD
other=$(mktemp -d)/a-folder-of-another-name/sutra
trap 'rm -rf "${other%/a-folder*}"' EXIT

./build.sh package
mkdir -p "$other"
# The working tree, as the first build saw it; the second build's own target folder starts empty.
git ls-files -z | while IFS= read -r -d '' file; do
  [ -f "$file" ] || continue
  mkdir -p "$other/$(dirname "$file")"
  cp -p "$file" "$other/$file"
done
(
  cd "$other"
  git init -q && git add -A
  # The tools may be shared; what they make may not.
  ln -s "$here/node_modules" node_modules
  ./build.sh package
)
cmp dist/SHA256SUMS "$other/dist/SHA256SUMS" || {
  diff dist/SHA256SUMS "$other/dist/SHA256SUMS" || true
  echo "the packages differ between two folders" >&2
  exit 1
}
(cd dist && sha256sum -c SHA256SUMS)
