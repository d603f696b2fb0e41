#!/bin/sh
# Make .venv from a hashed lock file. Usage: bootstrap.sh LOCK
set -eu
lock="$1"
python="${PYTHON:-python3}"
command -v "$python" >/dev/null 2>&1 || { echo "Python 3.11 or newer is needed (looked for '$python')" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || { echo "Python 3.11 or newer is needed, this is $("$python" --version)" >&2; exit 1; }
"$python" -c 'import ensurepip' 2>/dev/null || sh scripts/need.sh python3-venv
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-installer.lock
# uv is ten times faster; behind a proxy that it does not know, pip does the same from the same lock.
.venv/bin/uv pip install -q --compile-bytecode --python .venv/bin/python --system-certs --require-hashes -r "$lock" 2>/dev/null \
    || .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r "$lock"
# The package itself runs from this folder, so that an edit needs no second install.
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$PWD/src" > "$site/crmeter.pth"
cat > .venv/bin/crmeter <<SH
#!/bin/sh
exec "$PWD/.venv/bin/python" -m crmeter "\$@"
SH
chmod +x .venv/bin/crmeter
sh scripts/pango.sh
