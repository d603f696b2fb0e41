"""By the stage where a deal is and the days it has been there: whether it is won, lost, or moves on."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.pipeline.deals_ahead import DealsAhead
from crmeter.vocabulary import NotEnoughData, Text

STAYED, WON, LOST, MOVED = range(4)
# Days at a stage from which on the daily chances may differ; from the last on they stay the same.
EDGES = (0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 120)
FEWEST = 10
_WEIGHTS = tuple(10.0**power for power in np.arange(0, 4.1, 0.5))
_BAND: Integers = np.searchsorted(EDGES, np.arange(EDGES[-1] + 1), side="right") - 1


class DealChances:
    """Daily chances of a deal to be won, lost or moved on, by its stage and the days it has been there.

    Args:
        stages: how many stages there are.

    Attributes (after fit):
        daily_: shape (stages, bands of days, 4), of staying, winning, losing and moving on within one day.
        onward_: shape (stages, stages), where a deal goes that moves on; where none has, as from all stages together.
        first_: shape (stages,), where deals begin.
        weight_: m, how many days of deals the pool of all stages counts as.
        ended_: stays that ended as won and as lost.

    Formula: competing risks in steps of a day, p_sac = (n_sac + m β_ac) / (N_sa + m) of cause c, stage s and band of
    days a; n counts ends and N the days at risk; β_ac = (n_ac + m π_c) / (N_a + m) is that of all stages together, π_c
    of all days. m has the largest Dirichlet-multinomial likelihood of the counts. Stays that go on count the days they
    have lasted. Source: Prentice & Gloeckler 1978, Biometrics 34 (grouped survival); Good 1965, The Estimation of
    Probabilities, ch. 3 and 5 (pooling by a Dirichlet prior, its weight by maximum likelihood of type II).
    """

    daily_: Floats
    onward_: Floats
    first_: Floats
    weight_: float
    ended_: tuple[int, int]
    _counted: Floats

    def __init__(self, stages: int) -> None:
        self.stages = stages

    def fit(self, stage: ArrayLike, days: ArrayLike, cause: ArrayLike, onward: ArrayLike, first: ArrayLike) -> Self:
        """Learn from stays at stages.

        Args:
            stage: of each stay, shape (n,).
            days: whole days from its beginning to its end, or to the last day that is seen, shape (n,).
            cause: how it ended: `WON`, `LOST`, `MOVED`, or `STAYED` where it has not, shape (n,).
            onward: the stage after it, of those that moved, shape (n,); any other number elsewhere.
            first: the stages where deals began, shape (k,).

        Raises:
            ValueError: shapes differ, or a number of days is negative.
            NotEnoughData: fewer than ten stays ended in a win, or in a loss.
        """
        at, lasted = np.asarray(stage, np.int64), np.asarray(days, np.int64)
        ended, to = np.asarray(cause, np.int64), np.asarray(onward, np.int64)
        if not at.shape == lasted.shape == ended.shape == to.shape or (lasted < 0).any():
            raise ValueError("each stay has a stage, days that are not negative, an end and a stage after it")
        self.ended_ = int((ended == WON).sum()), int((ended == LOST).sum())
        if min(self.ended_) < FEWEST:
            raise NotEnoughData("few_ended", _FEW.fill(won=self.ended_[0], lost=self.ended_[1]), _NEEDS)
        self._counted = _counts(at, lasted, ended, self.stages)
        scores = [_likelihood(self._counted, _pool(self._counted, each), each) for each in _WEIGHTS]
        self.weight_ = _WEIGHTS[int(np.argmax(scores))]
        prior = self._counted + self.weight_ * _pool(self._counted, self.weight_)
        self.daily_ = prior / prior.sum(axis=2, keepdims=True)
        moved = ended == MOVED
        went = np.zeros((self.stages, self.stages))
        np.add.at(went, (at[moved], to[moved]), 1.0)
        went = np.where(went.any(axis=1, keepdims=True), went, went.sum(axis=0))
        self.onward_ = went / np.maximum(went.sum(axis=1, keepdims=True), 1.0)
        began = np.bincount(np.asarray(first, np.int64), minlength=self.stages).astype(np.float64)
        self.first_ = began / max(began.sum(), 1.0)
        return self

    def ahead(self, horizons: Sequence[int], *, draws: int = 0, seed: int = 0) -> DealsAhead:
        """Look some days ahead.

        Args:
            horizons: how many, positive.
            draws: of the daily chances from what the data leave open; the chances themselves come before them.
            seed: of the draws.

        Formula: p_sa ~ Dirichlet(n_sa + m β_a).
        """
        daily = self.daily_[None]
        if draws:
            shape = self._counted + self.weight_ * _pool(self._counted, self.weight_)
            gammas = np.random.default_rng(seed).standard_gamma(np.broadcast_to(shape, (draws, *shape.shape)))
            daily = np.concatenate([daily, gammas / gammas.sum(axis=3, keepdims=True)])
        return DealsAhead.of(daily[:, :, _BAND], self.onward_, self.first_, horizons)


def _counts(stage: Integers, days: Integers, cause: Integers, stages: int) -> Floats:
    """Return days at risk without an end, and ends by cause, shape (stages, bands, 4)."""
    found = np.zeros((stages, len(EDGES), 4))
    ends = (*EDGES[1:], np.iinfo(np.int64).max)
    for band, (low, high) in enumerate(zip(EDGES, ends, strict=True)):
        there = np.clip(np.minimum(days + 1, high) - low, 0, None).astype(np.float64)
        found[:, band, STAYED] = np.bincount(stage, there, stages)
    over = cause != STAYED
    band_of_end = np.searchsorted(EDGES, days[over], side="right") - 1
    np.add.at(found, (stage[over], band_of_end, cause[over]), 1.0)
    found[:, :, STAYED] -= found[:, :, 1:].sum(axis=2)
    return found


def _pool(counted: Floats, weight: float) -> Floats:
    """Return the daily chances of all stages together by band of days, shape (bands, 4)."""
    by_band = counted.sum(axis=0)
    overall = by_band.sum(axis=0)
    shared = by_band + weight * overall / overall.sum()
    return np.asarray(shared / shared.sum(axis=1, keepdims=True), dtype=np.float64)


def _likelihood(counted: Floats, pool: Floats, weight: float) -> float:
    prior = weight * pool
    known = prior > 0
    gained = np.where(known, special.gammaln(counted + prior) - special.gammaln(np.where(known, prior, 1.0)), 0.0)
    whole = special.gammaln(weight) - special.gammaln(counted.sum(axis=2) + weight)
    return float(gained.sum() + whole.sum())


_FEW = Text("{won} cơ hội đã thắng, {lost} đã thua", "{won} deals were won and {lost} lost")
_NEEDS = Text(
    "ít nhất 10 cơ hội thắng và 10 cơ hội thua, có ngày", "at least ten deals won and ten lost, with their days"
)
