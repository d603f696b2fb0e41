"""What an evaluation says of who buys again: by recency, frequency and money, and after a late delivery (A5, C8)."""

from collections.abc import Callable
from typing import Any

from tests.evaluation.internal.rows import order


def test_cells_of_recency_frequency_and_money_with_who_bought_again(studied: Callable[..., Any]) -> None:
    # Fifty who bought long ago, little; fifty who bought in August, more, 10 of whom again in December.
    old = [order(n, n, "2024-02-01", 10) for n in range(50)]
    fresh = [order(100 + n, 50 + n, "2025-08-01") for n in range(50)]
    later = [order(200 + n, 50 + n, "2025-12-01") for n in range(10)]
    unknown = {**order(999, 0, "2025-08-01", 2000), "customer_key": None}
    customers = [{"customer_key": n} for n in range(100)]

    table = studied(orders=[*old, *fresh, *later, unknown], customers=customers)["rfm"]
    cells = {row["cell"].en: row for row in table.records()}

    # Days silent: 50 level (middle 25 of 100: fifth 2), 40 (70: fifth 4), 10 (95: fifth 5). Purchases: 90 with one
    # (45: fifth 3), 10 with two (fifth 5). Money: 50 (fifth 2), 40 (fifth 4), 10 (fifth 5).
    # Of 2: (3 + 2)/2 up = 3, at risk; of 4: (3 + 4)/2 up = 4, loyal; of 5: champions.
    assert {name: row["customers"] for name, row in cells.items() if row["customers"]} == {
        "At risk": 50,
        "Loyal": 40,
        "Champions": 10,
    }
    assert cells["Champions"]["revenue"] == 2000
    # Of the 6,000 of the ranked and the 2,000 of somebody unknown.
    assert cells["Champions"]["revenue_share"] == 2000 / 8000
    assert (cells["At risk"]["lifetime_value"], cells["At risk"]["valued"]) == (None, 0)
    # On 2 October recency makes fifths 2 and 4, purchases 3 for all, money 2 and 4: at risk, loyal; ten bought since.
    assert [(cells["At risk"][name]) for name in ("then", "again")] == [50, 0]
    assert [(cells["Loyal"][name]) for name in ("then", "again", "rate")] == [50, 10, 0.2]


def test_who_buys_again_after_a_late_delivery(studied: Callable[..., Any]) -> None:
    # Twenty customers with a delivery on time, 15 of whom buy again within 90 days; twenty late, 5 of whom do.
    orders, deliveries = [], []
    for n in range(40):
        is_late, again = n >= 20, n % 20 < (5 if n >= 20 else 15)
        orders.append(order(n, n, "2025-02-01"))
        deliveries.append(
            {
                "delivery_key": n,
                "order_key": n,
                "promised_on": "2025-02-03",
                "delivered_on": "2025-02-05" if is_late else "2025-02-03",
            }
        )
        # On day 90, or the day after it.
        orders.append(
            order(100 + n, n, "2025-05-04" if again and not is_late else "2025-05-06" if again else "2025-05-07")
        )

    table = studied(orders=orders, deliveries=deliveries)["lateness"]

    rows = [(r["delivery"].en, r["deliveries"], r["again"], r["rate"]) for r in table.records()]
    assert rows == [("on time", 20, 15, 0.75), ("late", 20, 5, 0.25)]
    assert "is 50.0 points lower" in table.note.en
    assert "an association" in table.note.en


def test_without_rows_there_is_no_study(studied: Callable[..., Any]) -> None:
    assert studied(orders=[order(1, 1, "2025-02-01")]) == {}
