#!/usr/bin/env bash
# Browser stories in real Chromium against a debug build on a fresh installation. Each story file starts its own server,
# on SQLite and, when NHIPCAU_TEST_POSTGRES holds the address of a server, once more on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --package app
# A copy, so that a build made meanwhile does not change the binary under a running story.
export NHIPCAU_BIN="$PWD/e2e/results/nhipcau"
mkdir -p e2e/results
cp -f "${CARGO_TARGET_DIR:-$PWD/target}/debug/nhipcau" "$NHIPCAU_BIN"
export CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
cd e2e
lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.lock-digest 2>/dev/null || true)" != "$lock" ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$lock" >node_modules/.lock-digest
fi
stories() { node --test --test-concurrency=1 --test-reporter=spec stories/*.test.mjs; }
echo "stories on SQLite"
stories
if [ -n "${NHIPCAU_TEST_POSTGRES:-}" ]; then
  echo "stories on PostgreSQL"
  NHIPCAU_E2E_POSTGRES="$NHIPCAU_TEST_POSTGRES" stories
fi
