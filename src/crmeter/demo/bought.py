"""What customers bought of the company in the year before a day, by the books."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.baskets import Lines
from crmeter.demo.csv_files import NONE
from crmeter.demo.orders import Orders

Numbers = NDArray[np.int64]
YEAR = 365


@dataclass(frozen=True, slots=True)
class Bought:
    """The orders that count and name a customer.

    Args:
        customer, day: shape (n,), whose and when.
        amount: shape (n,), đồng, before anything is sent back.
    """

    customer: Numbers
    day: Numbers
    amount: Numbers

    @classmethod
    def of(cls, orders: Orders, lines: Lines) -> Self:
        """Return what was bought by the orders with their lines."""
        counts = orders.valid & (orders.customer != NONE)
        return cls(orders.customer[counts], orders.day[counts], order_amounts(orders, lines)[counts])

    def in_year_before(self, customers: Numbers, days: Numbers) -> tuple[Numbers, Numbers]:
        """Return the money and the number of orders of each customer in the year up to a day of their own.

        Args:
            customers: shape (m,), nobody twice.
            days: shape (m,), the last day of the year of each.
        """
        m = len(customers)
        most = max(int(each.max(initial=0)) for each in (self.customer, customers))
        places = np.full(most + 1, NONE, dtype=np.int64)
        places[customers] = np.arange(m)
        at = places[self.customer]
        last = days[np.maximum(at, 0)]
        counts = (at != NONE) & (self.day <= last) & (self.day > last - YEAR)
        amounts = np.zeros(m, dtype=np.int64)
        np.add.at(amounts, at[counts], self.amount[counts])
        return amounts, np.bincount(at[counts], minlength=m).astype(np.int64)


def order_amounts(orders: Orders, lines: Lines) -> Numbers:
    """Return the amount of each order, in đồng."""
    amounts = np.zeros(len(orders.day), dtype=np.int64)
    np.add.at(amounts, lines.order, lines.amount)
    return amounts
