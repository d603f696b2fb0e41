"""Importing a CSV of orders, against bare DuckDB on the same file."""

import shutil
from functools import partial

from benchmarks import shop
from benchmarks.process import BUILD, OURS, Ran, contestant, in_turns, median, median_ratio
from benchmarks.results import Goal, Result, figure

LIMIT_S = 900
MEMORY_GOAL_MIB = 512


def take(quick: bool) -> Result:
    """Import files of growing size."""
    sizes = ((10_000, 2),) if quick else ((100_000, 3), (1_000_000, 1))
    rows, goals, raw = [], [], {}
    for customers, rounds in sizes:
        steps = {"import": partial(_import, customers), "refresh": _refresh, "bare DuckDB": partial(_bare, customers)}
        runs = in_turns(rounds, steps)
        ours, bare = runs["import"], runs["bare DuckDB"]
        n = int(ours[0].said["rows"])
        assert n == bare[0].said["rows"] == runs["refresh"][0].said["rows"] and not ours[0].said["rejected"]
        base = [r.said["cpu_s"] for r in bare]
        for name, there in runs.items():
            cpu, wall = ([r.said[key] for r in there] for key in ("cpu_s", "wall_s"))
            rows.append(
                [
                    f"{n:,}",
                    name,
                    figure(median(cpu)),
                    figure(median(wall)),
                    f"{n / median(cpu):,.0f}",
                    f"{median([r.peak_mib for r in there]):.0f}",
                    f"{median_ratio(cpu, base):.1f} ×",
                ]
            )
        raw[f"{n}"] = {name: [r.figures() for r in there] for name, there in runs.items()}
        goals.append(Goal(f"peak memory, import of {n:,} rows", MEMORY_GOAL_MIB, max(r.peak_mib for r in ours), "MiB"))
    shutil.rmtree(BUILD / "import", ignore_errors=True)
    return Result(
        "file_import",
        "Importing a file",
        "A CSV of orders (id, customer, time, amount, status, channel). “import” checks every row, keeps refused ones"
        " with their reason, makes keys and staged tables, and can be resumed; “refresh” builds the published tables"
        " and their checksums from it; bare DuckDB only turns the same file into typed Parquet.",
        ("rows", "", "CPU s", "wall s", "rows per CPU s", "peak MiB", "CPU against bare DuckDB"),
        rows,
        goals,
        raw,
    )


def _import(customers: int) -> Ran:
    shutil.rmtree(BUILD / "import", ignore_errors=True)
    return contestant(OURS, "import_ours", shop.csv(customers), BUILD / "import", limit_s=LIMIT_S)


def _refresh() -> Ran:
    return contestant(OURS, "refresh_ours", BUILD / "import", limit_s=LIMIT_S)


def _bare(customers: int) -> Ran:
    return contestant(OURS, "import_duckdb", shop.csv(customers), BUILD / "import" / "bare", limit_s=LIMIT_S)
