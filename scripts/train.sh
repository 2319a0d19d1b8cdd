#!/usr/bin/env bash
# Makes src/lang/<code>/model.bin again from the development gold beside the project: scripts/train.sh hi|en
# Same input, same bytes. What each option does: sutra train --help; why these: docs/models.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
gold=../shared/gold
[ -d "$gold" ] || {
  echo "train.sh: the gold is not here ($gold); its texts belong to their publishers and are not part of the project" >&2
  exit 1
}
cargo build --profile quick
case ${1:-} in
  hi)
    target/quick/sutra train --lang hi --examples src/lang/hi --epochs 8 --l1 6 --gate-l1 3 --step 3 --threshold 0.45 \
      "$gold/hi-train.jsonl" tests/articles/hi/gold.jsonl
    ;;
  en)
    target/quick/sutra train --lang en --examples src/lang/en --threshold 0.5 --wide-threshold 0.49 --epochs 6 --repeat 2 \
      --l1 75 --gate-l1 14 --span-bits 18 --gate-bits 18 --negligible 5 --gate-negligible 12 --step 3 \
      --calibrate "$gold/en-train.jsonl" "$gold/en-train.jsonl" tests/articles/en/gold.jsonl --wide "$gold/en-polnear-train.jsonl.gz"
    ;;
  *)
    echo "usage: scripts/train.sh hi|en" >&2
    exit 2
    ;;
esac
