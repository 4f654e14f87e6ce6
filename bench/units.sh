#!/bin/sh
# Tree, search and import of units with 6,000 and with 60,000 schools, on SQLite in a temporary folder and,
# with NHIPCAU_TEST_POSTGRES=$(scripts/postgres.sh start), on PostgreSQL.
# Takes some minutes the first time (release build). `bench/units.sh --profile dev` is quicker to start and slower to run.
set -eu
cd "$(dirname "$0")/.."
exec cargo bench -p app --bench units "$@"
