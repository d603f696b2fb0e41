"""Shares of a whole seen ahead: each stays within nothing and all, and together they stay one.

Each member is looked at by the logarithm of its share against the rest that nobody is named of, so that what comes back
is a share whatever was added to it. Two ways are tried on the past: that shares stay as they are, and Theta on every
logarithm; the one with the least error is used, the first on a tie.
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
from crmeter.estimators.forecast.forecast import LEVELS, MONTHS, Forecast, too_short
from crmeter.estimators.forecast.seasonal_naive import Naive
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import Interval, NotEnoughData, Text

# Naive, and one origin that is hidden; from so many periods Theta learns too.
_LEAST = 3
_THETA_FROM = 8
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
        period: what the series counts by, for words.

    Formula: zᵢ = ln(sᵢ / s_rest); ẑᵢ by each way; ŝᵢ = e^ẑᵢ / (1 + Σ e^ẑⱼ), ŝ_rest = 1 / (1 + Σ e^ẑⱼ). Intervals lie on
    the logit of each share, by the errors that the same way made from earlier periods. Source: Aitchison 1986, The
    Statistical Analysis of Compositional Data, ch. 6 (additive log-ratios).
    """

    def __init__(self, *, period: Text = MONTHS) -> None:
        self.period = period

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
        n = len(self._shares)
        ways = ["naive", *(["theta"] if n >= _THETA_FROM else [])]
        errors = {way: self._errors(way, h) for way in ways}
        scores = tuple(self._score(way) for way in ways)
        winner = min(scores, key=lambda score: score.mean_absolute_error).model
        ahead = self._ahead(winner, n, h)
        members = []
        for member in range(self._shares.shape[1]):
            bands = tuple(
                _bands(float(ahead[step, member]), errors[winner][:, step, member], step + 1, levels)
                for step in range(h)
            )
            members.append(Forecast(tuple(map(float, ahead[:, member])), bands, winner))
        return ShareForecast(tuple(members), winner, scores)

    def _ahead(self, way: str, origin: int, h: int) -> Floats:
        """Return the shares that a way foresees from an origin; shape (h, k + 1)."""
        ratios = np.column_stack([_seen(way, column, h) for column in self._ratios[:origin].T])
        # The rest has the ratio nought; the largest is taken off, so that nothing overflows.
        whole = np.column_stack([ratios, np.zeros(h)])
        powers = np.exp(whole - whole.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def _origins(self, way: str) -> range:
        return range(1 if way == "naive" else Theta().least, len(self._shares))

    def _errors(self, way: str, h: int) -> Floats:
        """Return past errors on the logit: by origin, step, member; NaN where not yet known."""
        n, k = self._shares.shape
        origins = self._origins(way)
        errors = np.full((len(origins), h, k), np.nan)
        logits = special.logit(self._shares)
        for row, origin in enumerate(origins):
            known = min(h, n - origin)
            errors[row, :known] = logits[origin : origin + known] - special.logit(self._ahead(way, origin, known))
        return errors

    def _score(self, way: str) -> BackTestScore:
        """Compare one period ahead, from the origins at which all ways could learn."""
        n = len(self._shares)
        first = Theta().least if n >= _THETA_FROM else 1
        said = np.array([self._ahead(way, origin, 1)[0] for origin in range(first, n)])
        came = self._shares[first:]
        error = np.abs(said - came)
        moved = np.abs(np.diff(self._shares, axis=0)).mean()
        return BackTestScore(
            model=way,
            wape=float(error.sum() / came.sum()),
            bias=None,
            mase=float(error.mean() / moved) if moved > 0 else None,
            smape=None,
            coverage_80=None,
            mean_absolute_error=float(error.mean()),
            n=error.size,
        )


def _seen(way: str, ratios: Floats, h: int) -> Floats:
    if way == "naive":
        return np.asarray(Naive().fit(ratios).predict(h, ()).value)
    # Logarithms of ratios have no zero that means anything: moved below it, they are taken as they are.
    below = float(ratios.max()) + 1
    return np.asarray(Theta().fit(ratios - below).predict(h, ()).value) + below


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
