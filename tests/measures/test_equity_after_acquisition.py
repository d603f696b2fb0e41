"""Customer equity less what it costs to win the customers still to come."""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.warehouse.workspace import Workspace

START, AS_OF = date(2024, 1, 1), date(2025, 12, 31)
NAME = "customer_equity_after_acquisition"
Write = Callable[[Any], Workspace]
CAMPAIGNS = [{"campaign_key": 1, "name": "spring", "status": "finished"}]


def buyers(seed: int = 3) -> Mapping[str, Any]:
    """122 customers who come evenly over two years, buy at a rate of their own and leave by and by."""
    draw = random.Random(seed)  # noqa: S311 - it makes a sample, not a secret
    customers, orders = [], []
    for key in range(122):
        customers.append({"customer_key": key, "segment": "homes"})
        rate, spend = draw.gammavariate(1.2, 1 / 45), draw.gammavariate(4, 25)
        day = START + timedelta(days=6 * key)
        while day <= AS_OF:
            amount = max(1, round(draw.gammavariate(4, spend / 4)))
            orders.append(
                {
                    "order_key": len(orders),
                    "customer_key": key,
                    "ordered_at": f"{day} 09:00:00",
                    "ordered_on": day,
                    "kind": "sale",
                    "status": "valid",
                    "amount": amount,
                    "currency": "VND",
                }
            )
            if draw.random() < 0.08:
                break
            day += timedelta(days=1 + int(draw.expovariate(rate)))
    return {"customers": customers, "orders": orders}


def spent(*costs: tuple[str, int, str]) -> list[dict[str, Any]]:
    return [
        {"cost_key": key, "campaign_key": 1, "spent_on": day, "amount": amount, "currency": currency}
        for key, (day, amount, currency) in enumerate(costs)
    ]


def evaluate(written_firm: Write, costs: list[dict[str, Any]]) -> Evaluation:
    tables = {**buyers(), "campaigns": CAMPAIGNS, "costs": costs}
    return evaluate_snapshot(written_firm(tables), Request(as_of=AS_OF, explained=False))


@pytest.fixture(scope="module")
def with_costs(written_firm: Write) -> Evaluation:
    in_2025 = [("2025-02-01", 1000, "VND"), ("2025-12-31", 220, "VND")]
    return evaluate(written_firm, spent(*in_2025, ("2024-12-31", 9999, "VND")))


def test_what_winning_costs_is_taken_off(with_costs: Evaluation) -> None:
    equity = with_costs.reading("customer_equity").value
    monthly = [float(r.value) for r in with_costs.over_time("new_customers")][-12:]
    came = with_costs.reading("new_customers").value
    discounted = sum(sum(monthly) / 12 * 1.12 ** (-(month - 0.5) / 12) for month in range(1, 13))

    after = with_costs.reading(NAME)
    parts = {r.slice["part"]: r.value for r in with_costs.sliced(NAME, "part")}

    # 1220 were spent in 2025; what was spent the year before is not of the period.
    assert float(parts["acquisition"]) == pytest.approx(-1220 / came * discounted, abs=0.01)
    assert after.value == equity + parts["acquisition"]
    assert parts["current"] + parts["new"] == equity


def test_its_interval_lies_lower_and_holds_the_figure(with_costs: Evaluation) -> None:
    of_equity = {i.level: i for i in with_costs.reading("customer_equity").intervals}
    after = with_costs.reading(NAME)

    assert {i.level for i in after.intervals} == {0.8, 0.95}
    for interval in after.intervals:
        assert float(interval.low) < float(after.value) < float(interval.high)
        assert float(interval.high) < float(of_equity[interval.level].high)


def test_those_to_come_are_told_in_one_row(with_costs: Evaluation) -> None:
    (row,) = with_costs.tables["coming_customers"].records()
    new = with_costs.reading("customer_equity", slice={"part": "new"}).value
    discount = sum(1.12 ** (-(month - 0.5) / 12) for month in range(1, 13))

    # One comes every sixth day.
    assert row["customers"] == pytest.approx(61, abs=1)
    assert row["low"] < row["customers"] < row["high"]
    assert row["customers"] / 12 * row["value_each"] * discount == pytest.approx(float(new), rel=1e-4)
    assert row["cost_each"] == pytest.approx(1220 / with_costs.reading("new_customers").value)


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ([], "no_table"),
        (spent(("2024-12-31", 9999, "VND")), "no_costs"),
        (spent(("2025-02-01", 1000, "VND"), ("2025-03-01", 40, "CHF")), "no_rate"),
    ],
    ids=["none_at_all", "none_in_the_period", "one_without_a_rate"],
)
def test_where_the_cost_is_not_known_it_says_why(written_firm: Write, costs: list[dict[str, Any]], code: str) -> None:
    evaluation = evaluate(written_firm, costs)

    after = evaluation.reading(NAME)

    assert after.value is None
    assert after.undefined is not None
    assert after.undefined.code == code
    assert not evaluation.sliced(NAME, "part")
    assert evaluation.reading("customer_equity").value is not None
    assert evaluation.tables["coming_customers"].records()[0]["cost_each"] is None
