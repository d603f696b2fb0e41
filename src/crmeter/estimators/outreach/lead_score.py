"""Which leads become customers, by what is known of them, in points that add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.ridge_logit import RIDGES, climbed
from crmeter.vocabulary import NotEnoughData, Text

FEWEST = 30
# So many points double the odds; the mean lead has the others.
DOUBLING, MEAN_SCORE = 10.0, 50.0
_FOLDS = 5
# Before any data an effect is within one log-odds of nought as often as a standard deviation holds, or nearer.
_RIDGES = tuple(each for each in RIDGES if each >= 1)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Leads that are alike in all that is known of them, counted.

    Args:
        codes: of each kind, the code of its value in each field, shape (k, fields).
        leads: how many, shape (k,).
        won: how many of them became customers, shape (k,).
    """

    codes: Integers
    leads: Integers
    won: Integers

    @classmethod
    def of(cls, codes: Integers, won: ArrayLike) -> Self:
        """Count leads by their codes, shape (n, fields), and whether each became a customer, shape (n,)."""
        kinds, place = np.unique(codes, axis=0, return_inverse=True)
        place = place.reshape(-1)
        counted = np.bincount(place, minlength=len(kinds))
        return cls(kinds, counted, np.bincount(place, np.asarray(won, np.float64), len(kinds)).astype(np.int64))


class LeadScore:
    """Logistic regression with a ridge on the values of fields.

    Args:
        values: how many values each field has.

    Attributes (after fit):
        intercept_: log-odds of the mean lead.
        effects_: for each field the log-odds of its values, beside the mean lead.
        ridge_: λ under which leads that were kept back are foretold best.
        n_: leads; won_: of them became customers.

    Formula: logit p = a + Σ b_fv (x_fv − mean), x_fv whether the lead has value v in field f. λ, at least 1, maximises
    the likelihood of five folds of leads, each foretold without itself. A score is 50 + 10 (logit p − a) / ln 2, so ten
    points double the odds. Bounds by (XᵀWX + λ)⁻¹, as of a normal prior.
    Source: le Cessie & van Houwelingen 1992, Applied Statistics 41(1); points as of scorecards, Siddiqi 2006, Credit
    Risk Scorecards, ch. 6; bounds Wahba 1983, J. R. Statist. Soc. B 45(1).
    """

    intercept_: float
    effects_: tuple[Floats, ...]
    ridge_: float
    n_: int
    won_: int
    _mean: Floats
    _covariance: Floats

    def __init__(self, values: Sequence[int]) -> None:
        self.values = tuple(values)
        self._starts = np.concatenate([[0], np.cumsum(self.values)])

    def fit(self, kinds: Kinds) -> Self:
        """Learn from leads of which is known what became of them.

        Args:
            kinds: these, counted.

        Raises:
            NotEnoughData: fewer than thirty became customers, or did not.
        """
        self.n_, self.won_ = int(kinds.leads.sum()), int(kinds.won.sum())
        if min(self.won_, self.n_ - self.won_) < FEWEST:
            raise NotEnoughData("few_converted", _FEW.fill(won=self.won_, n=self.n_), _NEEDS)
        x = self._marked(kinds.codes)
        self._mean = np.asarray(np.average(x, axis=0, weights=kinds.leads), dtype=np.float64)
        # A value that no lead has tells nothing, and keeps the effect 0.
        centred = np.where(self._mean > 0, x - self._mean, 0.0)
        folds = _folds(kinds)
        self.ridge_ = max(_RIDGES, key=lambda each: _foretold(centred, folds, each))
        b, _ = climbed(centred, kinds.won / kinds.leads, kinds.leads.astype(np.float64), self.ridge_)
        self.intercept_ = float(b[0])
        coefficients = b[1:]
        self.effects_ = tuple(
            coefficients[start:end] for start, end in zip(self._starts[:-1], self._starts[1:], strict=True)
        )
        p = special.expit(b[0] + centred @ b[1:])
        design = np.column_stack([np.ones(len(x)), centred])
        known = (design * (kinds.leads * p * (1 - p))[:, None]).T @ design
        prior = np.diag(np.r_[0.0, np.full(len(coefficients), self.ridge_)])
        self._covariance = np.asarray(np.linalg.inv(known + prior), dtype=np.float64)
        return self

    def points(self, codes: Integers) -> Floats:
        """Return the points of each lead in each field; with 50 they add up to its score, shape (n, fields).

        Args:
            codes: shape (n, fields).
        """
        around, effects = self._around(codes), np.concatenate(self.effects_)
        return np.asarray(np.add.reduceat(around * effects, self._starts[:-1], axis=1) * DOUBLING / np.log(2))

    def log_odds(self, codes: Integers) -> Floats:
        """Return the log-odds of each lead to become a customer, shape (n,)."""
        return np.asarray(self.intercept_ + self.points(codes).sum(axis=1) * np.log(2) / DOUBLING)

    def predict(self, codes: Integers, level: float = 0.8) -> Estimates:
        """Return the chance of each lead to become a customer, with bounds, shape (n,).

        Args:
            codes: shape (n, fields).
            level: probability that the bounds hold the chance of such leads.
        """
        odds = self.log_odds(codes)
        around = np.column_stack([np.ones(len(codes)), self._around(codes)])
        error = np.sqrt(np.einsum("ni,ij,nj->n", around, self._covariance, around))
        reach = float(special.ndtri((1 + level) / 2)) * error
        return Estimates(special.expit(odds), special.expit(odds - reach), special.expit(odds + reach), level)

    def _around(self, codes: Integers) -> Floats:
        """Return how leads differ from the mean lead; in a field of which they have a value never seen, in nothing."""
        around = self._marked(codes) - self._mean
        for start, end in zip(self._starts[:-1], self._starts[1:], strict=True):
            is_unseen = around[:, start:end] @ (self._mean[start:end] == 0) > 0
            around[is_unseen, start:end] = 0.0
        return around

    def _marked(self, codes: Integers) -> Floats:
        found = np.zeros((len(codes), int(self._starts[-1])))
        np.put_along_axis(found, codes + self._starts[:-1], 1.0, axis=1)
        return found


