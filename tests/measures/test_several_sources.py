"""What one source writes down says nothing of what another leaves out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmeter.measures.view import Settings
from crmeter.vocabulary import Reading
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)


@pytest.fixture
def read(taken: Callable[..., dict[str, Reading]], written_firm: Callable[..., Workspace]) -> Callable[..., Reading]:
    return lambda name, **rows: taken(written_firm(rows), [name], AS_OF, Settings(), "VND", None)[name]


def _order(key: int, source: str, status: str = "valid") -> dict[str, Any]:
    return {
        "order_key": key,
        "source": source,
        "ordered_at": "2025-02-01 09:00:00",
        "ordered_on": "2025-02-01",
        "kind": "sale",
        "status": status,
        "amount": 100,
        "currency": "VND",
    }


def test_a_source_without_arrivals_is_not_late_because_another_writes_them_down(read: Callable[..., Reading]) -> None:
    # Shop: five on time. Web never says when anything came: its five are neither late nor on time.
    orders = [_order(n, "shop" if n < 5 else "web") for n in range(10)]
    deliveries = [
        {
            "delivery_key": n,
            "order_key": n,
            "source": "shop" if n < 5 else "web",
            "promised_on": "2025-02-05",
            "delivered_on": "2025-02-04" if n < 5 else None,
        }
        for n in range(10)
    ]

    found = read("on_time_delivery_rate", orders=orders, deliveries=deliveries)

    assert (found.value, found.top, found.bottom) == (1.0, 5, 5)


def test_a_source_without_cancellations_cancelled_nothing_that_is_known(read: Callable[..., Reading]) -> None:
    # Shop: one of four called off. Of the six of web nobody ever tells.
    orders = [_order(n, "shop", "cancelled" if n == 0 else "valid") for n in range(4)]
    orders += [_order(n, "web") for n in range(4, 10)]

    found = read("order_cancellation_rate", orders=orders)

    assert (found.value, found.top, found.bottom) == (0.25, 1, 4)
    assert sum(each.n for each in found.coverage.left_out) == 6


def test_wins_of_a_source_without_the_worth_of_its_losses_are_no_share(read: Callable[..., Reading]) -> None:
    # Pipe: 300 won, 100 lost. Web: 600 won, and a loss of which nobody knows the worth.
    deals = [
        _deal(1, "pipe", 300, won_on="2025-03-01", status="won"),
        _deal(2, "pipe", 100, lost_on="2025-03-01", status="lost"),
        _deal(3, "web", 600, won_on="2025-03-01", status="won"),
        _deal(4, "web", None, lost_on="2025-03-01", status="lost"),
    ]

    found = read("win_value_rate", orders=[_order(1, "pipe")], deals=deals)

    assert (found.value, found.top, found.bottom) == (0.75, Decimal(300), Decimal(400))


def _deal(key: int, source: str, amount: int | None, **of: Any) -> dict[str, Any]:
    return {
        "deal_key": key,
        "source": source,
        "created_on": "2025-01-10",
        "amount": amount,
        "currency": "VND",
        "pipeline": "main",
        "stage": "end",
        **of,
    }
