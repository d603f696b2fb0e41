"""Why brands are chosen and what that is worth: CRMeter against the fit alone by xlogit."""

from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.process import BUILD, OURS, PEERS, contestant, in_turns, median, median_ratio, run
from benchmarks.results import Goal, Result, figure

SIZES = ((2_000, 5), (100_000, 5))
QUICK = ((2_000, 2),)
BRANDS, DRIVERS = 5, 9


def take(quick: bool) -> Result:
    """Fit both to the same respondents."""
    rows, goals, raw = [], [], {}
    for respondents, rounds in QUICK if quick else SIZES:
        path = _choices(respondents)
        runs = in_turns(
            rounds,
            {
                "ours": partial(contestant, OURS, "choose_ours", path),
                "xlogit": partial(contestant, PEERS, "choose_xlogit", path),
            },
        )
        ours, theirs = runs["ours"], runs["xlogit"]
        spent = [[each.said["total_cpu_s"] for each in side] for side in (ours, theirs)]
        pair = [np.array(side[0].said["coefficients"]) for side in (ours, theirs)]
        difference = float(np.abs(pair[0] - pair[1]).max())
        better = ours[0].said["loglik"] - theirs[0].said["loglik"]
        rows.append(
            [
                f"{respondents:,}", figure(median(spent[0])), figure(median(spent[1])),
                f"**{figure(median_ratio(spent[1], spent[0]))} ×**", f"{median([r.peak_mib for r in ours]):.0f}",
                f"{median([r.peak_mib for r in theirs]):.0f}", f"{better:+.1e}", f"{difference:.1e}", str(rounds),
            ]
        )  # fmt: skip
        raw[f"{respondents}"] = {side: [each.figures() for each in there] for side, there in runs.items()}
        if respondents == SIZES[-1][0]:
            goals.append(Goal("choice model and equity of 100,000 respondents", 0.8, median(spent[0]), "CPU s"))
    return Result(
        "choices",
        "Choices and customer equity",
        f"{BRANDS} brands, {DRIVERS} drivers rated 1 to 5, inertia; drawn from known coefficients. Ours is the choice"
        " model with errors robust to misspecification *and* the equity of every brand over three years, with"
        " intervals; xlogit is the choice model alone. “ln L” is ours minus theirs.",
        (
            "respondents", "ours: model and equity, CPU s", "xlogit: model, CPU s", "ratio", "ours, MiB",
            "xlogit, MiB", "ln L", "largest difference of a coefficient", "pairs",
        ),
        rows,
        goals,
        raw,
    )  # fmt: skip


def _choices(respondents: int) -> Path:
    path = BUILD / f"choices-{respondents}.npz"
    if not path.exists():
        made = run([OURS, "-m", "benchmarks.choices", str(respondents), path])
        if made.code:
            raise RuntimeError(made.err)
    return path


def _write(respondents: int, path: Path) -> None:
    rng = np.random.default_rng(20260101 + respondents)
    ratings = rng.integers(1, 6, size=(respondents, BRANDS, DRIVERS)).astype(float)
    last = rng.integers(0, BRANDS, respondents)
    weights = np.array([0.3, 0.2, 0.1, 0.25, 0.05, 0.15, 0.1, 0.2, 0.3])
    utility = ratings @ weights + (np.arange(BRANDS) == last[:, None]) + rng.gumbel(size=(respondents, BRANDS))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path, ratings=ratings, last=last, chosen=utility.argmax(axis=1), spend=rng.uniform(20, 80, respondents),
        frequency=rng.uniform(1, 6, respondents),
    )  # fmt: skip


if __name__ == "__main__":
    import sys

    _write(int(sys.argv[1]), Path(sys.argv[2]))