def _folds(kinds: Kinds) -> list[Kinds]:
    """Deal the leads of all kinds out to five folds, those who became customers and the others apart, always alike."""
    rng, found = np.random.default_rng(0), []
    for counts in (kinds.won, kinds.leads - kinds.won):
        dealt = np.empty(int(counts.sum()), np.int64)
        dealt[rng.permutation(len(dealt))] = np.arange(len(dealt)) % _FOLDS
        whose = np.repeat(np.arange(len(counts)), counts)
        found.append(np.stack([np.bincount(whose[dealt == each], minlength=len(counts)) for each in range(_FOLDS)]))
    won, lost = found
    return [Kinds(kinds.codes, won[each] + lost[each], won[each]) for each in range(_FOLDS)]


def _foretold(x: Floats, folds: list[Kinds], ridge: float) -> float:
    leads, won = sum(each.leads for each in folds), sum(each.won for each in folds)
    told = 0.0
    for fold in folds:
        others = np.asarray(leads - fold.leads, dtype=np.float64)
        there = others > 0
        b, _ = climbed(x[there], (won - fold.won)[there] / others[there], others[there], ridge)
        odds = b[0] + x @ b[1:]
        told += float(fold.won @ special.log_expit(odds) + (fold.leads - fold.won) @ special.log_expit(-odds))
    return told


_FEW = Text("{won} trên {n} khách tiềm năng đã thành khách hàng", "{won} of {n} leads became customers")
_NEEDS = Text(
    "ít nhất 30 khách tiềm năng đã thành khách hàng và 30 chưa, có đủ thời gian",
    "at least thirty leads that became customers and thirty that did not, with time enough",
)
