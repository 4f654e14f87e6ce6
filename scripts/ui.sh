#!/usr/bin/env bash
# Builds the front end when its sources are newer than its result. The first time npm fetches the packages of
# ui/package-lock.json; without a network connection that one step cannot be done.
set -euo pipefail
cd "$(dirname "$0")/../ui"
# Templates and Rust sources count: Tailwind keeps only the classes it finds in them.
stamp=dist/.stamp
digest=$(cd .. && git ls-files -z --cached --others --exclude-standard -- ui templates crates/app/src crates/web/src 2>/dev/null | xargs -0 -r cat 2>/dev/null | sha256sum | cut -d' ' -f1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then exit 0; fi
lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.lock-digest 2>/dev/null || true)" != "$lock" ]; then
  echo "ui: fetching npm packages of ui/package-lock.json"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || {
    echo "ui: npm could not fetch its packages. This needs the network once; afterwards it works offline." >&2
    exit 1
  }
  echo "$lock" >node_modules/.lock-digest
fi
npm run --silent build
echo "$digest" >"$stamp"
