"""Whole evaluations of large shops, step by step."""

import json
import shutil
from typing import Any

from benchmarks import shop
from benchmarks.process import OURS, run
from benchmarks.results import Goal, Result

LIMIT_S = 900


def take(quick: bool) -> Result:
    """Evaluate shops of growing size."""
    sizes = (1_000, 10_000) if quick else (100_000, 1_000_000)
    rows, raw, peak, finished = [], {}, 0.0, True
    for customers in sizes:
        workspace = shop.warehouse(customers)
        ran = run([OURS, "-W", "ignore", "-m", "benchmarks.contestants.evaluate_ours", workspace], LIMIT_S)
        shutil.rmtree(workspace / "runs", ignore_errors=True)
        name = f"{customers:,}"
        steps = [json.loads(line) for line in ran.err.splitlines() if line.startswith('{"step"')]
        raw[name] = ran.figures() | {"steps": steps}
        rows += [_row(name, step) for step in steps]
        ended = "all" if ran.code == 0 else f"stopped after {ran.wall_s:.0f} s (exit {ran.code})"
        rows.append(
            [name, f"**{ended}**", f"**{ran.wall_s:.1f}**", f"**{ran.cpu_s:.1f}**", f"**{ran.peak_mib:.0f}**"],
        )
        peak, finished = ran.peak_mib, ran.code == 0
    return Result(
        "evaluation",
        "Whole evaluations",
        "From a snapshot (orders and customers; about ten orders each in 36 months) to readings, forecasts, findings,"
        " explanations and the HTML report; DuckDB may hold 1 GB. “all” is the whole process with its start.",
        ("customers", "step", "wall s", "CPU s", "peak MiB so far"),
        rows,
        [
            Goal("peak memory of the largest", 2048, peak, "MiB"),
            Goal(f"the largest ends within {LIMIT_S} s", 1, int(finished), "of 1", at_least=True),
        ],
        raw,
    )


def _row(name: str, step: dict[str, Any]) -> list[str]:
    return [name, step["step"], f"{step['wall_s']:.1f}", f"{step['cpu_s']:.1f}", str(step["peak_mib"])]
