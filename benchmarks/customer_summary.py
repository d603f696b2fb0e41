"""Customer summaries from orders: the evaluation's own query, against bare DuckDB and pandas on the same file."""

from functools import partial

from benchmarks import shop
from benchmarks.populations import LAST_DAY
from benchmarks.process import OURS, PEERS, contestant, in_turns, median, median_ratio
from benchmarks.results import Goal, Result, figure

ROUNDS = 3
SAME = ("customers", "repeats", "recency_days", "age_days")


def take(quick: bool) -> Result:
    """Run all contestants on 10 M orders."""
    customers = 10_000 if quick else 1_000_000
    workspace = shop.warehouse(customers)
    files = workspace / "warehouse" / "tables" / "orders"
    runs = in_turns(
        ROUNDS,
        {
            "CRMeter, over valid sales": partial(contestant, OURS, "summary_ours", workspace, LAST_DAY),
            "bare DuckDB": partial(contestant, OURS, "summary_duckdb", files / "*.parquet", LAST_DAY),
            "pandas": partial(contestant, PEERS, "summary_pandas", files, LAST_DAY),
        },
    )
    ours, bare = runs["CRMeter, over valid sales"], runs["bare DuckDB"]
    for there in runs.values():
        assert all(there[0].said[key] == bare[0].said[key] for key in SAME), there[0].said
        assert abs(there[0].said["spend"] - bare[0].said["spend"]) < 0.05, there[0].said
    base = [r.said["cpu_s"] for r in bare]
    rows = [
        [
            name,
            figure(median([r.said["cpu_s"] for r in there])),
            figure(median([r.said["wall_s"] for r in there])),
            f"{median([r.peak_mib for r in there]):.0f}",
            f"{median_ratio([r.said['cpu_s'] for r in there], base):.2f} ×",
        ]
        for name, there in runs.items()
    ]
    return Result(
        "customer_summary",
        "Customer summaries",
        f"Frequency, recency, age and mean repeat spend of {bare[0].said['customers']:,} customers from Parquet with"
        " about ten orders each; all give the same summaries. CRMeter, given 512 MB before it spills, chooses the valid"
        " sales by the same expression that every measure stands on and adds exact decimals; pandas adds floats. What"
        " an evaluation keeps besides (every day of purchase with the one before and after) is the step “Choosing valid"
        " orders” of whole evaluations.",
        ("", "CPU s", "wall s", "peak MiB", "CPU against bare DuckDB"),
        rows,
        [
            Goal("summaries of 10 M orders", 2.0, median_ratio([r.said["cpu_s"] for r in ours], base), "× bare DuckDB"),
            Goal("peak memory", 700, median([r.peak_mib for r in ours]), "MiB"),
        ],
        {name: [r.figures() for r in there] for name, there in runs.items()},
    )
