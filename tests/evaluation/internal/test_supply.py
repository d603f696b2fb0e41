"""What an evaluation says of suppliers, of perfect orders and of stock, by hand (A5)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from tests.evaluation.internal.rows import studies_of
from tests.measures.small_firm import small_firm

from crmeter.estimators.intervals import ratio, wilson
from crmeter.evaluation.internal.supplier_scorecard import ALONE, SLOWER, TOO_FEW, WORDS
from crmeter.evaluation.result import ResultTable


@pytest.fixture(scope="module")
def of_small_firm(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ResultTable]:
    return studies_of(tmp_path_factory.mktemp("small"), small_firm())


def test_parts_of_a_perfect_order_are_counted_where_they_are_written_down(
    of_small_firm: Mapping[str, ResultTable],
) -> None:
    table = of_small_firm["perfect_order"]

    # Due in 2025: 105, 106, 301, 403, 803, 107, 601; the rest of 801 has no day, 702 was cancelled. 107 and 601 have no
    # promise and no quantity. Of what came of the other five: 106 was damaged, the papers of 301 were wrong.
    assert [(row["part"].en, row["orders"], row["known"], row["kept"]) for row in table.records()] == [
        ("on time", 7, 5, 2),
        ("in full", 7, 5, 2),
        ("undamaged", 7, 3, 2),
        ("right documents", 7, 3, 2),
        ("all four", 7, 5, 1),
    ]
    interval = wilson(1, 5, 0.8)
    assert interval is not None
    last = table.records()[-1]
    assert (last["rate"], last["low"], last["high"]) == pytest.approx((0.2, interval.low, interval.high))
    assert table.note is not None
    assert "5 with all four written down" in table.note.en


def test_a_part_that_nobody_writes_down_stays_empty(studied: Callable[..., Any]) -> None:
    table = studied(
        orders=[_order(1)],
        deliveries=[{"delivery_key": 1, "order_key": 1, "promised_on": "2025-02-01", "delivered_on": "2025-02-01"}],
    )["perfect_order"]

    told = {row["part"].en: (row["known"], row["rate"]) for row in table.records()}
    assert told == {
        "on time": (1, 1.0),
        "in full": (0, None),
        "undamaged": (0, None),
        "right documents": (0, None),
        "all four": (0, None),
    }


def test_products_that_are_out_stand_before_those_that_were(of_small_firm: Mapping[str, ResultTable]) -> None:
    table = of_small_firm["stock_outs"]

    [row] = table.records()
    assert (row["product"], row["place"], row["days_read"], row["days_out"]) == ("pump", "main", 3, 2)
    assert (row["rate"], row["last_on"], row["last_quantity"]) == (2 / 3, date(2025, 3, 3), -1.0)
    assert table.note is not None
    assert table.note.en.startswith("1 of 2 products were out on some day, 1 are by their last reading,")


def test_a_product_that_is_out_at_two_places_is_one_product(studied: Callable[..., Any]) -> None:
    # The cap is out in the north now and was in the south; the hose never was at any of its two places.
    read = [(1, "north", 0), (1, "south", 0), (1, "south", 4), (2, "north", 5), (2, "south", 5)]
    stock = [
        {"stock_key": n, "product_key": product, "place": place, "counted_on": f"2025-03-0{n + 1}", "quantity": left}
        for n, (product, place, left) in enumerate(read)
    ]

    table = studied(stock_levels=stock, products=[_product(1, "cap"), _product(2, "hose")])["stock_outs"]

    assert [(row["product"], row["place"]) for row in table.records()] == [("cap", "north"), ("cap", "south")]
    assert table.note.en.startswith("1 of 2 products were out on some day, 1 are by their last reading,")


def test_late_deliveries_that_are_too_few_are_told_in_their_own_words(studied: Callable[..., Any]) -> None:
    orders = [{**_order(1), "customer_key": 1}]
    came = {"delivery_key": 1, "order_key": 1, "promised_on": "2025-02-01", "delivered_on": "2025-02-03"}

    table = studied(orders=orders, customers=[{"customer_key": 1}], deliveries=[came])["lateness"]

    assert table.rows == ()
    assert "looked after" not in table.note.en
    assert "chăm sóc" not in table.note.vi


def test_suppliers_stand_by_name_with_what_is_known_of_each(of_small_firm: Mapping[str, ResultTable]) -> None:
    alpha, beta = of_small_firm["supplier_scorecard"].records()

    # Alpha: 1 and 8 in time, 2 late. Counted bad: 2 of 100 and 0 of 50; of 8 more was bad than came.
    assert (alpha["supplier"], alpha["lines"], alpha["on_time"]) == ("Alpha", 3, 2 / 3)
    assert (alpha["received"], alpha["defects"], alpha["defect_lines"]) == (4, 2 / 150, 2)
    # Two lines bound no share: there is none.
    assert (alpha["defects_low"], alpha["defects_high"]) == (None, None)
    # Nobody says when it was ordered, nor how much.
    assert (alpha["lead_days"], alpha["in_full"], alpha["in_full_lines"]) == (None, None, 0)
    assert alpha["differs"] == WORDS[TOO_FEW]
    # Beta: 3 and 6 late; 4, without a promise, brought 20, of which 5 were bad.
    assert (beta["supplier"], beta["lines"], beta["on_time"]) == ("Beta", 2, 0.0)
    assert (beta["received"], beta["defects"], beta["defect_lines"]) == (1, 0.25, 1)


def _order(key: int) -> dict[str, Any]:
    return {
        "order_key": key,
        "ordered_at": "2025-01-20 09:00:00",
        "ordered_on": "2025-01-20",
        "kind": "sale",
        "status": "valid",
        "amount": 100,
        "currency": "VND",
    }


def _product(key: int, name: str) -> dict[str, Any]:
    return {"product_key": key, "name": name}


def _line(key: int, supplier: str, product: int, *, late: bool) -> dict[str, Any]:
    return {
        "supply_key": key,
        "supplier": supplier,
        "product_key": product,
        "ordered_on": "2025-03-01",
        "promised_on": "2025-03-10",
        "received_on": "2025-03-13" if late else "2025-03-08",
        "quantity_ordered": 100,
        "quantity_received": 90 if late else 100,
        "quantity_rejected": key % 3,
    }


def test_a_supplier_that_is_late_is_told_apart_on_like_goods_only(studied: Callable[..., Any]) -> None:
    # Of caps, Slow brings 4 of 20 on time and Fine 19 of 20; Lone is the only one that brings filters, always late.
    lines = [
        *(_line(n, "Slow", 1, late=n >= 4) for n in range(20)),
        *(_line(100 + n, "Fine", 1, late=n == 0) for n in range(20)),
        *(_line(200 + n, "Lone", 2, late=True) for n in range(12)),
    ]
    products = [
        {"product_key": 1, "name": "cap", "category": "caps"},
        {"product_key": 2, "name": "filter", "category": "filters"},
    ]

    fine, lone, slow = studied(supplier_deliveries=lines, products=products)["supplier_scorecard"].records()

    assert [row["supplier"] for row in (fine, lone, slow)] == ["Fine", "Lone", "Slow"]
    interval = wilson(4, 20, 0.8)
    assert interval is not None
    assert (slow["on_time"], slow["on_time_low"], slow["on_time_high"]) == (0.2, interval.low, interval.high)
    assert slow["differs"] == WORDS[SLOWER]
    assert lone["differs"] == WORDS[ALONE]
    # Four came after 7 days, sixteen after 12 with 90 of 100.
    assert (slow["lead_days"], slow["in_full"], slow["in_full_lines"]) == (12.0, 0.2, 20)
    bad, came = [n % 3 for n in range(20)], [90 if n >= 4 else 100 for n in range(20)]
    bounds = ratio(bad, came, 0.8)
    assert bounds is not None
    assert slow["defects"] == pytest.approx(sum(bad) / sum(came))
    assert (slow["defects_low"], slow["defects_high"]) == pytest.approx((bounds.low, bounds.high))


def test_of_a_period_without_suppliers_the_table_says_why(studied: Callable[..., Any]) -> None:
    old = _line(1, "Slow", 1, late=True) | {"promised_on": "2023-03-10", "received_on": "2023-03-13"}

    table = studied(supplier_deliveries=[old])["supplier_scorecard"]

    assert table.rows == ()
    assert table.note is not None
    assert table.note.en.startswith("suppliers promised and brought nothing in the period; it needs")
