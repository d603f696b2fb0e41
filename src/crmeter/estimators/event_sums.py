"""How sure a total is that came about by chance, one event after the other, as what customers brought in a year."""

import math

from crmeter.estimators.delta_method import normal_quantile
from crmeter.vocabulary import Interval

FEWEST_EVENTS = 30
"""Events below which the total is too skewed for the normal limit."""


def event_sum(total: float, squares: float, events: int, level: float) -> Interval | None:
    """Return the interval of what is to be expected where events come one by one, each with an amount of its own.

    Args:
        total: the sum of the amounts.
        squares: the sum of their squares.
        events: how many there were.
        level: probability that the interval holds what is to be expected.

    Returns:
        Bounds, or None of fewer than thirty events.

    Raises:
        ValueError: the squares are below zero.

    Formula: S ± z √(Σ x²): the variance of a compound Poisson sum is λ E X², of which Σ x² is the unbiased estimate.
    Source: Klugman, Panjer & Willmot 2012, Loss Models (4th ed.), eq. 9.9 and section 9.4.
    """
    if squares < 0:
        raise ValueError(f"{squares} is no sum of squares")
    if events < FEWEST_EVENTS:
        return None
    reach = normal_quantile(level) * math.sqrt(squares)
    return Interval(level, total - reach, total + reach, "compound_poisson")
