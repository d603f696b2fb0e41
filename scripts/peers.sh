#!/bin/sh
# Install the peers that proofs and benchmarks are held against, in an environment of their own.
set -eu
if [ ! -f .peers/.ok ] || [ requirements-peers.lock -nt .peers/.ok ]; then
    [ -x .peers/bin/python ] || "${PYTHON:-python3}" -m venv .peers
    .venv/bin/uv pip install -q --python .peers/bin/python --system-certs --require-hashes -r requirements-peers.lock \
        2>/dev/null \
        || .peers/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-peers.lock
    touch .peers/.ok
fi
