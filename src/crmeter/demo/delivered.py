"""What was in deliveries, since the company writes it down: how much, what was damaged, whether papers were right."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.baskets import Lines
from crmeter.demo.csv_files import Column, code, day, whole, words
from crmeter.demo.history import History
from crmeter.demo.orders import Orders
from crmeter.demo.products import PRODUCTS
from crmeter.demo.returns import Returns
from crmeter.demo.streams import stream

# The company writes down what is in a delivery for so long.
KEPT_MONTHS = 12
SHORT_SHARE = 0.05
DAMAGED_SHARE = 0.012
WRONG_PAPERS_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Delivered:
    """The lines of orders that came since, by order.

    Args:
        line: shape (n,), index of the line.
        quantity, damaged: shape (n,), units that came; those of them that were damaged.
        right_papers: shape (orders,), whether the papers of an order were right; told of those with lines here.
    """

    line: NDArray[np.int64]
    quantity: NDArray[np.int64]
    damaged: NDArray[np.int64]
    right_papers: NDArray[np.bool_]


def draw_delivered(lines: Lines, orders: Orders, returns: Returns, history: History, seed: int) -> Delivered:
    """Draw what came of the lines of the orders that were delivered since the company writes it down.

    What came back had come: lines of which anything was returned are whole.
    """
    rng = stream(seed, "delivered")
    came = (orders.delivered >= 0) & (orders.promised > history.ago(KEPT_MONTHS))
    line = np.flatnonzero(came[lines.order])
    ordered = lines.quantity[line]
    is_short = (rng.random(len(line)) < SHORT_SHARE) & (ordered > 1) & ~np.isin(line, returns.line)
    is_damaged = rng.random(len(line)) < DAMAGED_SHARE
    right_papers = rng.random(len(orders.day)) >= WRONG_PAPERS_SHARE
    return Delivered(line, ordered - is_short, is_damaged.astype(np.int64), right_papers)


def delivered_columns(delivered: Delivered, lines: Lines, orders: Orders) -> list[Column]:
    """Return the columns of `giao_hang.csv`."""
    order = lines.order[delivered.line]
    return [
        code("Mã đơn hàng", "DH", 7, order + 1),
        words("Mã sản phẩm", [product.code for product in PRODUCTS], lines.product[delivered.line]),
        day("Ngày hẹn giao", orders.promised[order]),
        day("Ngày giao", orders.delivered[order]),
        whole("Số lượng giao", delivered.quantity),
        whole("Số lượng hỏng", delivered.damaged),
        words("Chứng từ đúng", ("Có", "Không"), (~delivered.right_papers[order]).astype(np.int64)),
    ]
