#!/bin/sh
# The words of the pages: `messages.sh extract` after a change of words, `messages.sh compile` at set-up.
set -eu
exec .venv/bin/python scripts/messages.py "$@"
