# shellcheck shell=bash
# The steps of `./build.sh test`. Sourced by build.sh, whose functions they use.
#
# A step is a function step_NAME; it prints what it likes, which is shown only when it fails (or with VERBOSE=1). To be
# skipped, it calls `skip REASON`. The order is: what is quick to fail comes first.

STEPS=(fmt clippy rust packs figures doc shell lint types js build manifest addon crates deny audit e2e reproducible)

declare -A ABOUT=(
  [fmt]="Rust is formatted"
  [clippy]="clippy has nothing to say"
  [rust]="Rust tests"
  [packs]="the language packs' own examples"
  [figures]="the model card has the engine's own figures"
  [doc]="documentation builds without a warning, its examples run"
  [shell]="shell scripts are clean"
  [lint]="the JavaScript linter has nothing to say"
  [types]="JavaScript types hold"
  [js]="JavaScript unit tests"
  [build]="the extension builds within its size"
  [manifest]="the built extensions are what the design says"
  [addon]="Mozilla's add-on linter has nothing to say"
  [crates]="crates: licences, sources, checksums"
  [deny]="crates: advisories, yanked versions, duplicates (cargo-deny)"
  [audit]="advisories of the npm packages"
  [soak]="a hundred tabs, a thousand times on and off (only by name: it takes most of an hour)"
  [e2e]="Chromium and Firefox, end to end"
  [reproducible]="packages are the same bytes in two folders"
)

skip() {
  printf '%s\n' "$*" >"$STEP_SKIP"
  exit 0
}

