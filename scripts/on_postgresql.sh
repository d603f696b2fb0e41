#!/bin/sh
# Run a command with DATABASE_URL on a throw-away PostgreSQL cluster. ALLOW_MISSING=1 goes on without it and says so.
# Usage: on_postgresql.sh COMMAND...
set -eu
binaries() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) /opt/homebrew/opt/postgresql*/bin; do
        [ -x "$folder/initdb" ] && echo "$folder" && return
    done
    command -v initdb >/dev/null 2>&1 && dirname "$(command -v initdb)"
}
bin=$(binaries) || bin=""
if [ -z "$bin" ]; then
    if sh "$(dirname "$0")/need.sh" postgresql; then
        bin=$(binaries)
    elif [ "${ALLOW_MISSING:-}" = 1 ]; then
        echo "ALLOW_MISSING=1: tests on PostgreSQL are left out" >&2
        exit 0
    else
        exit 1
    fi
fi
home=$(mktemp -d)
as_owner="env"
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    as_owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
chmod 711 "$home"
stop() {
    (cd "$home" && $as_owner "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT TERM
(
    cd "$home"
    $as_owner "$bin/initdb" -D "$home/data" -U crmeter --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    # Nobody but this machine reaches it, and nothing of it is kept: it need not survive a loss of power.
    $as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w start \
        -o "-c listen_addresses='' -k $home -c fsync=off -c full_page_writes=off -c max_connections=60" >/dev/null
)
DATABASE_URL="postgresql://crmeter@/postgres?host=$home" "$@"
