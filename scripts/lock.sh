#!/bin/sh
# Renew the lock files: every package with its hashes, no host of any registry.
set -eu
compile() {
    .venv/bin/uv pip compile --system-certs --universal --generate-hashes --no-header --python-version 3.11 -q "$@"
}
compile pyproject.toml --extra pdf -o requirements.lock
compile pyproject.toml --extra pdf --group dev -c requirements.lock -o requirements-dev.lock
echo uv | compile - --no-annotate -o requirements-installer.lock
printf 'lifetimes\nstatsmodels\n' | compile - --no-annotate --no-deps -o requirements-oracles.lock
compile requirements-peers.in --no-annotate -o requirements-peers.lock
# npm writes who asks for money; an address of any kind has no place in a lock.
npm install --package-lock-only --silent
.venv/bin/python - <<'PY'
import json
from pathlib import Path

path = Path("package-lock.json")
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
PY
