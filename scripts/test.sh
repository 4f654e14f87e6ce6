#!/usr/bin/env bash
# Everything `make test` promises, in the order that fails soonest. Prints the counts of each part and one closing line.
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp -d)
trap 'scripts/postgres.sh stop >/dev/null 2>&1 || true; rm -rf "$log"' EXIT
failed_parts=()

part() { # name, command…
  local name="$1" began=$SECONDS; shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$log/$(printf %03d $((++n)))-$name.log"
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then failed_parts+=("$name"); printf '== %s: FAILED\n' "$name"; else printf '== %s: ok, %d s\n' "$name" $((SECONDS - began)); fi
}
n=0

part format cargo fmt --all --check
part tidy cargo xtask tidy
part clippy cargo clippy --workspace --all-targets -- --deny warnings
if url=$(scripts/postgres.sh start); then export NHIPCAU_TEST_POSTGRES="$url"; else failed_parts+=(postgres-start); fi
part rust cargo test --workspace --no-fail-fast
part ui-tests npm --prefix ui test
part ui-weight npm --prefix ui run weigh
part stories scripts/e2e.sh

passed=$(grep -hoE '^test result: .* ([0-9]+) passed' "$log"/*rust.log 2>/dev/null | grep -oE '[0-9]+ passed' | awk '{s+=$1} END {print s+0}')
broken=$(grep -hoE '; [0-9]+ failed' "$log"/*rust.log 2>/dev/null | grep -oE '[0-9]+' | awk '{s+=$1} END {print s+0}')
js_passed=$(grep -hoE '^(# |ℹ )pass [0-9]+' "$log"/*ui-tests.log "$log"/*stories.log 2>/dev/null | grep -oE '[0-9]+' | awk '{s+=$1} END {print s+0}')
js_broken=$(grep -hoE '^(# |ℹ )fail [0-9]+' "$log"/*ui-tests.log "$log"/*stories.log 2>/dev/null | grep -oE '[0-9]+' | awk '{s+=$1} END {print s+0}')
printf '\nRust: %s passed, %s failed\nFront end and browser: %s passed, %s failed\n' "$passed" "$broken" "$js_passed" "$js_broken"
printf '%s passed, %s failed\n' $((passed + js_passed)) $((broken + js_broken + ${#failed_parts[@]}))
# Whoever sees only the end of a long log is to see what failed.
for name in "${failed_parts[@]}"; do
  printf '\n== The end of %s\n' "$name"
  cat "$log"/*-"$name".log 2>/dev/null | grep -vE '^test .* \.\.\. ok$|^ok [0-9]|^ *(Compiling|Checking|Finished|Running) ' | tail -n 60
done
if [ "${#failed_parts[@]}" -gt 0 ]; then printf 'Failed parts: %s\n' "${failed_parts[*]}" >&2; exit 1; fi
