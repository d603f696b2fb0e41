"""What the company sells, and its price list of each year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.history import History, day_of

GROUPS = ("Nước đóng bình", "Nước đóng chai", "Lõi lọc", "Máy lọc nước")
# Lists rise every 1 January.
YEARLY_RISE_PERCENT = 3
PRICE_STEP = 1000
COST_STEP = 100


@dataclass(frozen=True, slots=True)
class Product:
    """A product.

    Args:
        code: its number in the company.
        name: its name.
        group: index into `GROUPS`.
        price: list price in the first year of the history, in đồng.
        cost_percent: cost as a percentage of the price.
    """

    code: str
    name: str
    group: int
    price: int
    cost_percent: int


# By price, cheapest first: a basket is filled with what its budget can pay.
PRODUCTS = (
    Product("AK-LY48", "Nước tinh khiết An Khang, thùng 48 ly 220 ml", 1, 48_000, 70),
    Product("AK-B20", "Nước tinh khiết An Khang, bình 20 lít", 0, 55_000, 58),
    Product("AK-LPP5", "Lõi lọc PP 5 micron", 2, 65_000, 52),
    Product("AK-B20K", "Nước khoáng An Khang, bình 20 lít", 0, 72_000, 60),
    Product("AK-C350", "Nước tinh khiết An Khang, thùng 24 chai 350 ml", 1, 85_000, 70),
    Product("AK-C500", "Nước tinh khiết An Khang, thùng 24 chai 500 ml", 1, 95_000, 69),
    Product("AK-LTH", "Lõi lọc than hoạt tính", 2, 98_000, 54),
    Product("AK-LKH", "Lõi lọc khoáng đá Maifan", 2, 180_000, 55),
    Product("AK-L123", "Bộ lõi lọc thô 1-2-3", 2, 245_000, 56),
    Product("AK-RO50", "Lõi lọc RO AK-50", 2, 280_000, 57),
    Product("AK-RO100", "Lõi lọc RO AK-100", 2, 420_000, 58),
    Product("AK-CNL", "Cây nước nóng lạnh AK-C2", 3, 1_900_000, 68),
    Product("AK-MH7", "Máy lọc nước RO AK-H7", 3, 3_900_000, 66),
    Product("AK-MH9", "Máy lọc nước nóng lạnh AK-H9", 3, 5_900_000, 67),
    Product("AK-MT", "Hệ thống lọc tổng AK-T1", 3, 7_500_000, 72),
)
FAULTY = next(at for at, product in enumerate(PRODUCTS) if product.code == "AK-RO50")


@dataclass(frozen=True, slots=True)
class PriceList:
    """Prices and costs by year.

    Args:
        first_year: the year of the first row.
        price, cost: shape (years, products), whole đồng.
    """

    first_year: int
    price: NDArray[np.int64]
    cost: NDArray[np.int64]

    @classmethod
    def over(cls, history: History) -> "PriceList":
        """Return the lists of the years of a history, in whole steps of money."""
        first_year, last_year = day_of(history.first).year, history.as_of.year
        price = [np.array([product.price for product in PRODUCTS], dtype=np.int64)]
        for _ in range(last_year - first_year):
            raised = price[-1] * (100 + YEARLY_RISE_PERCENT)
            price.append((raised + 50 * PRICE_STEP) // (100 * PRICE_STEP) * PRICE_STEP)
        prices = np.array(price)
        cost_percent = np.array([product.cost_percent for product in PRODUCTS], dtype=np.int64)
        return cls(first_year, prices, (prices * cost_percent) // (100 * COST_STEP) * COST_STEP)

    def year_index(self, day: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of the list that holds on each day."""
        years = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        return np.asarray(years - self.first_year)
