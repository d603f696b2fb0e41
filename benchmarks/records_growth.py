"""Records as they grow: the list of deals from a thousand to a million, and pages on SQLite beside an import."""

from collections.abc import Sequence
from typing import Any

from benchmarks.process import BUILD, OURS, run
from benchmarks.records import ON_POSTGRESQL
from benchmarks.results import Goal, Result, figure

LIMIT_S = 3600
GROWTH = 1.5
# The list as it is, from any place and in any order: these are promised.
PROMISED = ("first page", "deep page", "by name", "by amount")
# CPU ms of a list on SQLite: twice what is promised on PostgreSQL.
LIST_MS = 50


def take(quick: bool) -> Result:
    """Write lists of growing size on PostgreSQL, then import into SQLite and read beside it."""
    sizes, rounds = ((1_000, 5_000), 10) if quick else ((1_000, 100_000, 1_000_000), 100)
    listed = _listed(sizes, rounds)
    said = {size: listed["deals"][str(size)]["requests"] for size in sizes}
    beside = _read_beside_an_import(("4000", "2000", "3000") if quick else ("100000", "50000", "100000"))
    small, large = said[sizes[0]], said[sizes[-1]]
    rows = [[f"PostgreSQL: {name}", *(_cell(said[size][name]) for size in sizes)] for name in large]
    rows += [
        [f"SQLite: {kind}", *_beside(beside["alone"][kind], beside["meanwhile"][kind], len(sizes))]
        for kind in ("list", "record", "change")
    ]
    imported, meanwhile = beside["import"], beside["meanwhile"]
    conflicts = meanwhile["conflicts"] + imported["conflicts"]
    return Result(
        "records_growth",
        "Records as they grow",
        "On PostgreSQL pages of 50 of a list of deals, by how many there are, in turns: median CPU ms of application +"
        f" database, and what 19 of 20 of {rounds} requests took at most by the clock. On SQLite (journal:"
        f" {beside['journal']}) the same of somebody who rests 50 ms after each page or change of a field, alone and"
        " while a worker writes a file of contacts into records beside them:"
        f" {imported['created']:,} in {imported['seconds']:.0f} s."
        f" Load of the two cores: {_loads(listed, beside)}. By the clock others had their part of these cores.",
        ("page", *(f"{size:,} deals" for size in sizes)),
        rows,
        [
            Goal("largest growth of CPU", GROWTH, max(_cpu(large[n]) / _cpu(small[n]) for n in PROMISED), "×"),
            Goal(
                "largest growth by the clock, 19 of 20",
                GROWTH,
                max(large[n]["wall_p95_ms"] / small[n]["wall_p95_ms"] for n in PROMISED),
                "×",
            ),
            Goal("list on SQLite beside an import", LIST_MS, meanwhile["list"]["cpu_ms"], "CPU ms"),
            Goal("list on SQLite beside an import, 19 of 20", LIST_MS, meanwhile["list"]["p95_ms"], "ms by the clock"),
            Goal("requests and jobs that found the database locked", 0, conflicts, "times"),
        ],
        {"growth": listed, "beside_an_import": beside},
    )


def _listed(sizes: Sequence[int], rounds: int) -> Any:
    command = ["sh", str(ON_POSTGRESQL), str(OURS)]
    return _said(command, "list_deals", (str(rounds), *map(str, sizes)), "")


def _read_beside_an_import(size: tuple[str, ...]) -> Any:
    path = BUILD / "beside.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return _said([str(OURS)], "read_while_importing", size, f"sqlite:///{path}")


def _said(command: list[str], name: str, arguments: tuple[str, ...], address: str) -> Any:
    asked = [*command, "-W", "ignore", "-m", f"benchmarks.contestants.{name}", *arguments]
    ran = run(asked, LIMIT_S, {"DATABASE_URL": address})
    if ran.code or not ran.said:
        raise RuntimeError(f"{name} {arguments} ended with {ran.code}: {ran.err[-2000:]}")
    return ran.said


def _cpu(cost: Any) -> float:
    return float(cost["web_ms"] + cost["database_ms"])


def _cell(cost: Any) -> str:
    parts = f"{figure(cost['web_ms'])} + {figure(cost['database_ms'])}"
    return f"{parts} = **{figure(_cpu(cost))}**; {figure(cost['wall_p95_ms'])} by the clock"


def _beside(alone: Any, meanwhile: Any, columns: int) -> list[str]:
    told = [
        f"{when}: **{figure(each['cpu_ms'])}**; {figure(each['median_ms'])} mostly, {figure(each['p95_ms'])} and"
        f" {figure(each['longest_ms'])} at most by the clock"
        for when, each in (("alone", alone), ("beside", meanwhile))
    ]
    return [*told, *([""] * (columns - 2))]


def _loads(listed: Any, beside: Any) -> str:
    told = (("PostgreSQL", listed["load"]), ("SQLite", beside["load"]))
    return ", ".join(f"{name} {before:.1f} to {after:.1f}" for name, (before, after) in told)
