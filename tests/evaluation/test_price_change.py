"""What was bought after a day at the prices of before, worked out by hand over a few lines."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from crmeter.evaluation.price_change import repriced_after
from crmeter.warehouse.engine import Engine

DAY, AS_OF = date(2025, 6, 30), date(2025, 12, 31)
AN, BINH, CHI = 1, 2, 3
PUMP, FILTER, HOSE = 1, 2, 3
ORDERS = [
    # key, customer, day, amount, currency
    (1, AN, "2025-01-10", 100, "VND"),
    (2, AN, "2025-03-10", 160, "VND"),
    (3, BINH, "2025-02-01", 90, "VND"),
    (4, AN, "2025-08-01", 240, "VND"),
    (5, BINH, "2025-09-01", 150, "VND"),
    (6, CHI, "2025-05-01", 70, "VND"),
    (7, CHI, "2025-10-01", 500, "USD"),
    (8, CHI, "2025-11-01", 80, "VND"),
]
LINES = [
    # order, product, quantity, amount
    (1, PUMP, 2, 100),  # An pays 50, then 80 / 1: 180 for 3, so 60 each
    (2, PUMP, 1, 80),
    (2, FILTER, 4, 80),  # 20 each
    (3, PUMP, 3, 90),  # Binh pays 30; all together paid 270 for 6 pumps, 45 each
    (4, PUMP, 2, 200),  # at old prices 120
    (4, HOSE, 1, 100),  # nobody had bought a hose
    (5, FILTER, 6, 150),  # Binh had none: at the 20 of all 120
    (7, PUMP, 1, 500),  # in dollars nobody had paid before
]


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine() as made:
        run = made.connection
        run.execute(
            "CREATE TABLE orders (order_key BIGINT, customer_key BIGINT, ordered_on DATE, amount DECIMAL(18,4),"
            " currency VARCHAR)"
        )
        run.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?)", ORDERS)
        run.execute(
            "CREATE TABLE order_lines (order_key BIGINT, product_key BIGINT, quantity DECIMAL(18,4),"
            " amount DECIMAL(18,4), kind VARCHAR DEFAULT 'sale')"
        )
        run.executemany("INSERT INTO order_lines (order_key, product_key, quantity, amount) VALUES (?, ?, ?, ?)", LINES)
        run.execute("CREATE TABLE sales AS SELECT * FROM orders")
        run.execute(
            "CREATE TABLE purchases AS SELECT customer_key, ordered_on AS purchased_on, 0 AS without_amount FROM orders"
        )
        yield made


def test_goods_cost_what_they_cost_the_same_customer_before_or_else_all(engine: Engine) -> None:
    found = repriced_after(engine, DAY, AS_OF)

    assert found is not None
    assert found.customer_key.tolist() == [AN, BINH, CHI]
    assert found.spent.tolist() == [240, 150, 580]
    # An's order of 240 has lines of 300: a discount on the whole of a fifth stays. (120 + 100) / 300 of it.
    # Chi bought in dollars, and on a day without lines: both stay as they were paid.
    assert found.at_old_prices == pytest.approx([240 * 220 / 300, 150 * 120 / 150, 580])
    assert found.compared == pytest.approx((240 * 200 / 300 + 150) / 970)


def test_without_an_earlier_price_nothing_is_told(engine: Engine) -> None:
    engine.connection.execute("DELETE FROM order_lines WHERE order_key <= 3")

    assert repriced_after(engine, DAY, AS_OF) is None


def test_a_day_with_an_unknown_amount_is_left_out(engine: Engine) -> None:
    engine.connection.execute(f"UPDATE purchases SET without_amount = 1 WHERE customer_key = {AN}")

    found = repriced_after(engine, DAY, AS_OF)

    assert found is not None
    assert np.array_equal(found.customer_key, [BINH, CHI])
