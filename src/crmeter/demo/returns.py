"""Goods sent back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.baskets import Lines
from crmeter.demo.csv_files import Column, code, currency, day, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import ranks_by_day
from crmeter.demo.history import History
from crmeter.demo.orders import Orders
from crmeter.demo.products import FAULTY, PRODUCTS
from crmeter.demo.streams import stream

RETURN_SHARE = 0.015
FAULTY_RETURN_SHARE = 0.12
AFTER_DAYS = (1, 20)
WHOLE_LINE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Returns:
    """All returns, by code, which is by day.

    Args:
        line: shape (n,), index of the line sent back.
        day: shape (n,), day number.
        quantity: shape (n,), units sent back, at most those of the line.
        amount: shape (n,), đồng paid back.
    """

    line: NDArray[np.int64]
    day: NDArray[np.int64]
    quantity: NDArray[np.int64]
    amount: NDArray[np.int64]


def draw_returns(lines: Lines, orders: Orders, history: History, seed: int) -> Returns:
    """Draw which delivered lines of named customers came back by the end of the history.

    Args:
        lines: the lines of the orders.
        orders: the orders; those that count, were delivered and name a customer can come back.
        history: returns after its end have not happened yet.
        seed: the company's seed.
    """
    rng = stream(seed, "returns")
    n = len(lines.order)
    share = np.where(lines.product == FAULTY, FAULTY_RETURN_SHARE, RETURN_SHARE)
    chosen = rng.random(n) < share
    returned_on = orders.delivered[lines.order] + rng.integers(AFTER_DAYS[0], AFTER_DAYS[1] + 1, n)
    in_whole = rng.random(n) < WHOLE_LINE_SHARE
    quantity = np.where(in_whole, lines.quantity, rng.integers(1, lines.quantity + 1))
    possible = orders.valid & ~orders.anonymous & (orders.delivered >= 0)
    line = np.flatnonzero(chosen & possible[lines.order] & (returned_on <= history.last))
    line = line[ranks_by_day(returned_on[line], rng)]
    return Returns(line, returned_on[line], quantity[line], quantity[line] * lines.price[line])


def return_columns(returns: Returns, lines: Lines, orders: Orders, customers: Customers) -> list[Column]:
    """Return the columns of `tra_hang.csv`."""
    order = lines.order[returns.line]
    return [
        code("Mã trả hàng", "TH", 6, np.arange(1, len(order) + 1)),
        code("Mã đơn hàng", "DH", 7, order + 1),
        code("Mã khách hàng", "KH", 6, customers.number[orders.customer[order]]),
        words("Mã sản phẩm", [product.code for product in PRODUCTS], lines.product[returns.line]),
        day("Ngày trả", returns.day),
        whole("Số lượng trả", returns.quantity),
        whole("Số tiền trả", returns.amount),
        currency(len(order)),
    ]
