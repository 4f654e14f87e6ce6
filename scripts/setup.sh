#!/usr/bin/env bash
# Checks what the product needs on this machine, installs what Debian can give, and says what and why.
# Usage: scripts/setup.sh run|test. Idempotent. Works as root and as a user who may use sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose="${1:-run}"

say() { printf '%s\n' "setup: $*"; }
stop() { printf '%s\n' "setup: $*" >&2; exit 1; }

# --- Rust and Node: we do not install these, people have their own way ---------------------------------------------
command -v cargo >/dev/null || stop "Rust is missing. Install it from https://rustup.rs, then run this again."
rust_needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml | head -1)
rust_found=$(rustc --version | awk '{print $2}')
if [ "$(printf '%s\n%s\n' "$rust_needed" "$rust_found" | sort -V | head -1)" != "$rust_needed" ]; then
  stop "Rust $rust_found is older than $rust_needed. Run 'rustup update', then run this again."
fi
command -v node >/dev/null || stop "Node.js is missing (it builds the front end). Install Node 20 or later, then run this again."
node_major=$(node -p 'process.versions.node.split(".")[0]')
[ "$node_major" -ge 20 ] || stop "Node $node_major is too old: 20 or later is needed."
command -v npm >/dev/null || stop "npm is missing. It comes with Node.js; on Debian: apt-get install npm."

# --- Debian packages -----------------------------------------------------------------------------------------------
# name of the package, a command or file that proves it is there, why it is needed
packages_run=("gcc|cc|links Rust programs and builds SQLite" "make|make|runs this file")
packages_test=(
  "postgresql|/usr/lib/postgresql/*/bin/initdb|the tests run on SQLite and on PostgreSQL"
  "chromium|chromium|the browser stories run in a real browser"
  "libreoffice-calc-nogui|soffice|Excel files we write are opened by LibreOffice"
  "libreoffice-writer-nogui|/usr/lib/libreoffice/program/libswlo.so|Word files we write are opened by LibreOffice"
)
missing=()
look() {
  local entry package proof why
  for entry in "$@"; do
    IFS='|' read -r package proof why <<<"$entry"
    if [[ "$proof" == /* ]]; then compgen -G "$proof" >/dev/null && continue; else command -v "$proof" >/dev/null && continue; fi
    say "missing: $package ($why)"
    missing+=("$package")
  done
}
look "${packages_run[@]}"
[ "$purpose" = test ] && look "${packages_test[@]}"

if [ "${#missing[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null || stop "This is not a Debian machine. Install by its own means: ${missing[*]}."
  if [ "$(id -u)" = 0 ]; then as_root=(); elif command -v sudo >/dev/null; then as_root=(sudo); else
    stop "Ask an administrator to run: apt-get install ${missing[*]}"
  fi
  say "installing from Debian: ${missing[*]}"
  # A fresh machine has no package lists; a stale list is no reason to stop when the packages are still served.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "could not refresh the package lists (no network?), trying with what is known"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || stop "Debian's packages could not be installed. Without a network connection this step cannot be done: install ${missing[*]} and run this again."
fi
say "everything that 'make $purpose' needs is here (Rust $rust_found, Node $(node --version))"
