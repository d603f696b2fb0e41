"""Files written into records on PostgreSQL and SQLite, beside a bare insert of the same rows in the same run."""

from typing import Any

from benchmarks.process import BUILD, OURS, run
from benchmarks.records import ON_POSTGRESQL
from benchmarks.results import Goal, Result, figure

LIMIT_S = 3600
# Rows a second that are promised. Odoo 18 took 177 contacts a second by the clock on the same kind of machine.
GOALS = {
    ("postgresql", "contacts"): 3000,
    ("sqlite", "contacts"): 1500,
    ("postgresql", "lines of orders"): 2000,
    ("sqlite", "lines of orders"): 1000,
}
_NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def take(quick: bool) -> Result:
    """Write the same files into records on both databases."""
    size = ("4000", "500", "4") if quick else ("100000", "25000", "4")
    path = BUILD / "record_imports.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    said = {
        "postgresql": _said(["sh", str(ON_POSTGRESQL), str(OURS)], size, ""),
        "sqlite": _said([str(OURS)], size, f"sqlite:///{path}"),
    }
    rows = [
        [
            f"{what}, {_NAMES[database]}",
            f"{cost['rows']:,}",
            figure(cost["rows_per_s"]),
            figure(cost["rows_per_cpu_s"]),
            figure(told["bare"][what]["rows_per_cpu_s"]) if what in told["bare"] else "",
            f"{cost['transaction_p50_ms']} · {cost['transaction_p99_ms']} · {cost['transaction_most_ms']}",
        ]
        for database, told in said.items()
        for what, cost in told["imports"].items()
    ]
    goals = [
        Goal(
            f"{what}, {_NAMES[database]}",
            least,
            said[database]["imports"][what]["rows_per_cpu_s"],
            "rows a CPU second",
            at_least=True,
        )
        for (database, what), least in GOALS.items()
    ]
    return Result(
        "record_imports",
        "Imports into records",
        "From the accepted page to the last row, with rules, history, undo and what the warehouse is told; lines with"
        " their orders, four each. CPU is that of the worker, the reader of the file and the process of the database."
        " Bare is the same rows of the one table by COPY or executemany in one transaction, with its indexes.",
        ("import", "rows", "rows/s by the clock", "rows/CPU s", "bare rows/CPU s", "batch ms: median · 99 % · most"),
        rows,
        goals,
        said,
    )


def _said(command: list[str], size: tuple[str, ...], address: str) -> Any:
    asked = [*command, "-W", "ignore", "-m", "benchmarks.contestants.import_into_records", *size]
    ran = run(asked, LIMIT_S, {"DATABASE_URL": address})
    if ran.code or not ran.said:
        raise RuntimeError(f"imports into records ended with {ran.code}: {ran.err[-2000:]}")
    return ran.said
