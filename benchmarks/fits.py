"""Fits of BG/NBD and Pareto/NBD, and what an import costs: CRMeter against lifetimes."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.process import BUILD, OURS, PEERS, ROOT, Ran, contestant, in_turns, median, median_ratio, run
from benchmarks.results import Goal, Result, figure

CDNOW = ROOT / ".oracles" / "lifetimes" / "datasets" / "cdnow_customers_summary.csv"
IMPORTS = ("crmeter", "crmeter.estimators", "crmeter.evaluation.library")
# Model, population, customers (0: the published file), rounds. lifetimes needs minutes for the last one.
FULL = (
    ("bg_nbd", "CDNOW", 0, 5),
    ("bg_nbd", "100 k", 100_000, 3),
    ("bg_nbd", "1 M", 1_000_000, 3),
    ("pareto_nbd", "CDNOW", 0, 5),
    ("pareto_nbd", "100 k", 100_000, 1),
)
QUICK = (("bg_nbd", "CDNOW", 0, 3), ("bg_nbd", "10 k", 10_000, 3), ("pareto_nbd", "CDNOW", 0, 3))
TITLES = {"bg_nbd": "BG/NBD", "pareto_nbd": "Pareto/NBD"}


def take(quick: bool) -> Result:
    """Run all fits."""
    rows, goals, raw = [], [], {}
    for model, name, customers, rounds in QUICK if quick else FULL:
        path = _population(customers)
        runs = in_turns(
            rounds,
            {
                "ours": partial(contestant, OURS, "fit_ours", model, path),
                "lifetimes": partial(contestant, PEERS, "fit_lifetimes", model, path),
            },
        )
        ours, theirs = runs["ours"], runs["lifetimes"]
        parity = _parity(model, path, ours[0], theirs[0])
        group, fit = (median([r.said[key] for r in ours]) for key in ("group_cpu_s", "fit_cpu_s"))
        total = [[r.said["total_cpu_s"] for r in side] for side in (ours, theirs)]
        rows.append(
            [
                TITLES[model],
                name,
                f"{figure(group)} + {figure(fit)}",
                figure(median(total[1])),
                f"**{figure(median_ratio(total[1], total[0]))} ×**",
                f"{median([r.peak_mib for r in ours]):.0f}",
                f"{median([r.peak_mib for r in theirs]):.0f}",
                f"{parity['loglik_ours_minus_theirs']:+.5f}",
                f"{parity['largest_relative_difference']:.1e}",
                str(rounds),
            ]
        )
        raw[f"{model} {name}"] = {side: [r.figures() for r in there] for side, there in runs.items()} | parity
        goals += _goals(model, name, fit, median(total[0]))
    imports, import_goals, import_raw = _imports(3 if quick else 5)
    return Result(
        "fits",
        "Fits of the buying process",
        "Maximum likelihood fits of the same arrays; reading the data is outside the measured part, the memory is that"
        " of the whole process. Synthetic customers: BG/NBD with the published CDNOW parameters, seen for 27 to 104"
        " weeks, in whole days. “ln L” is ours minus theirs by one formula: above zero, ours is the better fit.\n\n"
        "Starting up (process CPU less that of a bare interpreter): " + imports + ".",
        (
            "model",
            "customers",
            "ours: group + fit, CPU s",
            "lifetimes, CPU s",
            "ratio",
            "ours, MiB",
            "lifetimes, MiB",
            "ln L",
            "largest relative difference of a parameter",
            "pairs",
        ),
        rows,
        [*goals, *import_goals],
        {**raw, "imports": import_raw},
    )


def _population(customers: int) -> Path:
    if not customers:
        return CDNOW
    path = BUILD / f"histories-{customers}.npz"
    if not path.exists():
        made = run([OURS, "-m", "benchmarks.populations", "histories", str(customers), path])
        if made.code:
            raise RuntimeError(made.err)
    return path


def _parity(model: str, path: Path, ours: Ran, theirs: Ran) -> dict[str, float]:
    """Compare parameters, and both log-likelihoods by one formula."""
    own, other = ours.said["params"], theirs.said["params"]
    scored = [contestant(OURS, "score_ours", model, path, json.dumps(params)) for params in (own, other)]
    return {
        "loglik_ours_minus_theirs": scored[0].said["loglik"] - scored[1].said["loglik"],
        "largest_relative_difference": max(abs(own[name] / other[name] - 1) for name in own),
    }


def _goals(model: str, name: str, fit: float, total: float) -> list[Goal]:
    match model, name:
        case "bg_nbd", "CDNOW":
            return [Goal("BG/NBD of CDNOW", 0.02, total, "CPU s")]
        case "bg_nbd", "1 M":
            return [Goal("BG/NBD of 1 M customers, after grouping", 0.6, fit, "CPU s")]
        case "pareto_nbd", "100 k":
            return [Goal("Pareto/NBD of 100 k customers", 1.0, total, "CPU s")]
    return []


def _imports(rounds: int) -> tuple[str, list[Goal], dict[str, Any]]:
    programs = {"a bare interpreter": (OURS, "pass")} | {f"import {name}": (OURS, f"import {name}") for name in IMPORTS}
    programs["import lifetimes"] = (PEERS, "import lifetimes")
    runs = in_turns(
        rounds, {name: partial(run, [python, "-W", "ignore", "-c", code]) for name, (python, code) in programs.items()}
    )
    bare = median([r.cpu_s for r in runs["a bare interpreter"]])
    cost = {name: median([r.cpu_s for r in there]) - bare for name, there in runs.items() if name in programs}
    peak = {name: median([r.peak_mib for r in there]) for name, there in runs.items()}
    words = ", ".join(
        f"`{name}` {figure(cost[name])} s, {peak[name]:.0f} MiB" for name in programs if name.startswith("import")
    )
    goals = [Goal(f"import {name}", 0.5, cost[f"import {name}"], "CPU s") for name in IMPORTS]
    return words, goals, {name: [r.figures() for r in there] for name, there in runs.items()}
