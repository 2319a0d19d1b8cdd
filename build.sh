#!/usr/bin/env bash
# The one entry to every task. `./build.sh` alone prints what it can do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
./build.sh VERB

  run [--browser firefox|chromium] [--article hi|en] [--headless]
              build, open a news article in a browser with Sutra switched on; with no display: the analysis in
              words, and pictures of the marked page
  test [STEP…]
              everything that must hold: formatting, lints, unit tests, the packs' examples, both browsers,
              reproducible packages; or only the steps named (./build.sh test --list); `test soak`, by name only:
              a hundred tabs, and a thousand times on and off with memory and listeners flat
  build       the wasm module, dist/chrome, dist/firefox, dist/www, dist/npm
  package     what the stores get: dist/sutra-*.zip, the source archive, the bill of materials
  bench [--quick | --only PART | --check]
              speed and size against the peers and the limit, a table row by row; --quick without what takes minutes;
              --check compares each stage's instructions with benches/instructions.json
  fuzz SECONDS [TARGET]
              feed the engine with anything, from the articles of the tests on, and the wasm module with anything
              that JavaScript can make; targets: page text pack json model boundary
  bless       rewrite the expected files of the golden tests, the instruction counts and the model card's figures, from what
              the engine does now

What is missing (wasm target, wasm-bindgen, npm packages, browsers) is installed on the way, where that can be done.
END
}

# Downloads that outlive a clone of this repository.
export CARGO_TARGET_DIR="$PWD/target"
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/sutra"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
GECKODRIVER=0.37.1
# What the engine's speed and size allow; the build fails beyond.
MAX_WASM_GZ=$((450 * 1024))
MAX_PACKAGE=$((800 * 1024))

