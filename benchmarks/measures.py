"""All measures of 36 months, cut by five columns, beside the bare scans of the same columns."""

import shutil

from benchmarks.process import BUILD, OURS, Ran, contestant, in_turns, median, median_ratio
from benchmarks.results import Goal, Result, figure

LIMIT_S = 3600
PROMISED_RATIO = 3


def take(quick: bool) -> Result:
    """Take them over firms of growing size."""
    sizes = (100_000,) if quick else (1_000_000, 10_000_000)
    rows, raw, goals = [], {}, []
    for orders in sizes:
        workspace, folder = BUILD / f"firm-{orders}", BUILD / f"firm-{orders}-kept"
        if not (workspace / "warehouse" / "snapshots" / "current").exists():
            shutil.rmtree(workspace, ignore_errors=True)
            contestant(OURS, "make_firm", orders, workspace)

        def ours(workspace: object = workspace, folder: object = folder) -> Ran:
            shutil.rmtree(str(folder), ignore_errors=True)
            return contestant(OURS, "take_measures", workspace, folder, limit_s=LIMIT_S)

        def bare(workspace: object = workspace, folder: object = folder) -> Ran:
            return contestant(OURS, "scan_columns", workspace, folder, limit_s=LIMIT_S)

        runs = in_turns(1 if orders > sizes[0] else 3, {"all measures": ours, "bare scans": bare})
        name = f"{orders:,}"
        raw[name] = {who: [each.figures() for each in of] for who, of in runs.items()}
        for who, of in runs.items():
            said = of[0].said
            rows.append(
                [
                    name,
                    who,
                    figure(median([float(each.said["wall_s"]) for each in of])),
                    figure(median([float(each.said["cpu_s"]) for each in of])),
                    figure(median([each.peak_mib for each in of])),
                    figure(float(said["readings"])) if "readings" in said else "",
                ]
            )
        cpu = [[float(each.said["cpu_s"]) for each in of] for of in runs.values()]
        memory = [[each.peak_mib for each in of] for of in runs.values()]
        goals += [
            Goal(f"CPU over the bare scans, {name} orders", PROMISED_RATIO, median_ratio(*cpu), "times"),
            Goal(f"memory over the bare scans, {name} orders", PROMISED_RATIO, median_ratio(*memory), "times"),
        ]
    return Result(
        "measures",
        "All measures of 36 months, by five columns",
        "Of ten orders there are one customer, one ticket, one delivery each, five contacts and a third of a lead."
        " Every measure that needs no fitted model is taken for each month, whole and by segment, region, channel,"
        " owner and category, with its intervals. Beside it every statement of it is asked again as a bare scan: the"
        " tables that it names with those of their columns that it names, and nothing else. DuckDB may hold 1 GB.",
        ("orders", "what", "wall s", "CPU s", "peak MiB", "readings"),
        rows,
        goals,
        raw,
    )
