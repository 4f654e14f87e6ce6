#!/bin/sh
# A country at work: 50,000 units with 40 duties each (NHIPCAU_BENCH_UNITS, NHIPCAU_BENCH_DUTIES give another size), with
# cascades, figures, money and notices, on SQLite in a temporary folder and, with
# NHIPCAU_TEST_POSTGRES=$(scripts/postgres.sh start), on PostgreSQL: filling, pages p50 and p99, steps, what is done to all.
# Takes long the first time (release build). `bench/work.sh --profile dev` is quicker to start and slower to run.
# `cargo xtask generate --database URL` fills a database that stays; `bench/work.sh -- measure --database URL` measures it.
set -eu
cd "$(dirname "$0")/.."
exec cargo bench -p app --bench work "$@"
