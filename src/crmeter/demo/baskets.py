"""What is in each order: goods that fill the amount the customer had in mind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.csv_files import Column, code, currency, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.history import History
from crmeter.demo.orders import Orders
from crmeter.demo.products import GROUPS, PRODUCTS, PriceList
from crmeter.demo.segments import HOUSEHOLDS, SEGMENTS
from crmeter.demo.streams import stream

MORE_LINES = (3, 0.28)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of all orders, by order; no product stands twice in one.

    Args:
        order, product: shape (n,), indices.
        quantity: shape (n,), whole units.
        price, cost: shape (n,), đồng per unit; the price of goods given away is zero.
    """

    order: NDArray[np.int64]
    product: NDArray[np.int64]
    quantity: NDArray[np.int64]
    price: NDArray[np.int64]
    cost: NDArray[np.int64]

    @property
    def amount(self) -> NDArray[np.int64]:
        """Shape (n,), đồng."""
        return self.quantity * self.price


def draw_lines(orders: Orders, customers: Customers, history: History, seed: int) -> Lines:
    """Fill every order.

    Args:
        orders: the orders.
        customers: whose segments give budgets and tastes.
        history: for the price lists.
        seed: the company's seed.
    """
    rng = stream(seed, "baskets")
    segment = np.where(orders.anonymous, HOUSEHOLDS, customers.segment[orders.customer])
    budget = _budgets(orders, segment, customers, rng)
    prices = PriceList.over(history)
    count = 1 + rng.binomial(*MORE_LINES, len(budget))
    order = np.repeat(np.arange(len(budget)), count)
    part = 0.2 + rng.random(len(order))
    share = budget[order] * part / np.bincount(order, weights=part)[order]
    year = prices.year_index(orders.day)
    product = _choose(segment[order], share, prices.price[year[order]], rng)
    quantity = np.maximum(1, np.rint(share / prices.price[year[order], product])).astype(np.int64)

    # The same product drawn twice for one order is one line.
    line, where = np.unique(order * len(PRODUCTS) + product, return_inverse=True)
    total = np.zeros(len(line), dtype=np.int64)
    np.add.at(total, where, quantity)
    order, product = line // len(PRODUCTS), line % len(PRODUCTS)
    price = np.where(orders.free[order], 0, prices.price[year[order], product])
    return Lines(order, product, total, price, prices.cost[year[order], product])


def _budgets(
    orders: Orders, segment: NDArray[np.int64], customers: Customers, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the Gamma-Gamma amount of each order: Gamma(p) over the customer's own Gamma(q, rate γ)."""
    p, q, gamma = (
        np.array([getattr(each.spend, name) for each in SEGMENTS], dtype=np.float64) for name in ("p", "q", "gamma")
    )
    of_customer = customers.segment[: customers.buyers]
    own = rng.standard_gamma(q[of_customer]) / gamma[of_customer]
    passing = rng.standard_gamma(q[HOUSEHOLDS], len(segment)) / gamma[HOUSEHOLDS]
    rate = np.where(orders.anonymous, passing, own[orders.customer])
    return np.asarray(rng.standard_gamma(p[segment]) / rate)


def _choose(
    segment: NDArray[np.int64],
    budget: NDArray[np.float64],
    prices: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Return a product for each line, to the taste of the segment: one the budget pays, else the cheapest."""
    affordable = np.maximum(1, (prices <= budget[:, None]).sum(axis=1))
    chance = rng.random(len(budget))
    product = np.empty(len(budget), dtype=np.int64)
    sizes = np.bincount([each.group for each in PRODUCTS], minlength=len(GROUPS))
    for at, each in enumerate(SEGMENTS):
        weights = np.cumsum([each.taste[good.group] / sizes[good.group] for good in PRODUCTS])
        lines = np.flatnonzero(segment == at)
        limit = affordable[lines] - 1
        wanted = np.searchsorted(weights, chance[lines] * weights[limit], side="right")
        product[lines] = np.minimum(wanted, limit)
    return product


def line_columns(lines: Lines) -> list[Column]:
    """Return the columns of `dong_don_hang.csv`."""
    group_of = np.array([product.group for product in PRODUCTS])
    return [
        code("Mã đơn hàng", "DH", 7, lines.order + 1),
        words("Mã sản phẩm", [product.code for product in PRODUCTS], lines.product),
        words("Tên sản phẩm", [product.name for product in PRODUCTS], lines.product),
        words("Nhóm hàng", GROUPS, group_of[lines.product]),
        whole("Số lượng", lines.quantity),
        whole("Đơn giá", lines.price),
        whole("Giá vốn", lines.cost),
        whole("Thành tiền", lines.amount),
        currency(len(lines.order)),
    ]
