#!/bin/sh
# Renew the lock files: every package with its hashes, no host of any registry.
set -eu
compile() {
    .venv/bin/uv pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 -q "$@"
}
compile pyproject.toml -o requirements.lock
compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
echo uv | compile - --no-annotate -o requirements-installer.lock
echo lifetimes | compile - --no-annotate --no-deps -o requirements-oracles.lock
