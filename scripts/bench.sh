#!/bin/sh
# Run the benchmarks, or those that are named. Usage: bench.sh [--quick] [NAME...]
set -eu
sh scripts/peers.sh
exec .venv/bin/python -m benchmarks "$@"