say() { printf '%s\n' "$*" >&2; }
die() {
  say "build.sh: $*"
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
version() { sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1; }

# ── What must be there ──────────────────────────────────────────────────────────────────────────────────────────────

# apt_install WHY PACKAGE…: installs Debian packages when we may, or says in words what to do.
apt_install() {
  local why=$1
  shift
  if have apt-get && [ "$(id -u)" = 0 ]; then
    say "installing $* ($why) …"
    # What a machine knows of packages may be months old, and the browsers with it; where the lists cannot be had, the old ones must do.
    apt-get update >"$CACHE/apt.log" 2>&1 || say "the lists of packages could not be renewed; see $CACHE/apt.log"
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$CACHE/apt.log" 2>&1 ||
      die "could not install $* ($why); see $CACHE/apt.log"
  elif have apt-get; then
    die "$why is missing. Install it: sudo apt-get install $*"
  else
    die "$why is missing. Install it with your system's packages (Debian calls it: $*)"
  fi
}

need_cargo() {
  have cargo || die "Rust is missing. Install it from https://rustup.rs and run this again."
  have cc || apt_install "a C compiler, which Rust links with" gcc libc6-dev
}

need_node() {
  have node || die "Node.js is missing (20.19 or newer). Install it from https://nodejs.org or your system's packages."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Node.js $(node --version) is too old: 20.19 or newer is needed."
}

need_npm_packages() {
  need_node
  local stamp=node_modules/.sutra-lock
  if ! cmp -s package-lock.json "$stamp" 2>/dev/null; then
    say "installing the npm packages of package-lock.json …"
    npm ci --no-audit --no-fund --loglevel=error >&2 || die "npm ci failed: is the npm registry within reach?"
    cp package-lock.json "$stamp"
  fi
}

need_wasm_target() {
  need_cargo
  if ! [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then
    have rustup || die "Rust's wasm32-unknown-unknown target is missing, and there is no rustup to add it: install your system's package for it."
    say "adding Rust's wasm target …"
    rustup target add wasm32-unknown-unknown >&2 || die "rustup target add wasm32-unknown-unknown failed"
  fi
}

# cargo_tool PROGRAM CRATE VERSION: prints where PROGRAM of exactly this version is, installing it if need be.
cargo_tool() {
  local program=$1 crate=$2 want=$3 folder="$CACHE/tools/$2-$3"
  if have "$program" && "$program" --version 2>/dev/null | grep -qwF "$want"; then
    command -v "$program"
    return
  fi
  if ! [ -x "$folder/bin/$program" ]; then
    need_cargo
    say "building $crate $want (once; some minutes) …"
    mkdir -p "$CACHE"
    # Where a registry mirror lags behind the lock file inside the crate, other versions of its dependencies will do.
    cargo install "$crate" --version "=$want" --locked --root "$folder" >"$CACHE/$crate.log" 2>&1 ||
      cargo install "$crate" --version "=$want" --root "$folder" >>"$CACHE/$crate.log" 2>&1 ||
      die "could not build $crate $want; see $CACHE/$crate.log"
  fi
  printf '%s\n' "$folder/bin/$program"
}

need_chromium() {
  [ -n "${SUTRA_CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome || have google-chrome-stable ||
    [ -d "/Applications/Google Chrome.app" ] || apt_install "Chromium" chromium
}
need_firefox() {
  [ -n "${SUTRA_FIREFOX:-}" ] || have firefox-esr || have firefox || [ -d /Applications/Firefox.app ] ||
    apt_install "Firefox" firefox-esr
  SUTRA_GECKODRIVER="${SUTRA_GECKODRIVER:-$(cargo_tool geckodriver geckodriver "$GECKODRIVER")}"
  export SUTRA_GECKODRIVER
}
need_devanagari_font() {
  if have fc-list && [ -z "$(fc-list :lang=hi)" ] && have apt-get && [ "$(id -u)" = 0 ]; then
    apt_install "a font for Devanagari" fonts-noto-core
  fi
}

# A browser that speaks Hindi, for one test, which says so where there is none. Firefox needs nothing for it.
want_hindi_browser() {
  if have dpkg && dpkg -s chromium >/dev/null 2>&1 && ! dpkg -s chromium-l10n >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    (apt_install "Chromium in Hindi" chromium-l10n) || say "Chromium stays without Hindi"
  fi
}

# ── Building ────────────────────────────────────────────────────────────────────────────────────────────────────────

# The module is the same bytes wherever the folder is: paths of this machine do not get into it. And what is put in line
# is kept small: nine kilobytes less, and no slower (docs/performance.md). Nothing here recurses deep: half the usual stack does.
wasm_flags() {
  printf '%s' "--remap-path-prefix=$PWD=/sutra --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo -C llvm-args=-inline-threshold=30 -C link-arg=-zstack-size=524288"
}

# The extension's module, and the one of the playground and the npm package, which can do more: target/sutra-wasm/extension, …/workbench.
build_wasm() {
  need_wasm_target
  need_npm_packages
  local bindgen_version
  bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
  [ -n "$bindgen_version" ] || die "Cargo.lock does not name wasm-bindgen"
  say "building the engine for the browser …"
  build_module extension "$bindgen_version"
  build_module workbench "$bindgen_version" --features workbench
}

# build_module NAME BINDGEN_VERSION [CARGO_ARGUMENT ...]: wasm-bindgen's output for browsers, with the optimised module.
# Each has a target folder of its own: cargo writes both to the same place otherwise and does not notice.
build_module() {
  local name=$1 version=$2 raw=target/module/$1/wasm32-unknown-unknown/release/sutra.wasm out=target/sutra-wasm/$1 tool stamp
  shift 2
  # (the third level of optimising makes it eight kilobytes larger and no faster: docs/performance.md)
  CARGO_PROFILE_RELEASE_OPT_LEVEL=2 RUSTFLAGS="$(wasm_flags)" cargo build --release --lib --no-default-features --locked \
    --target wasm32-unknown-unknown --target-dir "target/module/$name" "$@" >&2
  tool=$(cargo_tool wasm-bindgen wasm-bindgen-cli "$version")
  stamp="$(sha256sum <"$raw" | cut -c1-64) $version $(sha256sum <scripts/wasm.mjs | cut -c1-16) $(sha256sum <package-lock.json | cut -c1-16)"
  if [ "$(cat "$out/stamp" 2>/dev/null || true)" != "$stamp" ]; then
    rm -rf "$out"
    mkdir -p "$out"
    "$tool" "$raw" --out-dir "$out" --out-name sutra --target web
    node scripts/wasm.mjs "$out"
    printf '%s\n' "$stamp" >"$out/stamp"
  fi
}

build_all() {
  build_wasm
  node scripts/extension.mjs "$(version)" "$MAX_WASM_GZ" "$MAX_PACKAGE"
}

build_command() {
  need_cargo
  cargo build --release --locked --bin sutra >&2
}

# ── Verbs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

verb_run() {
  local browser="" article=hi headless=""
  while [ $# -gt 0 ]; do
    case $1 in
      --browser) browser=${2:-} && shift ;;
      --browser=*) browser=${1#*=} ;;
      --article) article=${2:-} && shift ;;
      --article=*) article=${1#*=} ;;
      --headless) headless=1 ;;
      *) die "run does not know '$1': ./build.sh run [--browser firefox|chromium] [--article hi|en] [--headless]" ;;
    esac
    shift
  done
  case $browser in "" | firefox | chromium) ;; *) die "no browser '$browser': firefox or chromium" ;; esac
  case $article in hi | en) ;; *) die "no article '$article': hi or en" ;; esac
  if [ -z "$headless" ] && [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "no display: doing it headless"
    headless=1
  fi
  case $browser in
    firefox) need_firefox ;;
    chromium) need_chromium ;;
    "") if [ -n "$headless" ]; then
      need_chromium
      need_firefox
      browser=chromium,firefox
    elif have firefox || have firefox-esr; then
      need_firefox
      browser=firefox
    else
      need_chromium
      browser=chromium
    fi ;;
  esac
  need_devanagari_font
  build_all
  build_command
  node scripts/run.mjs "$browser" "$article" "${headless:+headless}"
}

