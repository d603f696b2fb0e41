#!/bin/sh
# Install pango, by which boards are printed to PDF, where we may. Without it all else runs, and pages say what is missing.
set -u
case "$(uname -s)" in
    Linux) ;;
    *) exit 0 ;;
esac
command -v dpkg >/dev/null 2>&1 || exit 0
sh "$(dirname "$0")/need.sh" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    || echo "boards are not printed to PDF until these are installed" >&2
exit 0
