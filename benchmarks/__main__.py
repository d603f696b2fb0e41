"""`python -m benchmarks [--quick] [NAME …]`: run benchmarks and keep their results."""

import argparse
import importlib

from benchmarks import results
from benchmarks.machine import machine
from benchmarks.process import warm_up

NAMES = (
    "fits", "customer_summary", "file_import", "evaluation", "strange_files", "pages", "customers_list", "records",
    "records_growth", "record_imports", "choices", "measures",
)  # fmt: skip


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="small sizes, to see whether everything runs")
    asked = parser.parse_args()
    warm_up()
    for name in asked.names or NAMES:
        print(f"{name} …", flush=True)
        before = machine()
        result = importlib.import_module(f"benchmarks.{name}").take(asked.quick)
        results.keep(result, before, asked.quick)
        for goal in result.goals:
            print(f"  {'met ' if goal.met else 'MISS'}  {goal.what}: {goal.got:.3g} {goal.unit} ({goal.target:g})")
    print(f"{results.RESULTS / 'README.md'}")


if __name__ == "__main__":
    main()
