"""Pages of the list of customers on PostgreSQL, by how many customers there are."""

from pathlib import Path
from typing import Any

from benchmarks.process import OURS, ROOT, run
from benchmarks.results import Goal, Result, figure

ON_POSTGRESQL = Path("scripts") / "on_postgresql.sh"
LIMIT_S = 1800
CPU_MS, GROWTH = 25, 1.5
# Every page that shows the list as it is, from any place and in any order: these are promised.
PROMISED = ("first page", "deep page", "sort ")


def take(quick: bool) -> Result:
    """Write lists of growing size and ask for their pages."""
    sizes, rounds = ((1_000, 20_000), 10) if quick else ((1_000, 100_000, 1_000_000), 40)
    said = {size: _said(size, rounds) for size in sizes}
    small, large = said[sizes[0]]["pages"], said[sizes[-1]]["pages"]
    rows = [
        [name, *(_cell(said[size]["pages"][name]) for size in sizes), figure(large[name]["bytes"] / 1024)]
        for name in large
    ]
    rows += [
        ["**writing the list, s**", *(figure(said[size]["writing"]["wall_s"]) for size in sizes), ""],
        ["**longest batch, ms**", *(figure(said[size]["writing"]["longest_batch_ms"]) for size in sizes), ""],
        ["**table + indexes, MiB**", *(_mib(said[size]) for size in sizes), ""],
    ]
    promised = [name for name in large if name.startswith(PROMISED)]
    return Result(
        "customers_list",
        "The list of customers",
        "CPU ms of a page of 50 customers on PostgreSQL with its own settings: the web process (Django, in process,"
        " from request to HTML) + the database process that serves it, without parallel workers. Names, stages and"
        " values are made up; one customer in three is called Nguyễn.",
        ("page", *(f"{size:,} customers" for size in sizes), "KiB"),
        rows,
        [
            Goal("largest of first, deep and sorted pages", CPU_MS, max(_cpu(large[n]) for n in promised), "CPU ms"),
            Goal("largest with one stage", CPU_MS, max(_cpu(large[n]) for n in large if "stage," in n), "CPU ms"),
            Goal("growth of the first page", GROWTH, _cpu(large["first page"]) / _cpu(small["first page"]), "×"),
            Goal("largest growth of those pages", GROWTH, max(_cpu(large[n]) / _cpu(small[n]) for n in promised), "×"),
        ],
        {str(size): content for size, content in said.items()},
    )


def _said(size: int, rounds: int) -> Any:
    # Each size has a database of its own.
    asked = ["sh", ON_POSTGRESQL, OURS, "-W", "ignore", "-m", "benchmarks.contestants.list_customers"]
    ran = run([*asked, str(size), str(rounds)], LIMIT_S, {"DATABASE_URL": ""})
    if ran.code or not ran.said:
        raise RuntimeError(f"listing {size} customers ended with {ran.code} in {ROOT}: {ran.err[-2000:]}")
    return ran.said


def _cpu(page: Any) -> float:
    return float(page["web_ms"] + page["database_ms"])


def _cell(page: Any) -> str:
    return f"{figure(page['web_ms'])} + {figure(page['database_ms'])} = **{figure(_cpu(page))}**"


def _mib(said: Any) -> str:
    return f"{figure(said['table_mib'])} + {figure(said['indexes_mib'])}"
