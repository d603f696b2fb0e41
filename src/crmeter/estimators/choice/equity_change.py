"""Why customer equity is another one in the next wave, in parts that add up, and how sure the difference is."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.choice.market import Market
from crmeter.estimators.choice.purchasing import Purchasing
from crmeter.estimators.estimates import Estimates

Cause = Literal[
    "rating", "competitors", "coefficients", "spend", "frequency", "market_size", "assumptions", "respondents"
]


@dataclass(frozen=True, slots=True)
class ChangePart:
    """A part of the change.

    Args:
        cause: what became otherwise.
        driver: of ours that is rated otherwise; empty for every other cause.
        value: of each brand, money, shape (J,).
    """

    cause: Cause
    driver: str
    value: Floats


@dataclass(frozen=True, slots=True)
class EquityChange:
    """The change from one wave to the next.

    Args:
        change: of the equity of each brand, money, shape (J,).
        share_change: of each brand's share, shape (J,).
        parts: of the change; they add up to it.
        linked: people who answered both times.
    """

    change: Estimates
    share_change: Estimates
    parts: tuple[ChangePart, ...]
    linked: int


def equity_change(
    before: CustomerEquity, after: CustomerEquity, us: int, *, people: tuple[Integers, Integers], level: float = 0.8
) -> EquityChange:
    """Compare two waves of the same brands and drivers.

    Formula: from the wave before on, one thing after the other is taken from the wave after: the mean rating of each
    driver of ours (everybody moves by the difference of the means), those of the competitors, the coefficients, the
    mean spend and the mean frequency (as ratios), the size of the market, the other assumptions, and last who was
    asked, with all that means do not tell. Each step changes equity by its part. The same is done backwards from the
    wave after, and a part is the mean of both ways: neither wave comes first, and the parts add up exactly. Bounds: the
    influences of a person in both waves are taken together, those of others are independent.

    Args:
        before: fitted to the wave before.
        after: fitted to the wave after, with the same brands and drivers in the same order.
        us: the place of our brand.
        people: a code of each respondent of both waves, the same for the same person; below 0 for nobody known.
        level: probability that an interval holds the truth.

    Raises:
        ValueError: the waves differ in brands or drivers.
    """
    if before.drivers != after.drivers or before.spend.shape[1] != after.spend.shape[1]:
        raise ValueError("waves are compared over the same brands and drivers")
    forward, backward = _way(before, after, us), _way(after, before, us)
    parts = tuple(
        replace(there, value=(there.value - back.value) / 2) for there, back in zip(forward, backward, strict=True)
    )
    first, second = (each[each >= 0] for each in people)
    return EquityChange(
        change=_difference(before.equity_.value, after.equity_.value, before.influence, after.influence, people, level),
        share_change=_difference(
            before.share_.value, after.share_.value, before.share_influence, after.share_influence, people, level
        ),
        parts=parts,
        linked=len(np.intersect1d(first, second)),
    )


def linked_error(influences: tuple[Floats, Floats], people: tuple[Integers, Integers]) -> Floats:
    """Return the standard error of a difference of two waves, in which some people answered both times.

    Args:
        influences: of each respondent on the figure before and after, shape (n, …).
        people: a code of each, the same for the same person; below 0 for nobody known.
    """
    signed = [
        sign * each * np.sqrt(len(each) / (len(each) - 1)) for sign, each in zip((-1.0, 1.0), influences, strict=True)
    ]
    codes = np.concatenate(people)
    # Whoever is not known stands alone.
    alone = codes < 0
    codes = np.where(alone, codes.max(initial=0) + 1 + np.cumsum(alone), codes)
    places = np.unique(codes, return_inverse=True)[1]
    together = np.concatenate(signed)
    summed = np.zeros((int(places.max()) + 1, *together.shape[1:]))
    np.add.at(summed, places, together)
    return np.asarray(np.sqrt((summed**2).sum(axis=0)))


def _difference(
    before: Floats, after: Floats, old: Floats, new: Floats, people: tuple[Integers, Integers], level: float
) -> Estimates:
    error = float(special.ndtri((1 + level) / 2)) * linked_error((old, new), people)
    change = after - before
    return Estimates(change, change - error, change + error, level)


@dataclass(frozen=True, slots=True)
class _Standing:
    """The respondents of a wave with what they are supposed to say."""

    model: CustomerEquity
    attributes: Floats
    coefficients: Floats
    spend: Floats
    frequency: Floats
    market: Market

    def equity(self) -> Floats:
        purchasing = Purchasing(self.model.purchasing_.last, self.frequency, self.model.available, self.market)
        values = purchasing.values(self.attributes, self.coefficients, self.spend * self.market.margin)
        return np.asarray(np.average(values, axis=0, weights=self.model.weights) * self.market.customers)


def _way(start: CustomerEquity, end: CustomerEquity, us: int) -> list[ChangePart]:
    """Return what each step from the respondents of one wave to those of the other adds."""
    stands = _Standing(
        start, start.attributes, start.logit_.coefficients_, start.spend, start.purchasing_.frequency, start.market
    )
    shift = _mean_ratings(end) - _mean_ratings(start)
    steps: list[tuple[Cause, str, _Standing]] = []

    def then(cause: Cause, stands: _Standing, driver: str = "") -> _Standing:
        steps.append((cause, driver, stands))
        return stands

    for place, driver in enumerate(start.drivers, 1):
        moved = stands.attributes.copy()
        moved[:, us, place] += np.where(start.available[:, us], shift[us, place], 0.0)
        stands = then("rating", replace(stands, attributes=moved), driver)
    moved = stands.attributes.copy()
    for brand in range(moved.shape[1]):
        if brand != us:
            moved[:, brand, 1:] += np.where(start.available[:, brand, None], shift[brand, 1:], 0.0)
    stands = then("competitors", replace(stands, attributes=moved))
    stands = then("coefficients", replace(stands, coefficients=end.logit_.coefficients_))
    stands = then("spend", replace(stands, spend=start.spend * _mean(end, end.spend) / _mean(start, start.spend)))
    often = start.purchasing_.frequency
    ratio = _mean(end, end.purchasing_.frequency) / _mean(start, often)
    stands = then("frequency", replace(stands, frequency=often * ratio))
    sized = replace(stands.market, customers=end.market.customers)
    stands = then("market_size", replace(stands, market=sized))
    then("assumptions", replace(stands, market=end.market))
    equity, parts = start.equity_.value, []
    for cause, driver, step in steps:
        reached = step.equity()
        parts.append(ChangePart(cause, driver, reached - equity))
        equity = reached
    return [*parts, ChangePart("respondents", "", end.equity_.value - equity)]


def _mean_ratings(model: CustomerEquity) -> Floats:
    """Return the mean of each attribute over those who know a brand, shape (J, K + 1); 0 where nobody does."""
    counted = model.available * model.weights[:, None]
    total = counted.sum(axis=0)[:, None]
    sums = np.einsum("nj,njk->jk", counted, model.attributes)
    return np.asarray(np.divide(sums, total, out=np.zeros_like(sums), where=total > 0))


def _mean(model: CustomerEquity, values: Floats) -> float:
    return float(np.average(values.mean(axis=1) if values.ndim > 1 else values, weights=model.weights))
