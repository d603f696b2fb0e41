"""Claims under warranty, of machines far more often than of filters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.baskets import Lines
from crmeter.demo.csv_files import NONE, Column, code, currency, day, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import ranks_by_day
from crmeter.demo.history import History
from crmeter.demo.orders import Orders
from crmeter.demo.products import PRODUCTS
from crmeter.demo.streams import stream

# By group of goods; nobody claims for water.
CLAIM_SHARES = (0.0, 0.0, 0.015, 0.12)
AFTER_DAYS = (10, 300)
CLOSED_DAYS = (2, 21)
REFUSED_SHARE = 0.12
COSTS = (80_000, 150_000, 240_000, 400_000)
REASONS = ("Rò nước", "Không lên nguồn", "Bơm kêu to", "Nước yếu")
STATES = ("Đã sửa", "Từ chối", "Đang xử lý")
REPAIRED, REFUSED, OPEN = range(3)


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims, by day.

    Args:
        line: shape (n,), index of the line that it is for.
        day, closed: shape (n,), day numbers; `NONE` while it is open.
        reason, state: shape (n,), indices.
        cost: shape (n,), đồng; nothing of those that were refused or are open.
    """

    line: NDArray[np.int64]
    day: NDArray[np.int64]
    closed: NDArray[np.int64]
    reason: NDArray[np.int64]
    state: NDArray[np.int64]
    cost: NDArray[np.int64]


def draw_claims(lines: Lines, orders: Orders, history: History, seed: int) -> Claims:
    """Draw for which goods, delivered to named customers, somebody claimed by the end of the history."""
    rng = stream(seed, "claims")
    n = len(lines.order)
    shares = np.array([CLAIM_SHARES[product.group] for product in PRODUCTS])
    chosen = rng.random(n) < shares[lines.product]
    on = orders.delivered[lines.order] + rng.integers(AFTER_DAYS[0], AFTER_DAYS[1] + 1, n)
    possible = orders.valid & ~orders.anonymous & (orders.delivered >= 0)
    line = np.flatnonzero(chosen & possible[lines.order] & (on <= history.last))
    line = line[ranks_by_day(on[line], rng)]
    closed = on[line] + rng.integers(CLOSED_DAYS[0], CLOSED_DAYS[1] + 1, len(line))
    refused = rng.random(len(line)) < REFUSED_SHARE
    state = np.where(closed > history.last, OPEN, np.where(refused, REFUSED, REPAIRED))
    cost = np.array(COSTS)[rng.integers(0, len(COSTS), len(line))]
    return Claims(
        line,
        on[line],
        np.where(state == OPEN, NONE, closed),
        rng.integers(0, len(REASONS), len(line)),
        state,
        np.where(state == REPAIRED, cost, 0),
    )


def claim_columns(claims: Claims, lines: Lines, orders: Orders, customers: Customers) -> list[Column]:
    """Return the columns of `bao_hanh.csv`."""
    order = lines.order[claims.line]
    return [
        code("Mã bảo hành", "BH", 5, np.arange(1, len(order) + 1)),
        code("Mã đơn hàng", "DH", 7, order + 1),
        code("Mã khách hàng", "KH", 6, customers.number[orders.customer[order]]),
        words("Mã sản phẩm", [product.code for product in PRODUCTS], lines.product[claims.line]),
        day("Ngày bảo hành", claims.day),
        day("Ngày hoàn thành", claims.closed),
        words("Lý do", REASONS, claims.reason),
        words("Trạng thái", STATES, claims.state),
        whole("Chi phí", claims.cost),
        currency(len(order)),
    ]
