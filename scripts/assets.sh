#!/bin/sh
# Bring what the pages need from npm (exact versions, hashes in package-lock.json) and build it for the browser.
set -eu
command -v npm >/dev/null 2>&1 || sh "$(dirname "$0")/need.sh" nodejs npm
if [ ! -f node_modules/.ok ] || [ package-lock.json -nt node_modules/.ok ]; then
    # Behind a slow proxy the first try may be cut off; what arrived is cached.
    npm ci --silent --no-progress || npm ci --silent --no-progress
    touch node_modules/.ok
fi
node scripts/assets.mjs
