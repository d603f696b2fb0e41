"""The hand-made firm looked at through other settings, currencies and days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def workspace(firm: Callable[[], Any], written_firm: Callable[[Any], Workspace]) -> Workspace:
    return written_firm(firm())


def figures(workspace: Workspace, names: tuple[str, ...], request: Request) -> dict[str, Any]:
    evaluation = evaluate_snapshot(workspace, request)
    return {name: (evaluation.reading(name).value, evaluation.reading(name).n) for name in names}


def test_a_window_of_ninety_days(workspace: Workspace) -> None:
    # 3 Oct to 31 Dec 2025; before it 5 Jul to 2 Oct; a year before 3 Oct to 31 Dec 2024.
    names = ("active_customers", "retention_rate", "reduced_customer_rate", "revenue", "new_customers", "lost_customers")

    found = figures(workspace, names, Request(AS_OF, Settings(window_days=90)))

    assert found == {
        "active_customers": (3, 3),  # A, C, H
        "retention_rate": (0.0, 1),  # only E bought in the window before, and not since
        "reduced_customer_rate": (0.0, 1),  # A 100 against 100 a year before
        "revenue": (390, 5),  # A 100, C 90, H 200
        "new_customers": (2, 2),
        "lost_customers": (1, 1),  # D on 14 Nov
    }


def test_customers_of_a_year_ago_are_compared_with_that_year_and_others_with_the_window_before(
    firm: Callable[[], Any], written_firm: Callable[[Any], Workspace]
) -> None:
    rows = firm()
    rows["orders"] = [
        {**rows["orders"][0], "order_key": n, "customer_key": customer, "ordered_on": day, "amount": amount}
        for n, (customer, day, amount) in enumerate(
            [
                # Sells at Christmas only: 70 of 100 a year ago is 30 % less, although the summer had nothing.
                (1, "2024-12-01", 100),
                (1, "2025-12-01", 70),
                # The same, 71 of 100: not enough less.
                (2, "2024-12-01", 100),
                (2, "2025-12-01", 71),
                # Came in August: 50 of 80 in the window before.
                (3, "2025-08-01", 80),
                (3, "2025-12-01", 50),
                # Bought in August of both years but not a year ago: there is nothing to compare with.
                (4, "2024-08-01", 80),
                (4, "2025-08-01", 80),
                (4, "2025-12-01", 10),
            ]
        )
    ]

    found = figures(
        written_firm(rows), ("reduced_customers", "reduced_customer_rate"), Request(AS_OF, Settings(window_days=90))
    )

    assert found == {"reduced_customers": (2, 2), "reduced_customer_rate": (2 / 3, 3)}


@pytest.mark.parametrize(
    ("settings", "name", "value"),
    [
        # C has been silent 41 days, D's 324 and so on: ten days leave H's 11 out, forty take A, B, H, I.
        (Settings(freshness_days=10), "relationship_freshness", 0.0),
        (Settings(freshness_days=11), "relationship_freshness", 0.1),
        (Settings(freshness_days=41), "relationship_freshness", 0.5),
        # Lead 2 took 150 days; leads of June and before are old enough: 1, 2, 3, 7.
        (Settings(lead_days=150), "lead_conversion_rate", 2 / 4),
        # B is down to 46.7 %, D to 33.3 %, E to 30 % of 2024.
        (Settings(reduced_percent=60), "reduced_customer_rate", 2 / 5),
        (Settings(reduced_percent=70), "reduced_customer_rate", 1 / 5),
        (Settings(reduced_percent=71), "reduced_customer_rate", 0.0),
    ],
)
def test_what_the_firm_decides(workspace: Workspace, settings: Settings, name: str, value: float) -> None:
    assert evaluate_snapshot(workspace, Request(AS_OF, settings)).reading(name).value == pytest.approx(value, rel=1e-14)


def test_dollars_alone(workspace: Workspace) -> None:
    # No rate leads to dollars, so only F's 10 and 12 dollars are there, less 2 that came back.
    evaluation = evaluate_snapshot(workspace, Request(AS_OF, currency="USD"))

    assert (evaluation.reading("revenue").value, evaluation.reading("revenue").currency) == (10, "USD")
    assert evaluation.reading("orders").value == 1
    # Line 6: 12 − 8 dollars.
    assert evaluation.reading("gross_margin").value == pytest.approx(4 / 12, rel=1e-14)
    left = {left.code: left.n for left in evaluation.reading("orders").coverage.left_out}
    # The twelve valid orders of 2025 in đồng, and the one in euro.
    assert left["no_rate"] == 13


def test_a_sale_counts_until_the_day_it_came_back(workspace: Workspace) -> None:
    before, after = (
        evaluate_snapshot(workspace, Request(day)).reading("revenue", Period.month_of(date(2025, 12, 1))).value
        for day in (date(2026, 1, 2), date(2026, 1, 3))
    )

    # A 100 and H 100; on 3 January H's came back whole.
    assert (before, after) == (200, 100)


def test_the_day_of_the_evaluation_is_the_last_valid_order_unless_it_is_named(workspace: Workspace) -> None:
    assert evaluate_snapshot(workspace).run.as_of == date(2026, 1, 5)
