"""What was on hand at the depots at the end of each working day of the last year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.csv_files import Column, day, whole, words
from crmeter.demo.history import History
from crmeter.demo.products import PRODUCTS
from crmeter.demo.streams import stream

DEPOTS = ("Kho Đà Nẵng", "Kho Quy Nhơn")
KEPT_MONTHS = 12
# On Sundays nobody counts.
SUNDAY = 3
# The water dispenser runs out more often than anything else.
SCARCE = next(at for at, product in enumerate(PRODUCTS) if product.code == "AK-CNL")
RUNS_OUT, RUNS_OUT_OF_SCARCE = 0.006, 0.05
OUT_DAYS = (1, 5)
ON_HAND = (5, 240)


@dataclass(frozen=True, slots=True)
class Stock:
    """Readings of stock by day, product and depot.

    Args:
        day, product, depot: shape (n,), day numbers and indices.
        quantity: shape (n,), units on hand.
    """

    day: NDArray[np.int64]
    product: NDArray[np.int64]
    depot: NDArray[np.int64]
    quantity: NDArray[np.int64]


def draw_stock(history: History, seed: int) -> Stock:
    """Draw what was on hand: spells without anything begin by chance and last a few days."""
    rng = stream(seed, "stock")
    days = np.arange(history.ago(KEPT_MONTHS) + 1, history.last + 1)
    shape = (len(days), len(PRODUCTS), len(DEPOTS))
    chance = np.full(len(PRODUCTS), RUNS_OUT)
    chance[SCARCE] = RUNS_OUT_OF_SCARCE
    begins = rng.random(shape) < chance[:, None]
    lasts = rng.integers(OUT_DAYS[0], OUT_DAYS[1] + 1, shape)
    is_out = np.zeros(shape, dtype=np.bool_)
    for back in range(OUT_DAYS[1]):
        is_out[back:] |= (begins & (lasts > back))[: len(days) - back]
    quantity = np.where(is_out, 0, rng.integers(ON_HAND[0], ON_HAND[1] + 1, shape))
    # The first of 1970 was a Thursday.
    counted = days % 7 != SUNDAY
    at, product, depot = (each.ravel() for each in np.indices((int(counted.sum()), *shape[1:])))
    return Stock(days[counted][at], product, depot, quantity[counted].ravel())


def stock_columns(stock: Stock) -> list[Column]:
    """Return the columns of `ton_kho.csv`."""
    return [
        words("Mã sản phẩm", [product.code for product in PRODUCTS], stock.product),
        words("Kho", DEPOTS, stock.depot),
        day("Ngày ghi tồn", stock.day),
        whole("Tồn kho", stock.quantity),
    ]
