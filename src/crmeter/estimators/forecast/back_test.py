"""Try forecasts on the past of a series, all on the same origins, and say which one was nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.forecast import Forecaster, too_short
from crmeter.estimators.forecast.seasonal_naive import Naive


@dataclass(frozen=True, slots=True)
class BackTestScore:
    """How one forecast did over all origins and steps; None where a figure has no meaning.

    wape: Σ|error| / Σ|actual|, a share.
    bias: Σ(forecast − actual) / Σ|actual|, a share; above nought it promised too much.
    mase: mean |error| / mean |change over a season| inside each training part (Hyndman & Koehler 2006).
    smape: mean of 200 |error| / (|actual| + |forecast|), in percent.
    coverage_80: share of actual figures inside their 80 % band.
    n: figures compared.
    """

    model: str
    wape: float | None
    bias: float | None
    mase: float | None
    smape: float | None
    coverage_80: float | None
    mean_absolute_error: float
    n: int


@dataclass(frozen=True, slots=True)
class BackTest:
    """The scores of all forecasts and the winner by the rule fixed beforehand.

    Rule: the smallest mean absolute error; on a tie the one named first, and the naive is always first.
    """

    scores: tuple[BackTestScore, ...]
    winner: str
    h: int
    origins: tuple[int, ...]

    def of(self, model: str) -> BackTestScore:
        """Return the score of a forecast by its name."""
        return next(score for score in self.scores if score.model == model)


def back_test(models: Sequence[Forecaster], y: ArrayLike, h: int, origins: int = 1, *, season: int = 1) -> BackTest:
    """Compare forecasts on the last stretch of a series that none of them has seen.

    Args:
        models: the forecasts; the naive is put in front where it is missing.
        y: one figure per period, oldest first; shape (n,).
        h: how far each origin looks ahead.
        origins: from how many origins, one period apart; the last one has exactly `h` periods after it.
        season: periods in a season, for the scale of MASE.

    Returns:
        Scores in the order naive, then as given.

    Raises:
        NotEnoughData: the earliest origin leaves a model too little to learn from.
        ValueError: `h` or `origins` is below one, or two models share a name.
    """
    if h < 1 or origins < 1:
        raise ValueError(f"at least one step and one origin are wanted, not {h} and {origins}")
    series = np.asarray(y, dtype=np.float64)
    naive = [model for model in models if model.name == Naive.name] or [Naive()]
    tried = [*naive, *(model for model in models if model.name != Naive.name)]
    if len({model.name for model in tried}) < len(tried):
        raise ValueError("two forecasts have the same name")
    needs = max([season + 1, *(model.least for model in tried)]) + h + origins - 1
    if len(series) < needs:
        raise too_short(len(series), needs, tried[0].period)
    cuts = tuple(range(len(series) - h - origins + 1, len(series) - h + 1))
    scores = tuple(_score(model, series, h, cuts, season) for model in tried)
    winner = min(scores, key=lambda score: score.mean_absolute_error)
    return BackTest(scores, winner.model, h, cuts)


def _score(model: Forecaster, y: Floats, h: int, cuts: Sequence[int], season: int) -> BackTestScore:
    forecasts, actuals, scaled, inside = [], [], [], []
    for cut in cuts:
        forecast = model.fit(y[:cut]).predict(h, (0.8,))
        actual, value = y[cut : cut + h], np.array(forecast.value)
        forecasts.append(value)
        actuals.append(actual)
        change = float(np.abs(y[season:cut] - y[: cut - season]).mean())
        scaled.append(float(np.abs(value - actual).mean()) / change if change > 0 else np.nan)
        inside += [
            band.low <= a <= band.high
            for a, bands in zip(actual.tolist(), forecast.intervals, strict=True)
            for band in bands
        ]
    value, actual = np.concatenate(forecasts), np.concatenate(actuals)
    error, volume = value - actual, float(np.abs(actual).sum())
    size = np.abs(actual) + np.abs(value)
    # Nothing expected and nothing come is no error.
    relative = np.divide(200 * np.abs(error), size, out=np.zeros_like(size), where=size > 0)
    return BackTestScore(
        model=model.name,
        wape=float(np.abs(error).sum()) / volume if volume > 0 else None,
        bias=float(error.sum()) / volume if volume > 0 else None,
        mase=float(np.mean(scaled)) if np.all(np.isfinite(scaled)) else None,
        smape=float(relative.mean()),
        coverage_80=float(np.mean(inside)) if inside else None,
        mean_absolute_error=float(np.abs(error).mean()),
        n=len(error),
    )
