"""What it would take to overtake a competitor in value: by which better rating, or by which price."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates, Ratings, Weights
from crmeter.estimators.value_analysis.value_lead import Route, ValueLead
from crmeter.evaluation.external.rated_waves import RatedWave

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overtaking:
    """How far we are ahead of a competitor, and what would bring us level.

    Args:
        lead: points of relative price, shape (); negative where we are behind.
        routes: by attribute; those that cannot do it are left out, the least effort first.
    """

    lead: Estimates
    routes: tuple[tuple[str, Route], ...]


def overtaking_of_rated(
    wave: RatedWave,
    weights: Weights,
    attributes: tuple[str, ...],
    *,
    us: str,
    them: str,
    price_weight: float,
    top: float,
    level: float = 0.8,
) -> Overtaking:
    """Return what our ratings would have to be for our product to be worth as much more than it costs as theirs.

    Args:
        wave: what respondents said.
        weights: of the attributes.
        attributes: k of them.
        us: our product.
        them: the competitor's.
        price_weight: how much price counts in the market's choice.
        top: of the scale of ratings.
        level: probability that an interval holds the truth.
    """
    both = Ratings.of_respondents(wave.respondent, wave.product, np.column_stack([wave.rating, wave.price]))
    lead = ValueLead(weights, price_weight=price_weight).fit(both, us, them)
    return _found(lead, attributes, [top] * len(attributes), level)


def overtaking_of_scored(
    products: tuple[str, ...],
    scored: Floats,
    price: Floats,
    weights: Weights,
    attributes: tuple[str, ...],
    *,
    less_better: tuple[bool, ...],
    us: str,
    them: str,
    price_weight: float,
    level: float = 0.8,
) -> Overtaking:
    """Return the same of a table of products; the best of a score is the best that a product of the set has.

    Args:
        products: of one set, n names.
        scored: more is better, shape (n, k).
        price: shape (n,).
        weights: of the scores.
        attributes: names of the scores.
        less_better: scores that are told as 1 / s; their routes are told in s.
        us: our product.
        them: the competitor's.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.
    """
    means = Ratings.of_means(products, np.column_stack([scored, price]))
    lead = ValueLead(weights, price_weight=price_weight, is_share_of_all=True).fit(means, us, them)
    found = _found(lead, attributes, scored.max(axis=0).tolist(), level)
    turned = dict(zip(attributes, less_better, strict=True))
    return Overtaking(
        found.lead, tuple((name, _reciprocal(route) if turned[name] else route) for name, route in found.routes)
    )


def _reciprocal(route: Route) -> Route:
    """Return a route to 1 / s as one to s; a table tells no interval that would have to be turned as well."""
    needed = Estimates(1 / route.needed.value, None, None, route.needed.level)
    return Route(route.attribute, 1 / route.now, needed, 1 / route.top)


def _found(lead: ValueLead, attributes: tuple[str, ...], tops: list[float], level: float) -> Overtaking:
    routes = [(name, lead.route(n, top, level)) for n, (name, top) in enumerate(zip(attributes, tops, strict=True))]
    ways = [(name, route) for name, route in routes if route is not None]
    return Overtaking(lead.lead(level), tuple(sorted(ways, key=lambda each: each[1].effort)))
