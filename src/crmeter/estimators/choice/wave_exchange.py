"""What the respondents of one wave are worth with some things taken from another, and what each adds to its error."""

from dataclasses import dataclass, replace

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.choice.market import Market
from crmeter.estimators.choice.purchasing import Purchasing

# Of the ratio of frequencies; the error of a central difference is about its square.
_STEP = 1e-3


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken from the other wave.

    Args:
        ratings: whose mean rating of a brand is, shape (J, K + 1), inertia first, which is never.
        market: the assumptions, of either wave.
        coefficients: whether those of the choice model are.
        spend: whether mean spend is.
        frequency: whether mean frequency is.
    """

    ratings: Booleans
    market: Market
    coefficients: bool = False
    spend: bool = False
    frequency: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The equity of each brand with what each respondent of two waves adds to its error.

    Args:
        equity: money, shape (J,).
        by_own: of the wave whose respondents are counted, shape (n, J).
        by_other: of the wave from which things are taken, shape (m, J).
    """

    equity: Floats
    by_own: Floats
    by_other: Floats

    def since(self, before: "Told") -> "Told":
        """Return the difference to another equity of the same respondents."""
        return Told(self.equity - before.equity, self.by_own - before.by_own, self.by_other - before.by_other)


class Exchange:
    """The respondents of one wave, as some things of them were in another.

    Means are taken over: everybody's rating of a brand moves by the difference of its means, spend and frequency grow
    by the ratio of theirs. Influences are those of the delta method: the respondents who are counted, the coefficients
    and each mean err, and whatever errs in both waves does so for each wave's own reason.

    Args:
        own: the wave whose respondents are counted.
        other: the wave from which things are taken, of the same brands and drivers.
    """

    def __init__(self, own: CustomerEquity, other: CustomerEquity) -> None:
        self.own, self.other = own, other
        means = [_mean_ratings(each) for each in (own, other)]
        self._gap = means[1] - means[0]
        self._rated = [_rating_influence(each, mean) for each, mean in zip((own, other), means, strict=True)]
        self._spend = [_mean_of(each, each.spend.mean(axis=1)) for each in (own, other)]
        self._frequency = [_mean_of(each, each.purchasing_.frequency) for each in (own, other)]

    def equity(self, taken: Taken) -> Told:
        """Return the equity of each brand with what is taken."""
        own, size = self.own, taken.market.customers
        moved = taken.ratings & own.available[:, :, None]
        attributes = own.attributes + np.where(moved, self._gap, 0.0)
        dearer = self._spend[1].mean / self._spend[0].mean if taken.spend else 1.0
        often = self._frequency[1].mean / self._frequency[0].mean if taken.frequency else 1.0
        worth = own.spend * dearer * taken.market.margin
        purchasing = Purchasing(
            own.purchasing_.last, own.purchasing_.frequency, own.available, taken.market, often=often
        )
        logit = (self.other if taken.coefficients else own).logit_
        values, slopes = purchasing.values_and_slopes(attributes, logit.coefficients_, worth, own.weights)
        mean = np.average(values, axis=0, weights=own.weights)
        by_own = (values - mean) * own.weights[:, None] / len(values)
        by_other = np.zeros((len(self.other.weights), len(mean)))
        by_logit = by_other if taken.coefficients else by_own
        by_logit += logit.influence_ @ slopes.by_coefficient.T
        by_rating = slopes.by_utility[:, :, None] * (taken.ratings * logit.coefficients_)
        by_own -= np.tensordot(self._rated[0], by_rating, axes=((1, 2), (1, 2)))
        by_other += np.tensordot(self._rated[1], by_rating, axes=((1, 2), (1, 2)))
        if taken.spend:
            _add_ratio(by_own, by_other, self._spend, mean)
        if taken.frequency:
            sides = [
                replace(purchasing, often=often * (1 + step)).values(attributes, logit.coefficients_, worth)
                for step in (-_STEP, _STEP)
            ]
            slope = np.average(sides[1] - sides[0], axis=0, weights=own.weights) / (2 * _STEP)
            _add_ratio(by_own, by_other, self._frequency, slope)
        return Told(mean * size, by_own * size, by_other * size)


@dataclass(frozen=True, slots=True)
class _Mean:
    """A mean with what each respondent adds to its error, relative to it, shape (n,)."""

    mean: float
    relative: Floats


def _add_ratio(by_own: Floats, by_other: Floats, means: list[_Mean], slope: Floats) -> None:
    """Add the error of a ratio of means, by the slopes of what it enters in its logarithm, shape (J,)."""
    by_own -= np.outer(means[0].relative, slope)
    by_other += np.outer(means[1].relative, slope)


def _mean_of(model: CustomerEquity, values: Floats) -> _Mean:
    mean = float(np.average(values, weights=model.weights))
    return _Mean(mean, (values / mean - 1) * model.weights / len(values))


def _mean_ratings(model: CustomerEquity) -> Floats:
    """Return the mean of each attribute over those who know a brand, shape (J, K + 1); 0 where nobody does."""
    counted = model.available * model.weights[:, None]
    total = counted.sum(axis=0)[:, None]
    sums = np.einsum("nj,njk->jk", counted, model.attributes)
    return np.asarray(np.divide(sums, total, out=np.zeros_like(sums), where=total > 0))


def _rating_influence(model: CustomerEquity, mean: Floats) -> Floats:
    """Return what each respondent adds to the error of the mean ratings, shape (n, J, K + 1)."""
    counted = model.available * model.weights[:, None]
    part = counted / np.maximum(counted.sum(axis=0), np.finfo(np.float64).tiny)
    return np.asarray(part[:, :, None] * (model.attributes - mean))
