"""Scenarios, checked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from crmeter.evaluation.scenario import Assumptions, scenario
from crmeter.vocabulary import NotEnoughData

# Of 1,000: 600 from before, 300 new, 100 of nobody known.
PARTS = {"kept": Decimal(600), "new": Decimal(300), "nameless": Decimal(100)}
RETENTION = Decimal("0.5")


def test_one_assumption_multiplies_the_parts_that_it_is_about():
    # New ones are 30 % of 1,200: a fifth more of them is 72.
    found = scenario("revenue", 1200.0, PARTS, Assumptions(new_customer_change=Decimal("0.2")), None)
    assert (found.base, found.value, found.adds) == (1200, 1272, {"new_customer_change": 72})


def test_what_two_assumptions_make_together_is_divided_evenly():
    # Alone the market adds 120 and new customers 72; together 199.2, so that 7.2 more belong to both.
    assumed = Assumptions(market_growth=Decimal("0.1"), new_customer_change=Decimal("0.2"))
    found = scenario("revenue", 1200.0, PARTS, assumed, None)
    assert found.adds == {"market_growth": Fraction(618, 5), "new_customer_change": Fraction(378, 5)}
    assert sum(found.adds.values()) == found.difference == Fraction(996, 5)


def test_all_assumptions_add_up_to_the_difference_to_the_last_digit():
    # 1.1 · 1.05 · 0.95 · (0.6 · 1.1 + 0.3 · 1.2 · 1.05 + 0.1) · 1,200
    assumed = Assumptions(
        Decimal("0.1"), Decimal("0.05"), Decimal(-1), Decimal("0.2"), Decimal("0.05"), Decimal("0.1"), Decimal("0.5")
    )
    found = scenario("revenue", 1200.0, PARTS, assumed, RETENTION)
    factor = Fraction("1.1") * Fraction("1.05") * Fraction("0.95")
    assert found.value == 1200 * factor * (Fraction("0.66") + Fraction("0.378") + Fraction("0.1"))
    assert sum(found.adds.values()) == found.value - found.base
    assert set(found.adds) == {
        "market_growth", "price_change", "new_customer_change", "retention_change", "headcount_change",
    }  # fmt: skip


def test_prices_move_orders_only_as_far_as_quantities_are_said_to_follow():
    dearer = Assumptions(price_change=Decimal("0.1"))
    assert scenario("orders", 100.0, PARTS, dearer, None).value == 100
    assert scenario("revenue", 100.0, PARTS, dearer, None).value == 110
    followed = Assumptions(price_change=Decimal("0.1"), volume_response=Decimal("-0.5"))
    assert scenario("orders", 100.0, PARTS, followed, None).value == 95


def test_tickets_move_with_orders_and_by_how_many_come_of_each():
    # The market adds a tenth, a tenth less come of an order: 1.1 · 0.9 · 200 = 198. Alone +20 and -20, so -2 is shared.
    assumed = Assumptions(market_growth=Decimal("0.1"), tickets_per_order=Decimal("-0.1"))
    found = scenario("tickets", 200.0, PARTS, assumed, None)
    assert (found.value, found.adds) == (198, {"market_growth": 19, "tickets_per_order": -21})
    # New customers are 30 % of the orders, and so of the tickets; prices move tickets as they move quantities.
    assert scenario("tickets", 200.0, PARTS, Assumptions(new_customer_change=Decimal("0.5")), None).value == 230
    dearer = Assumptions(price_change=Decimal("0.1"), volume_response=Decimal(-1))
    assert scenario("tickets", 200.0, PARTS, dearer, None).value == 180


def test_tickets_per_order_change_nothing_but_tickets():
    found = scenario("revenue", 1200.0, PARTS, Assumptions(tickets_per_order=Decimal("0.5")), None)
    assert (found.value, found.adds) == (1200, {"tickets_per_order": 0})


def test_a_forecast_of_new_customers_is_made_of_new_ones_alone():
    assumed = Assumptions(new_customer_change=Decimal("0.5"), retention_change=Decimal("0.1"))
    found = scenario("new_customers", 40.0, {}, assumed, RETENTION)
    assert (found.value, found.adds["retention_change"]) == (60, 0)


@pytest.mark.parametrize(
    ("assumed", "parts", "retention", "code"),
    [
        (Assumptions(retention_change=Decimal("0.1")), PARTS, None, "no_retention"),
        (Assumptions(retention_change=Decimal("0.6")), PARTS, RETENTION, "retention_beyond"),
        (Assumptions(headcount_change=Decimal("0.1")), PARTS, None, "no_effect"),
        (Assumptions(market_growth=Decimal("0.1")), {}, None, "no_parts"),
        (Assumptions(price_change=Decimal(1), volume_response=Decimal(-2)), PARTS, None, "below_nought"),
    ],
)
def test_an_assumption_without_anything_to_stand_on_is_refused(assumed, parts, retention, code):
    with pytest.raises(NotEnoughData) as refused:
        scenario("revenue", 100.0, parts, assumed, retention)
    assert refused.value.undefined.code == code
