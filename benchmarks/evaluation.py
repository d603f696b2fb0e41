"""Whole evaluations of large shops, step by step."""

import shutil
from typing import Any

from benchmarks import shop
from benchmarks.process import OURS, contestant
from benchmarks.results import Goal, Result

LIMIT_S = 900


def take(quick: bool) -> Result:
    """Evaluate shops of growing size."""
    sizes = (1_000, 10_000) if quick else (100_000, 1_000_000)
    rows, raw, said = [], {}, {}
    for customers in sizes:
        workspace = shop.warehouse(customers)
        ran = contestant(OURS, "evaluate_ours", workspace, limit_s=LIMIT_S)
        shutil.rmtree(workspace / "runs", ignore_errors=True)
        said = dict(ran.said)
        name = f"{customers:,}"
        raw[name] = ran.figures()
        rows += [_row(name, step) for step in said["steps"]]
        rows.append(
            [name, "**all**", f"**{ran.wall_s:.1f}**", f"**{ran.cpu_s:.1f}**", f"**{ran.peak_mib:.0f}**"],
        )
    return Result(
        "evaluation",
        "Whole evaluations",
        "From a snapshot (orders and customers; about ten orders each in 36 months) to readings, forecasts, findings,"
        " explanations and the HTML report; DuckDB may hold 1 GB. “all” is the whole process with its start.",
        ("customers", "step", "wall s", "CPU s", "peak MiB so far"),
        rows,
        [Goal("peak memory of the largest", 2048, float(ran.peak_mib), "MiB")],
        raw,
    )


def _row(name: str, step: dict[str, Any]) -> list[str]:
    return [name, step["step"], f"{step['wall_s']:.1f}", f"{step['cpu_s']:.1f}", str(step["peak_mib"])]
