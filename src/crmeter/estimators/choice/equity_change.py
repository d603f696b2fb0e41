"""Why customer equity is another one in the next wave, in parts that add up, and how sure the difference is."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.choice.wave_exchange import Exchange, Taken, Told
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
        amount: of each brand, money, shape (J,).
    """

    cause: Cause
    driver: str
    amount: Estimates


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
    wave after, and a part is the mean of both ways: neither wave comes first, and the parts add up exactly. Bounds, of
    the change and of each part, by the delta method (Newey & McFadden 1994, section 6): the influences of a person in
    both waves are taken together, those of others are independent. What is stated alike in both waves has no error.

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
    parts = []
    for (cause, driver, there), (_, _, back) in zip(_way(before, after, us), _way(after, before, us), strict=True):
        influences = (there.by_own - back.by_other) / 2, (there.by_other - back.by_own) / 2
        amount = _estimates((there.equity - back.equity) / 2, influences, people, level)
        parts.append(ChangePart(cause, driver, amount))
    first, second = (each[each >= 0] for each in people)
    shares = (-before.share_influence, after.share_influence)
    return EquityChange(
        change=_estimates(
            after.equity_.value - before.equity_.value, (-before.influence, after.influence), people, level
        ),
        share_change=_estimates(after.share_.value - before.share_.value, shares, people, level),
        parts=tuple(parts),
        linked=len(np.intersect1d(first, second)),
    )


def linked_error(influences: tuple[Floats, Floats], people: tuple[Integers, Integers]) -> Floats:
    """Return the standard error of a figure of two waves, in which some people answered both times.

    Args:
        influences: of each respondent of both waves on the figure, shape (n, …); those of a difference have the sign
            that their wave has in it.
        people: a code of each, the same for the same person; below 0 for nobody known.
    """
    grown = [each * np.sqrt(len(each) / (len(each) - 1)) for each in influences]
    codes = np.concatenate(people)
    # Whoever is not known stands alone.
    alone = codes < 0
    codes = np.where(alone, codes.max(initial=0) + 1 + np.cumsum(alone), codes)
    places = np.unique(codes, return_inverse=True)[1]
    together = np.concatenate(grown)
    summed = np.zeros((int(places.max()) + 1, *together.shape[1:]))
    np.add.at(summed, places, together)
    return np.asarray(np.sqrt((summed**2).sum(axis=0)))


def _estimates(
    value: Floats, influences: tuple[Floats, Floats], people: tuple[Integers, Integers], level: float
) -> Estimates:
    error = float(special.ndtri((1 + level) / 2)) * linked_error(influences, people)
    return Estimates(value, value - error, value + error, level)


def _way(own: CustomerEquity, other: CustomerEquity, us: int) -> list[tuple[Cause, str, Told]]:
    """Return what each step from the respondents of one wave to those of the other adds."""
    exchange = Exchange(own, other)
    taken = Taken(np.zeros(own.attributes.shape[1:], np.bool_), own.market)
    steps: list[tuple[Cause, str, Taken]] = []

    def then(cause: Cause, taken: Taken, driver: str = "") -> Taken:
        steps.append((cause, driver, taken))
        return taken

    for place, driver in enumerate(own.drivers, 1):
        ratings = taken.ratings.copy()
        ratings[us, place] = True
        taken = then("rating", replace(taken, ratings=ratings), driver)
    ratings = np.ones_like(taken.ratings)
    ratings[:, 0] = False
    taken = then("competitors", replace(taken, ratings=ratings))
    taken = then("coefficients", replace(taken, coefficients=True))
    taken = then("spend", replace(taken, spend=True))
    taken = then("frequency", replace(taken, frequency=True))
    taken = then("market_size", replace(taken, market=replace(own.market, customers=other.market.customers)))
    then("assumptions", replace(taken, market=other.market))
    reached = Told(own.equity_.value, own.influence, np.zeros_like(other.influence))
    parts = []
    for cause, driver, step in steps:
        here = exchange.equity(step)
        parts.append((cause, driver, here.since(reached)))
        reached = here
    end = Told(other.equity_.value, np.zeros_like(own.influence), other.influence)
    return [*parts, ("respondents", "", end.since(reached))]
