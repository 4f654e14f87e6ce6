#!/bin/sh
# A temporary PostgreSQL for tests, from Debian's package: made in a temporary folder, nothing of the machine's own
# server is touched, and nothing is kept. Works as root (PostgreSQL then runs as user postgres or nobody, because it
# refuses root) and as an ordinary user.
#
#   scripts/postgres.sh start [FOLDER]   starts it (or finds it running) and prints its address, and nothing else, to stdout
#   scripts/postgres.sh url [FOLDER]     prints the address of the one that runs, or fails
#   scripts/postgres.sh stop [FOLDER]    stops it and removes its folder
#
# FOLDER is by default one per user in the temporary folder of the machine.
set -eu

command=${1:-}
# The path of a socket has at most 107 letters; FOLDER may have 85.
folder=${2:-${TMPDIR:-/tmp}/nhipcau-postgres-$(id -u)}
data=$folder/data
if [ ${#folder} -gt 85 ]; then echo "postgres.sh: this folder's path is too long: $folder" >&2; exit 2; fi

say() { echo "postgres.sh: $*" >&2; }

# Debian keeps the programs of each version in a folder of its own; the newest is taken.
programs() {
    for initdb in $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t/ -k5 -rn) "$(command -v initdb || true)"; do
        if [ -x "$initdb" ]; then dirname "$initdb"; return; fi
    done
    say "PostgreSQL is not installed. On Debian: sudo apt-get install postgresql"
    say "Chưa cài PostgreSQL. Trên Debian: sudo apt-get install postgresql"
    exit 3
}

# Runs a program as the user who owns the server.
as_owner() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    (cd / && exec setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME=/ "$@")
}

is_running() { [ -f "$data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

# A socket in a folder that only its owner can enter: no port to be taken, and no other user of the machine gets in.
address() { echo "postgres://postgres@$(echo "$folder" | sed 's|%|%25|g; s|/|%2F|g; s| |%20|g')/postgres"; }

make_data() {
    say "making a temporary PostgreSQL in $folder"
    rm -rf "$folder"
    mkdir -m 700 "$folder"
    if [ "$(id -u)" -eq 0 ]; then
        if id postgres >/dev/null 2>&1; then chown postgres "$folder"; else chown nobody "$folder"; fi
    fi
    as_owner "$bin/initdb" -D "$data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder.log" 2>&1 ||
        { cat "$folder.log" >&2; exit 5; }
    rm -f "$folder.log"
}

start() {
    if is_running; then address; return; fi
    if [ ! -f "$data/PG_VERSION" ]; then make_data; fi
    # Without syncing to disk it is several times as quick; what a power cut would take away is only tests.
    fast="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
    # The server must not hold on to our stdout, or a caller that reads the address would wait for ever.
    if as_owner "$bin/pg_ctl" -D "$data" -l "$data/server.log" -w -t 60 \
        -o "-c listen_addresses='' -c unix_socket_directories='$folder' $fast" start >/dev/null 2>&1 </dev/null; then
        address
        return
    fi
    say "PostgreSQL does not start:"
    as_owner tail -n 20 "$data/server.log" >&2 || true
    exit 6
}

stop() {
    if is_running; then as_owner "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null; fi
    rm -rf "$folder"
}

bin=$(programs)
case $command in
    start) start ;;
    url) if is_running; then address; else say "it is not running"; exit 1; fi ;;
    stop) stop ;;
    *) sed -n '2,10p' "$0" >&2; exit 2 ;;
esac
