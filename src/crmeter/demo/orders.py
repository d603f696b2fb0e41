"""The orders: every purchase, and beside them what a real file has too (called off, free, of nobody)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.buying import Purchases
from crmeter.demo.channels import COUNTER, SALES_CHANNEL_SHARES, SALES_CHANNELS
from crmeter.demo.csv_files import NONE, Column, code, day, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import draw_index, pick, ranks_by_day
from crmeter.demo.history import History
from crmeter.demo.people import STAFF
from crmeter.demo.places import PROVINCE_NAMES, PROVINCE_SHARES, PROVINCES
from crmeter.demo.plants import Plants
from crmeter.demo.streams import stream

CANCELLED_SHARE = 0.03
FREE_SHARE = 0.003
ANONYMOUS_SHARE = 0.008
STATUSES = ("Hoàn thành", "Đã hủy")
LATE_PROVINCE = PROVINCE_NAMES.index("Gia Lai")
LATE_SHARE = 0.06
LATE_SHARE_THERE = 0.35
LATE_DAYS = (1, 6)


@dataclass(frozen=True, slots=True)
class Orders:
    """All orders, by code, which is by day.

    Args:
        customer: shape (n,), index of the customer, `NONE` at the counter.
        day: shape (n,), day number.
        cancelled, free: shape (n,), called off; given away.
        province, channel, owner: shape (n,), indices.
        promised: shape (n,), the promised day of delivery.
        delivered: shape (n,), the day of delivery, `NONE` when not (yet).
    """

    customer: NDArray[np.int64]
    day: NDArray[np.int64]
    cancelled: NDArray[np.bool_]
    free: NDArray[np.bool_]
    province: NDArray[np.int64]
    channel: NDArray[np.int64]
    owner: NDArray[np.int64]
    promised: NDArray[np.int64]
    delivered: NDArray[np.int64]

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Which orders count: not called off, and something was charged."""
        return np.logical_not(self.cancelled | self.free)

    @property
    def anonymous(self) -> NDArray[np.bool_]:
        """Which orders name no customer."""
        return np.asarray(self.customer == NONE)


def draw_orders(purchases: Purchases, customers: Customers, plants: Plants, history: History, seed: int) -> Orders:
    """Turn purchases into orders and add the others.

    An order called off or given away stands on the day of a purchase of the same customer, one at the counter
    on a day of business, so that no history of a customer changes by them.
    """
    rng = stream(seed, "orders")
    n = len(purchases.customer)
    ordinary = np.flatnonzero(~np.isin(purchases.customer, plants.told_of))
    cancelled, free, anonymous = (
        pick(ordinary, round(n * share), rng) for share in (CANCELLED_SHARE, FREE_SHARE, ANONYMOUS_SHARE)
    )
    base = np.concatenate([np.arange(n), cancelled, free, anonymous])
    added = np.repeat([0, 1, 2, 3], [n, len(cancelled), len(free), len(anonymous)])
    rank = ranks_by_day(purchases.day[base], rng)
    base, added = base[rank], added[rank]
    named = added != 3
    buyer = purchases.customer[base]
    province = np.where(named, customers.province[buyer], draw_index(PROVINCE_SHARES, len(base), rng))
    channel = np.where(named, draw_index(SALES_CHANNEL_SHARES, len(base), rng), COUNTER)
    owner = np.where(named, customers.owner[buyer], rng.integers(0, len(STAFF), len(base)))
    ordered = purchases.day[base]
    promised, delivered = _deliver(ordered, province, history, stream(seed, "deliveries"))
    return Orders(
        customer=np.where(named, buyer, NONE),
        day=ordered,
        cancelled=added == 1,
        free=added == 2,
        province=province,
        channel=channel,
        owner=owner,
        promised=promised,
        delivered=np.where(added == 1, NONE, delivered),
    )


def _deliver(
    ordered: NDArray[np.int64], province: NDArray[np.int64], history: History, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    promised = ordered + np.array([place.promised_days for place in PROVINCES])[province]
    late = rng.random(len(ordered)) < np.where(province == LATE_PROVINCE, LATE_SHARE_THERE, LATE_SHARE)
    early = np.maximum(promised - rng.integers(0, 2, len(ordered)), ordered)
    delivered = np.where(late, promised + rng.integers(LATE_DAYS[0], LATE_DAYS[1] + 1, len(ordered)), early)
    return promised, np.where(delivered <= history.last, delivered, NONE)


def order_columns(orders: Orders, customers: Customers) -> list[Column]:
    """Return the columns of `don_hang.csv`."""
    number = np.where(orders.anonymous, NONE, customers.number[orders.customer])
    return [
        code("Mã đơn hàng", "DH", 7, np.arange(1, len(orders.day) + 1)),
        code("Mã khách hàng", "KH", 6, number),
        day("Ngày đặt", orders.day),
        words("Trạng thái", STATUSES, orders.cancelled.astype(np.int64)),
        words("Kênh bán", SALES_CHANNELS, orders.channel),
        words("Tỉnh/Thành", PROVINCE_NAMES, orders.province),
        words("Phụ trách", STAFF, orders.owner),
        day("Ngày hẹn giao", orders.promised),
        day("Ngày giao", orders.delivered),
    ]
