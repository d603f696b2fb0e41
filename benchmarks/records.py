"""Work on records of the load set: CPU of each request on PostgreSQL and SQLite, beside what Odoo 18 takes for it."""

from pathlib import Path
from typing import Any

from benchmarks.process import BUILD, OURS, run
from benchmarks.results import Goal, Result, figure

ON_POSTGRESQL = Path("scripts") / "on_postgresql.sh"
LIMIT_S = 1800
# CPU ms that are promised on PostgreSQL; on SQLite twice as much is.
GOALS = {
    "list of 50": 25,
    "search by fragment, rare": 30,
    "search by fragment, common": 30,
    "board of 8 x 20": 60,
    "record": 25,
    "create": 15,
    "move stage": 12,
    "funnel": 40,
    "autocomplete": 10,
}
# CPU ms of application and database that Odoo 18 took for the same on the same set and kind of machine.
ODOO = {
    "list of 50": "103",
    "search by fragment, rare": "411–697",
    "search by fragment, common": "411–697",
    "board of 8 x 20": "635",
    "record": "101",
    "create": "157",
    "move stage": "40",
    "funnel": "51",
    "autocomplete": "184",
}


def take(quick: bool) -> Result:
    """Write the load set on both databases and do on each what people do."""
    size = ("4000", "2000", "8000", "5") if quick else ("100000", "50000", "200000", "40")
    said = {"postgresql": _said(["sh", str(ON_POSTGRESQL), str(OURS)], size, ""), "sqlite": _on_sqlite(size)}
    postgresql, sqlite = said["postgresql"]["requests"], said["sqlite"]["requests"]
    rows = [
        [
            name,
            f"{figure(cost['web_ms'])} + {figure(cost['database_ms'])} = **{figure(_cpu(cost))}**",
            figure(_cpu(sqlite[name])),
            ODOO.get(name, ""),
            str(cost["queries"]),
            figure(cost["bytes"] / 1024),
        ]
        for name, cost in postgresql.items()
    ]
    return Result(
        "records",
        "Work on records",
        f"Median CPU ms of one request, application + database, of {size[3]} in turns:"
        f" {int(size[0]):,} customers and contacts, {int(size[1]):,}"
        f" deals over eight stages, {int(size[2]):,} activities, seen by somebody who sees all. {_loads(said)} The"
        " figures of Odoo 18 were taken apart from these.",
        ("request", "PostgreSQL", "SQLite", "Odoo 18", "queries", "KiB"),
        rows,
        [Goal(name, most, _cpu(postgresql[name]), "CPU ms") for name, most in GOALS.items()]
        + [Goal(f"{name}, SQLite", 2 * most, _cpu(sqlite[name]), "CPU ms") for name, most in GOALS.items()],
        said,
    )


def _on_sqlite(size: tuple[str, ...]) -> Any:
    path = BUILD / "records.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return _said([str(OURS)], size, f"sqlite:///{path}")


def _said(command: list[str], size: tuple[str, ...], address: str) -> Any:
    asked = [*command, "-W", "ignore", "-m", "benchmarks.contestants.work_on_records", *size]
    ran = run(asked, LIMIT_S, {"DATABASE_URL": address})
    if ran.code or not ran.said:
        raise RuntimeError(f"work on records ended with {ran.code}: {ran.err[-2000:]}")
    return ran.said


def _loads(said: Any) -> str:
    """Say how busy the machine was: other work slows each instruction down too."""
    told = [f"{name} {each['load'][0]:.1f} to {each['load'][1]:.1f}" for name, each in said.items()]
    return f"Load of the two cores meanwhile: {', '.join(told)}."


def _cpu(cost: Any) -> float:
    return float(cost["web_ms"] + cost["database_ms"])
