#!/usr/bin/env bash
# Runs the benches and prints their figures; RESULTS.md keeps them with the machine stated. Comparisons, not timed tests:
# nothing here passes or fails.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --package app --bin nhipcau
printf '== pages (small plan beside a large one)\n'
node bench/pages.mjs target/release/nhipcau
printf '== reading a document from the command line\n'
for file in samples/*.txt samples/*.docx samples/*.pdf; do
  /usr/bin/env bash -c "TIMEFORMAT='%R s wall, %U s user'; printf '%s: ' '$file'; time ./target/release/nhipcau read '$file' --json >/dev/null"
done
printf '== reader: time at half and at full length, by the shape of the text\n'
cargo bench --quiet --package reader --bench shapes
for extra in bench/*/run.sh; do
  [ -x "$extra" ] && { printf '== %s\n' "$extra"; "$extra"; }
done
