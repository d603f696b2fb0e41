"""Whole evaluations of large shops, step by step."""

import json
import shutil
from typing import Any

from benchmarks import shop
from benchmarks.process import OURS, run
from benchmarks.results import Goal, Result

# A busy machine may take longer than is promised, and its CPU seconds still say something.
LIMIT_S = 1800
PROMISED_S, PROMISED_MIB = 600, 1536


def take(quick: bool) -> Result:
    """Evaluate shops of growing size."""
    sizes = (1_000, 10_000) if quick else (100_000, 1_000_000)
    rows, raw = [], {}
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
    return Result(
        "evaluation",
        "Whole evaluations",
        "From a snapshot (orders and customers; about ten orders each in 36 months) to readings, forecasts, findings,"
        " explanations and the HTML report; DuckDB may hold 1 GB. “all” is the whole process with its start.",
        ("customers", "step", "wall s", "CPU s", "peak MiB so far"),
        rows,
        [
            Goal("peak memory of the largest", PROMISED_MIB, ran.peak_mib, "MiB"),
            Goal("wall time of the largest", PROMISED_S, ran.wall_s, "s"),
            Goal("the largest ends", 1, int(ran.code == 0), "of 1", at_least=True),
        ],
        raw,
    )


def _row(name: str, step: dict[str, Any]) -> list[str]:
    return [name, step["step"], f"{step['wall_s']:.1f}", f"{step['cpu_s']:.1f}", str(step["peak_mib"])]
