"""Spending on winning and keeping, and margin multiples: the published figures."""

import numpy as np
import pytest

from crmeter.estimators.choice.spending_balance import (
    Response,
    balanced,
    margin_multiple,
    prospect_value,
    retention_elasticity,
)

# Blattberg & Deighton 1996: 5 spent on a prospect wins 20 %, at most 40 %; 8 on a customer keeps 40 %, at most 70 %.
WINNING, KEEPING = Response(0.40, 5, 0.20), Response(0.70, 8, 0.40)


def test_the_budget_test_of_1996_is_balanced() -> None:
    best = balanced(50, WINNING, KEEPING, 0.12)

    assert (best.acquisition, best.retention) == (pytest.approx(10.078, abs=5e-4), pytest.approx(15.933, abs=5e-4))
    assert best.value == pytest.approx(11.8756, abs=5e-5)
    assert best.value == pytest.approx(prospect_value(50, WINNING, KEEPING, best.acquisition, best.retention, 0.12))


def test_no_other_spending_is_worth_more() -> None:
    best = balanced(50, WINNING, KEEPING, 0.12)
    for a in np.linspace(0, 40, 41):
        for r in np.linspace(0.5, 60, 41):
            assert prospect_value(50, WINNING, KEEPING, float(a), float(r), 0.12) <= best.value + 1e-9


def test_a_customer_who_is_not_worth_keeping_is_not_paid_for() -> None:
    best = balanced(1, Response(0.4, 5, 0.2), Response(0.7, 8, 0.4), 0.12)

    assert (best.acquisition, best.retention, best.value) == (0, 0, 0)


def test_the_margin_multiple_of_2003() -> None:
    assert margin_multiple(0.84, 0.12) * 80 == pytest.approx(240)
    assert margin_multiple(0.84, 0.12) == pytest.approx(3)
    assert retention_elasticity(0.84, 0.12) == pytest.approx(4)


@pytest.mark.parametrize(("ceiling", "spending", "rate"), [(0.4, 5, 0.4), (1.1, 5, 0.2), (0.4, 0, 0.2)])
def test_a_rate_above_its_ceiling_or_for_nothing_is_refused(ceiling: float, spending: float, rate: float) -> None:
    with pytest.raises(ValueError, match="ceiling"):
        Response(ceiling, spending, rate)


def test_a_value_without_a_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="retention"):
        margin_multiple(1.0, 0.0)
    with pytest.raises(ValueError, match="margin"):
        balanced(0, WINNING, KEEPING, 0.12)
