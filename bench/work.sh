#!/bin/sh
# Work of 50,000 units with 40 duties each (NHIPCAU_BENCH_UNITS gives another number), on SQLite in a temporary folder
# and, with NHIPCAU_TEST_POSTGRES=$(scripts/postgres.sh start), on PostgreSQL: filling, pages p50 and p99, steps.
# Takes long the first time (release build). `bench/work.sh --profile dev` is quicker to start and slower to run.
set -eu
cd "$(dirname "$0")/.."
exec cargo bench -p app --bench work "$@"
