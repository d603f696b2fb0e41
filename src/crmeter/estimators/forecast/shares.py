"""Shares of a whole seen ahead: each stays within nothing and all, and together they stay one.

Each member is looked at by the logarithm of its share against the rest that nobody is named of, so that what comes back
is a share whatever was added to it. Several ways are tried on the past: that shares stay as they are, that they come as
in the season before, Theta and exponential smoothing on every logarithm. The one with the least error is used, on a tie
the first.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.back_test import BackTestScore
from crmeter.estimators.forecast.conformal import at_rank, for_overlap, student
from crmeter.estimators.forecast.forecast import LEVELS, MONTHS, Forecast, Forecaster, too_short
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.smoothing import Smoothing
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import Interval, NotEnoughData, Text

# Naive, and one origin that is hidden; another way is tried from so many times what it needs to learn.
_LEAST = 3
_TIMES = 2
# More origins than this change a band little and cost a fit each.
_MOST_ORIGINS = 60
_ADDS_UP = 1e-9


@dataclass(frozen=True, slots=True)
class ShareForecast:
    """What shares are expected to be, and how the ways did on the past.

    Args:
        members: one forecast for each member, in their order; the last one is the rest.
        winner: the way that is used.
        scores: of each way that could be tried, the naive first.
    """

    members: tuple[Forecast, ...]
    winner: str
    scores: tuple[BackTestScore, ...]


class Shares:
    """Shares of several members and of the rest, seen ahead together.

    Args:
        season: periods in a season, such as 4 quarters; 1 where there is none.
        period: what the series counts by, for words.

    Formula: zᵢ = ln(sᵢ / s_rest); ẑᵢ by each way; ŝᵢ = e^ẑᵢ / (1 + Σ e^ẑⱼ), ŝ_rest = 1 / (1 + Σ e^ẑⱼ). Intervals lie on
    the logit of each share, by the errors that the same way made from earlier periods. Source: Aitchison 1986, The
    Statistical Analysis of Compositional Data, ch. 6 (additive log-ratios).
    """

    def __init__(self, season: int = 1, *, period: Text = MONTHS) -> None:
        self.season, self.period = season, period

    def fit(self, shares: ArrayLike) -> "Shares":
        """Learn from shares.

        Args:
            shares: a row for each period, oldest first, a column for each member and the rest last; shape (n, k + 1).

        Raises:
            NotEnoughData: there are fewer than three periods, or a share is nought.
            ValueError: a row does not add up to one, or a figure is missing.
        """
        table = np.asarray(shares, dtype=np.float64)
        if table.ndim != 2 or table.shape[1] < 2 or not np.all(np.isfinite(table)):
            raise ValueError("shares are a row for each period and a column for each member and the rest")
        if np.any(np.abs(table.sum(axis=1) - 1) > _ADDS_UP):
            raise ValueError("the shares of a period add up to one")
        if len(table) < _LEAST:
            raise too_short(len(table), _LEAST, self.period)
        if table.min() <= 0:
            raise NotEnoughData("share_of_nought", _NOUGHT, _ABOVE)
        self._shares = table
        self._ratios = np.log(table[:, :-1] / table[:, -1:])
        return self

    def predict(self, h: int, levels: Sequence[float] = LEVELS) -> ShareForecast:
        """Look ahead.

        Args:
            h: how many periods, at least one.
            levels: probabilities that an interval holds what will come.
        """
        ways = self._ways()
        foreseen = {way.name: self._foreseen(way, h) for way in ways}
        first = max(way.least for way in ways)
        scores = tuple(self._score(way.name, foreseen[way.name], first) for way in ways)
        winner = min(scores, key=lambda score: score.mean_absolute_error).model
        ahead = self._ahead(next(way for way in ways if way.name == winner), len(self._shares), h)
        errors = self._errors(foreseen[winner], h)
        members = []
        for member in range(self._shares.shape[1]):
            bands = tuple(
                _bands(float(ahead[step, member]), errors[:, step, member], step + 1, levels) for step in range(h)
            )
            members.append(Forecast(tuple(map(float, ahead[:, member])), bands, winner))
        return ShareForecast(tuple(members), winner, scores)

    def _ways(self) -> list[Forecaster]:
        others = [SeasonalNaive(self.season)] if self.season > 1 else []
        tried: list[Forecaster] = [*others, Theta(), Smoothing()]
        return [Naive(), *(way for way in tried if len(self._shares) >= _TIMES * way.least)]

    def _ahead(self, way: Forecaster, origin: int, h: int) -> Floats:
        """Return the shares that a way foresees from an origin; shape (h, k + 1)."""
        ratios = np.column_stack([_seen(way, column, h) for column in self._ratios[:origin].T])
        # The rest has the ratio nought; the largest is taken off, so that nothing overflows.
        whole = np.column_stack([ratios, np.zeros(h)])
        powers = np.exp(whole - whole.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def _foreseen(self, way: Forecaster, h: int) -> dict[int, Floats]:
        """Return what a way foresaw from each origin of the past, oldest first."""
        n = len(self._shares)
        origins = range(max(way.least, n - _MOST_ORIGINS), n)
        return {origin: self._ahead(way, origin, min(h, n - origin)) for origin in origins}

    def _errors(self, foreseen: dict[int, Floats], h: int) -> Floats:
        """Return past errors on the logit: by origin, step, member; NaN where not yet known."""
        logits = special.logit(self._shares)
        errors = np.full((len(foreseen), h, self._shares.shape[1]), np.nan)
        for row, (origin, said) in enumerate(foreseen.items()):
            known = min(h, len(said))
            errors[row, :known] = logits[origin : origin + known] - special.logit(said[:known])
        return errors

    def _score(self, name: str, foreseen: dict[int, Floats], first: int) -> BackTestScore:
        """Compare one period ahead, from the origins at which all ways could learn."""
        origins = [origin for origin in foreseen if origin >= first]
        said = np.array([foreseen[origin][0] for origin in origins])
        came = self._shares[origins]
        error = np.abs(said - came)
        moved = np.abs(np.diff(self._shares, axis=0)).mean()
        return BackTestScore(
            model=name,
            wape=float(error.sum() / came.sum()),
            bias=None,
            mase=float(error.mean() / moved) if moved > 0 else None,
            smape=None,
            coverage_80=self._coverage(foreseen, origins),
            mean_absolute_error=float(error.mean()),
            n=error.size,
        )

    def _coverage(self, foreseen: dict[int, Floats], origins: Sequence[int]) -> float | None:
        """Return how often the band that the errors before an origin gave held what came of each member."""
        errors, rows = self._errors(foreseen, 1)[:, 0], list(foreseen)
        inside = [
            band.low <= self._shares[origin, member] <= band.high
            for origin in origins
            for member, value in enumerate(foreseen[origin][0])
            for band in _bands(float(value), errors[: rows.index(origin), member], 1, (0.8,))
        ]
        return float(np.mean(inside)) if inside else None


def _seen(way: Forecaster, ratios: Floats, h: int) -> Floats:
    # Logarithms of ratios have no zero that means anything: moved below it, they are taken as they are.
    below = float(ratios.max()) + 1
    return np.asarray(way.fit(ratios - below).predict(h, ()).value) + below


def _bands(value: float, errors: Floats, step: int, levels: Sequence[float]) -> tuple[Interval, ...]:
    known = np.sort(np.abs(errors[np.isfinite(errors)]))
    centre = float(special.logit(value))
    bands, before = [], 0.0
    for level in sorted(levels):
        rank = (len(known) + 1) * level
        # What is left of rounding is no error.
        if not len(known) or known[-1] < _ADDS_UP:
            continue
        shocks = np.ones(step)
        if rank <= len(known):
            reach, method = at_rank(known, rank) * for_overlap(len(known), shocks, level), "conformal"
        elif len(known) >= _LEAST:
            # Errors of neighbouring origins share all surprises but one.
            alone = max(1.0, len(known) / step)
            spread = math.sqrt(float((known**2).mean()) * (1 + 1 / alone))
            reach, method = student(level, alone) * spread, "residual_sd"
        else:
            continue
        before = reach = max(reach, before)
        low, high = special.expit(np.array([centre - reach, centre + reach]))
        bands.append(Interval(level, float(low), float(high), method))
    return tuple(bands)


_NOUGHT = Text("có thị phần bằng 0 trong một kỳ", "a share is nought in a period")
_ABOVE = Text("thị phần lớn hơn 0 ở mọi kỳ, hoặc gộp hãng nhỏ vào nhóm khác", "shares above nought in all periods")
