"""What the company buys in: filters and machines of a few suppliers, one of whom is often late and often faulty."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.csv_files import NONE, Column, code, day, whole, words
from crmeter.demo.history import History
from crmeter.demo.products import PRODUCTS
from crmeter.demo.streams import stream

SUPPLIERS = ("Cơ điện Phú Thịnh", "Lọc Đông Á", "Thiết bị Hải Vân", "Vật tư Tân Lộc")
BAD = SUPPLIERS.index("Vật tư Tân Lộc")
LATE_SHARE, LATE_SHARE_OF_BAD = 0.07, 0.42
DEFECT_SHARE, DEFECT_SHARE_OF_BAD = 0.008, 0.05
# Filters and machines are bought in; water is the company's own.
BOUGHT_GROUPS = (2, 3)
EVERY_DAYS = 2
PROMISED_DAYS = (7, 15)
EARLY_DAYS, LATE_DAYS = 3, (1, 12)
LOTS = (20, 50, 100)
SHORT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Supplies:
    """All that was ordered of suppliers, by day; what has not come yet has `NONE` for day and quantities.

    Args:
        supplier, product: shape (n,), indices.
        ordered_on, promised_on, received_on: shape (n,), day numbers.
        ordered, received, rejected: shape (n,), units.
    """

    supplier: NDArray[np.int64]
    product: NDArray[np.int64]
    ordered_on: NDArray[np.int64]
    promised_on: NDArray[np.int64]
    received_on: NDArray[np.int64]
    ordered: NDArray[np.int64]
    received: NDArray[np.int64]
    rejected: NDArray[np.int64]


def draw_supplies(history: History, seed: int) -> Supplies:
    """Draw what was ordered of suppliers over the history; each brings each of the goods that are bought in."""
    rng = stream(seed, "supplies")
    ordered_on = np.arange(history.first, history.last + 1, EVERY_DAYS)
    n = len(ordered_on)
    bought = np.array([at for at, product in enumerate(PRODUCTS) if product.group in BOUGHT_GROUPS])
    supplier, product = rng.integers(0, len(SUPPLIERS), n), bought[rng.integers(0, len(bought), n)]
    is_bad = supplier == BAD
    promised_on = ordered_on + rng.integers(PROMISED_DAYS[0], PROMISED_DAYS[1] + 1, n)
    is_late = rng.random(n) < np.where(is_bad, LATE_SHARE_OF_BAD, LATE_SHARE)
    early, late = rng.integers(0, EARLY_DAYS + 1, n), rng.integers(LATE_DAYS[0], LATE_DAYS[1] + 1, n)
    received_on = promised_on + np.where(is_late, late, -early)
    ordered = np.array(LOTS)[rng.integers(0, len(LOTS), n)]
    received = ordered - (rng.random(n) < SHORT_SHARE) * (ordered // 10)
    rejected = rng.binomial(received, np.where(is_bad, DEFECT_SHARE_OF_BAD, DEFECT_SHARE))
    came = received_on <= history.last
    return Supplies(
        supplier,
        product,
        ordered_on,
        promised_on,
        np.where(came, received_on, NONE),
        ordered,
        np.where(came, received, NONE),
        np.where(came, rejected, NONE),
    )


def supply_columns(supplies: Supplies) -> list[Column]:
    """Return the columns of `nhap_hang.csv`."""
    return [
        code("Mã đơn mua", "DM", 5, np.arange(1, len(supplies.supplier) + 1)),
        words("Nhà cung cấp", SUPPLIERS, supplies.supplier),
        words("Mã sản phẩm", [product.code for product in PRODUCTS], supplies.product),
        day("Ngày đặt", supplies.ordered_on),
        day("Ngày hẹn", supplies.promised_on),
        day("Ngày nhập kho", supplies.received_on),
        whole("Số lượng đặt", supplies.ordered),
        _told("Số lượng nhận", supplies.received),
        _told("Số lượng từ chối", supplies.rejected),
    ]


def _told(header: str, numbers: NDArray[np.int64]) -> Column:
    return Column(header, numbers, "CASE WHEN {v} >= 0 THEN {v} END")
