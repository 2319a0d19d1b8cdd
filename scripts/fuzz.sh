#!/usr/bin/env bash
# Feeds the engine with anything for a while: fuzz.sh SECONDS [TARGET]. Targets are in fuzz/targets; the seconds are shared
# out among them. Starts from the articles of the tests and the packs, with a dictionary from the packs. What breaks the
# engine is kept in .cache/fuzz/TARGET/found and belongs, made small, into tests/regressions.rs. The target `boundary` is the
# built wasm module, handed anything that JavaScript can make (scripts/fuzz-boundary.mjs).
#
# libFuzzer with the stable compiler: the flags are those that cargo-fuzz gives, less the sanitizer, which finds nothing
# in a crate without `unsafe`. `cargo fuzz run TARGET` works as well, where it is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=$1
targets=("${2:-}")
[ -n "${2:-}" ] || targets=(page text pack json model boundary)
share=$((seconds / ${#targets[@]}))

boundary() {
  echo "fuzzing boundary for $share s …" >&2
  node scripts/fuzz-boundary.mjs "$share"
}
if [ "${targets[*]}" = boundary ]; then
  boundary
  exit
fi

export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1"
host=$(rustc -vV | sed -n 's/^host: //p')
# With --target, the flags are for what runs, not for build scripts.
cargo build --release --manifest-path fuzz/Cargo.toml --target-dir target/fuzz --target "$host" --bins >&2

work=.cache/fuzz
mkdir -p "$work"
node scripts/fuzz-seeds.mjs "$work"
status=0
for target in "${targets[@]}"; do
  if [ "$target" = boundary ]; then
    boundary || status=1
    continue
  fi
  mkdir -p "$work/$target/corpus" "$work/$target/found"
  echo "fuzzing $target for $share s …" >&2
  "target/fuzz/$host/release/$target" "$work/$target/corpus" "$work/$target/seeds" \
    -dict="$work/dictionary" -artifact_prefix="$work/$target/found/" -max_len=8192 -len_control=50 -timeout=20 -rss_limit_mb=2048 \
    -max_total_time="$share" -print_final_stats=1 -verbosity=1 >"$work/$target.log" 2>&1 || status=1
  grep -E '^(stat::number_of_executed_units|stat::average_exec_per_sec|stat::peak_rss_mb|SUMMARY|.*panicked at|Test unit written)' "$work/$target.log" >&2 || true
done
[ "$status" = 0 ] || echo "something broke the engine: see $work/*/found and $work/*.log" >&2
exit "$status"
