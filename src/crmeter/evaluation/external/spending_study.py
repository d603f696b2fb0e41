"""How much to spend on winning customers and on keeping them, and how much of the answer is the judged ceilings'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crmeter.estimators.choice.spending_balance import (
    Balance,
    Response,
    balanced,
    margin_multiple,
    prospect_value,
    retention_elasticity,
)

# Ceilings are judgements: the answer is worked out again with each of them so much lower and higher.
DOUBT = 0.1


@dataclass(frozen=True, slots=True)
class StatedSpending:
    """What is said of winning and keeping.

    Args:
        margin: of a customer and year, money.
        winning: how many prospects are won for what is spent on each.
        keeping: how many customers stay a year for what is spent on each.
        discount_rate: yearly.
    """

    margin: float
    winning: Response
    keeping: Response
    discount_rate: float


@dataclass(frozen=True, slots=True)
class SpendingStudy:
    """What follows.

    Args:
        value: what a prospect is worth as money is spent now.
        best: the spending under which one is worth most.
        acquisition: the least and the most of its spending on winning, ceilings being uncertain.
        retention: the same of keeping.
    """

    value: float
    best: Balance
    acquisition: tuple[float, float]
    retention: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Multiple:
    """The value of a customer by margin and retention alone.

    Args:
        times: by what a yearly margin is multiplied.
        value: of a customer, money.
        elasticity: by how many percent it grows with one percent of retention.
    """

    times: float
    value: float
    elasticity: float


def study_spending(stated: StatedSpending) -> SpendingStudy:
    """Return the balance of spending on winning and keeping, and what a prospect is worth now.

    Args:
        stated: margin, both responses and the discount rate.

    Raises:
        ValueError: see `balanced`.
    """
    now = prospect_value(
        stated.margin,
        stated.winning,
        stated.keeping,
        stated.winning.spending,
        stated.keeping.spending,
        stated.discount_rate,
    )
    best = _balance(stated)
    around = [best, *(_balance(each) for each in _with_other_ceilings(stated))]
    won, kept = [each.acquisition for each in around], [each.retention for each in around]
    return SpendingStudy(now, best, (min(won), max(won)), (min(kept), max(kept)))


def multiple(margin: float, retention_rate: float, discount_rate: float) -> Multiple:
    """Return what a customer is worth by margin and retention alone, for comparison with a model.

    Args:
        margin: of a customer and year, money.
        retention_rate: of a year, a share.
        discount_rate: yearly.

    Raises:
        ValueError: see `margin_multiple`.
    """
    times = margin_multiple(retention_rate, discount_rate)
    return Multiple(times, margin * times, retention_elasticity(retention_rate, discount_rate))


def _balance(stated: StatedSpending) -> Balance:
    return balanced(stated.margin, stated.winning, stated.keeping, stated.discount_rate)


def _with_other_ceilings(stated: StatedSpending) -> Iterator[StatedSpending]:
    for factor in (1 - DOUBT, 1 + DOUBT):
        for winning, keeping in (
            (_with_ceiling(stated.winning, factor), stated.keeping),
            (stated.winning, _with_ceiling(stated.keeping, factor)),
        ):
            yield replace(stated, winning=winning, keeping=keeping)


def _with_ceiling(response: Response, factor: float) -> Response:
    ceiling = min(response.ceiling * factor, 1.0)
    # A ceiling below what is reached already is none.
    return replace(response, ceiling=ceiling) if ceiling > response.rate else response
