#!/bin/sh
# Run the benchmarks, or those that are named. Usage: bench.sh [--quick] [NAME...]
set -eu
if [ ! -f .peers/.ok ] || [ requirements-peers.lock -nt .peers/.ok ]; then
    [ -x .peers/bin/python ] || "${PYTHON:-python3}" -m venv .peers
    .venv/bin/uv pip install -q --python .peers/bin/python --system-certs --require-hashes -r requirements-peers.lock \
        2>/dev/null \
        || .peers/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-peers.lock
    touch .peers/.ok
fi
exec .venv/bin/python -m benchmarks "$@"
