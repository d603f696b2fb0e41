"""The hand-made firm looked at through other settings, currencies and days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
DECEMBER = Period(date(2025, 12, 1), date(2026, 1, 1))

Look = Callable[..., dict[str, Reading]]


@pytest.fixture(scope="module")
def workspace(firm: Callable[[], Any], written_firm: Callable[[Any], Workspace]) -> Workspace:
    return written_firm(firm())


@pytest.fixture
def look(workspace: Workspace, taken: Callable[..., dict[str, Reading]]) -> Look:
    def at(
        *names: str,
        as_of: date = AS_OF,
        settings: Settings = Settings(),
        currency: str = "VND",
        period: Period | None = None,
        where: Workspace = workspace,
    ) -> dict[str, Reading]:
        return taken(where, names, as_of, settings, currency, period)

    return at


def test_a_window_of_ninety_days(look: Look) -> None:
    # 3 Oct to 31 Dec 2025; before it 5 Jul to 2 Oct; a year before 3 Oct to 31 Dec 2024.
    found = look(
        "active_customers",
        "retention_rate",
        "reduced_customer_rate",
        "revenue",
        "new_customers",
        "lost_customers",
        settings=Settings(window_days=90),
    )

    assert {name: (reading.value, reading.n) for name, reading in found.items()} == {
        "active_customers": (3, 3),  # A, C, H
        "retention_rate": (0.0, 1),  # only E bought in the window before, and not since
        "reduced_customer_rate": (0.0, 1),  # A 100 against 100 a year before
        "revenue": (390, 5),  # A 100, C 90, H 200
        "new_customers": (2, 2),
        "lost_customers": (1, 1),  # D on 14 Nov
    }


def test_customers_of_a_year_ago_are_compared_with_that_year_and_others_with_the_window_before(
    look: Look, firm: Callable[[], Any], written_firm: Callable[[Any], Workspace]
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

    found = look(
        "reduced_customers", "reduced_customer_rate", settings=Settings(window_days=90), where=written_firm(rows)
    )

    assert (found["reduced_customers"].value, found["reduced_customer_rate"].bottom) == (2, 3)


@pytest.mark.parametrize(
    ("settings", "name", "top", "bottom"),
    [
        # The last contacts lie 11 16 21 26 41 102 … days back.
        (Settings(freshness_days=10), "relationship_freshness", 0, 10),
        (Settings(freshness_days=11), "relationship_freshness", 1, 10),
        (Settings(freshness_days=41), "relationship_freshness", 5, 10),
        # Lead 2 took 150 days; those of June and before are old enough: 1, 2, 3, 7.
        (Settings(lead_days=150), "lead_conversion_rate", 2, 4),
        # B is down to 46.7 %, D to 33.3 %, E to 30 % of 2024.
        (Settings(reduced_percent=60), "reduced_customer_rate", 2, 5),
        (Settings(reduced_percent=70), "reduced_customer_rate", 1, 5),
        (Settings(reduced_percent=71), "reduced_customer_rate", 0, 5),
    ],
)
def test_what_the_firm_decides(look: Look, settings: Settings, name: str, top: int, bottom: int) -> None:
    reading = look(name, settings=settings)[name]

    assert (reading.top, reading.bottom) == (top, bottom)


def test_dollars_alone(look: Look) -> None:
    found = look("revenue", "orders", "gross_margin", currency="USD")

    # No rate leads to dollars: F's 12 less 2 that came back.
    assert (found["revenue"].value, found["revenue"].currency) == (10, "USD")
    # Line 6: 12 − 8.
    assert (found["gross_margin"].top, found["gross_margin"].bottom) == (4, 12)
    # Twelve valid orders of 2025 in đồng and one in euro.
    without = {left.reason.en: left.n for left in found["revenue"].coverage.left_out if left.code == "no_rate"}
    assert without == {
        "no exchange rate for EUR on the day of the sale": 1,
        "no exchange rate for VND on the day of the sale": 12,
    }
    assert found["orders"].value == 14


@pytest.mark.parametrize(("day", "revenue"), [(date(2026, 1, 2), 200), (date(2026, 1, 3), 100)])
def test_a_sale_counts_until_the_day_it_came_back(look: Look, day: date, revenue: int) -> None:
    # December: A 100 and H 100; on 3 January H's came back whole.
    assert look("revenue", as_of=day, period=DECEMBER)["revenue"].value == revenue