step_fmt() { cargo fmt --all --check; }
step_clippy() {
  cargo clippy --locked --all-targets -- -D warnings
  need_wasm_target
  cargo clippy --locked --lib --no-default-features --target wasm32-unknown-unknown -- -D warnings
}
step_rust() { cargo test --locked; }
step_packs() {
  build_command
  target/release/sutra check
}
step_figures() {
  [ -d ../shared/gold ] || skip "the development gold is not here"
  need_node
  build_command
  node scripts/accuracy.mjs --check
}
step_doc() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items; }
step_shell() {
  have shellcheck || { have apt-get && [ "$(id -u)" = 0 ] && apt_install shellcheck shellcheck; } || skip "shellcheck is not installed"
  shellcheck build.sh .ci/run scripts/*.sh
}
step_lint() { node_modules/.bin/eslint .; }
step_types() {
  node_modules/.bin/tsc
  node_modules/.bin/tsc -p tests
}
step_js() { node_tests 'tests/js' '*.test.mjs'; }
step_build() { build_all; }
step_manifest() { node_tests 'tests/dist' '*.test.mjs'; }
step_addon() {
  node_modules/.bin/web-ext lint --source-dir dist/firefox --warnings-as-errors --no-config-discovery
}
step_crates() {
  need_node
  node scripts/crates.mjs
  node scripts/crates.mjs fuzz/Cargo.toml
}
step_deny() {
  local deny
  if have cargo-deny; then
    deny=$(command -v cargo-deny)
  elif [ -x "$CACHE/tools/cargo-deny/bin/cargo-deny" ]; then
    deny="$CACHE/tools/cargo-deny/bin/cargo-deny"
  else
    skip "cargo-deny is not installed (cargo install cargo-deny --locked; building it takes longer than all other steps)"
  fi
  # Advisories come from a repository on the network; without it the rest is still checked.
  "$deny" --all-features check bans licenses sources
  if ! "$deny" --all-features check advisories >"$STEP_LOG.advisories" 2>&1; then
    if grep -qiE 'failed to fetch|could not resolve|network|advisory database' "$STEP_LOG.advisories"; then
      echo "advisories: the database is out of reach; licences, bans and sources were checked"
    else
      cat "$STEP_LOG.advisories"
      return 1
    fi
  fi
}
step_audit() {
  local report="$STEP_LOG.json"
  npm audit --json >"$report" 2>"$STEP_LOG.err" || true
  node scripts/audit.mjs "$report" || {
    [ $? = 3 ] && skip "the npm registry gives no advisories here ($(grep -oE '[0-9]{3} [A-Z][A-Za-z ]+' "$STEP_LOG.err" | head -n 1 || true))"
    return 1
  }
}
step_e2e() {
  need_chromium
  need_firefox
  need_devanagari_font
  want_hindi_browser
  # A file at a time; within a file the harness tries a test up to three times, each in a browser started anew, and says so. A
  # file that starts its browsers itself is tried once more.
  local file bad=() again=()
  : >"$STEP_LOG.tries"
  while IFS= read -r file; do
    echo "── $file"
    browser_file "$file" && continue
    again+=("$file")
    echo "── once more: $file"
    browser_file "$file" && continue
    bad+=("$file")
    cat "$STEP_LOG.file" >>"$STEP_LOG.bad"
  done < <(find tests/e2e -name '*.spec.mjs' | LC_ALL=C sort)
  [ ${#again[@]} = 0 ] || printf 'files run twice: %s\n' "${again[*]}"
  cat "$STEP_LOG.tries"
  [ ${#bad[@]} = 0 ] && return
  # Last, since the end is what is shown: what went wrong, without what went well.
  grep -v '✔' "$STEP_LOG.bad" | tail -n 120
  printf 'failed twice: %s\n' "${bad[*]}"
  return 1
}
browser_file() {
  local limit=() status=0
  ! have timeout || limit=(timeout --kill-after=10 "${STEP_SECONDS:-900}")
  ${limit[@]+"${limit[@]}"} node --test --test-reporter=spec "$1" 2>&1 | tee "$STEP_LOG.file" || status=1
  grep '^# try ' "$STEP_LOG.file" >>"$STEP_LOG.tries" || true
  return "$status"
}
# Not among STEPS: an hour or so. The same tests as in e2e, with the numbers that count.
step_soak() {
  need_chromium
  need_firefox
  need_devanagari_font
  SUTRA_TABS="${SUTRA_TABS:-100}" SUTRA_ROUNDS="${SUTRA_ROUNDS:-1000}" SUTRA_TEST_SECONDS=7200 \
    node --test --test-reporter=spec --test-name-pattern='tabs at once|on and off' tests/e2e/page/faults.spec.mjs | tee "$CACHE/soak.log"
  say "$(grep '^# .* rounds' "$CACHE/soak.log" || true)"
}
step_reproducible() { scripts/reproducible.sh; }

# node_tests FOLDER PATTERN: runs these test files one after another (browsers do not like company).
node_tests() {
  local files=()
  while IFS= read -r file; do files+=("$file"); done < <(find "$1" -name "$2" -not -path '*/node_modules/*' 2>/dev/null | LC_ALL=C sort)
  [ ${#files[@]} -gt 0 ] || skip "no $2 under $1 yet"
  # A browser that hangs for good must not take the whole run with it.
  local limit=()
  ! have timeout || limit=(timeout --kill-after=10 "${STEP_SECONDS:-2700}")
  ${limit[@]+"${limit[@]}"} node --test --test-reporter=spec --test-concurrency=1 "${files[@]}"
}

run_steps() {
  local wanted=("$@") passed=0 failed=0 skipped=0 step status begin seconds
  if [ "${1:-}" = --list ]; then
    for step in "${STEPS[@]}" soak; do printf '%-13s %s\n' "$step" "${ABOUT[$step]}"; done
    return
  fi
  [ $# -gt 0 ] || wanted=("${STEPS[@]}")
  local logs
  logs=$(mktemp -d)
  for step in "${wanted[@]}"; do
    declare -F "step_$step" >/dev/null || die "no step '$step': ./build.sh test --list"
  done
  for step in "${wanted[@]}"; do
    STEP_LOG="$logs/$step.log"
    STEP_SKIP="$logs/$step.skip"
    begin=$SECONDS
    status=0
    # A shell of its own: `set -e` holds inside a step, and a step cannot end the run.
    set +e
    if [ -n "${VERBOSE:-}" ]; then
      (set -e; "step_$step") 2>&1 | tee "$STEP_LOG"
      status=${PIPESTATUS[0]}
    else
      (set -e; "step_$step") >"$STEP_LOG" 2>&1
      status=$?
    fi
    set -e
    seconds=$((SECONDS - begin))
    if [ "$status" != 0 ]; then
      failed=$((failed + 1))
      printf 'FAIL  %-13s %4d s  %s\n' "$step" "$seconds" "${ABOUT[$step]}"
      [ -n "${VERBOSE:-}" ] || tail -n "${FAIL_LINES:-150}" "$STEP_LOG" | sed 's/^/      | /'
    elif [ -f "$STEP_SKIP" ]; then
      skipped=$((skipped + 1))
      printf 'skip  %-13s %4d s  %s\n' "$step" "$seconds" "$(cat "$STEP_SKIP")"
    else
      passed=$((passed + 1))
      printf 'ok    %-13s %4d s  %s\n' "$step" "$seconds" "${ABOUT[$step]}"
    fi
  done
  [ "$failed" = 0 ] && rm -rf "$logs"
  if [ "$skipped" -gt 0 ]; then
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
  fi
  [ "$failed" = 0 ]
}