verb_package() {
  build_all
  node scripts/package.mjs "$(version)"
}

# build_bench PROFILE
build_bench() {
  need_cargo
  cargo build --profile "$1" --locked --features bench --bin engine --bin sutra >&2
}

verb_bench() {
  need_node
  if [ "${1:-}" = --check ]; then
    have valgrind || apt_install "callgrind" valgrind
    build_bench quick
    node benches/instructions.mjs --check
    return
  fi
  build_bench release
  build_all
  node benches/bench.mjs "$@"
}

verb_fuzz() {
  local seconds=${1:-}
  [[ $seconds =~ ^[0-9]+$ ]] || die "say for how many seconds: ./build.sh fuzz 60"
  need_cargo
  need_npm_packages
  case ${2:-boundary} in
    boundary) build_all ;; # what is fuzzed is the module as it is shipped
    page | text | pack | json | model) ;;
    *) die "no target '$2': page, text, pack, json, model or boundary" ;;
  esac
  scripts/fuzz.sh "$@"
}

verb_bless() {
  need_cargo
  SUTRA_BLESS=1 cargo test --locked --test '*' >&2
  if have node && have valgrind; then
    build_bench quick
    node benches/instructions.mjs --bless >&2
  else
    say "benches/instructions.json is left as it is: that takes Node.js and valgrind"
  fi
  if have node && [ -d ../shared/gold ]; then
    build_command
    node scripts/accuracy.mjs >/dev/null
  fi
  git --no-pager diff --stat -- tests benches docs >&2 || true
}

verb_test() {
  need_cargo
  need_npm_packages
  mkdir -p "$CACHE"
  # shellcheck source=scripts/test.sh
  . scripts/test.sh
  run_steps "$@"
}

mkdir -p "$CACHE"
verb=${1:-}
[ $# -eq 0 ] || shift
case $verb in
  run | test | build | package | bench | fuzz | bless)
    if [ "$verb" = build ]; then build_all; else "verb_$verb" "$@"; fi
    ;;
  "" | help | -h | --help) usage ;;
  *)
    say "build.sh: no verb '$verb'"
    usage >&2
    exit 2
    ;;
esac
