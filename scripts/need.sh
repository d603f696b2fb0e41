#!/bin/sh
# Install the named Debian packages where we may, else say which command does. Usage: need.sh PACKAGE...
set -eu
missing=""
for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q >/dev/null
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "missing system packages:$missing" >&2
echo "run: sudo apt-get install --no-install-recommends$missing" >&2
exit 1
