"""The totals of the company, exactly."""

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.books import Books
from crmeter.demo.bought import order_amounts
from crmeter.demo.truths.truth import Json


def totals(books: Books) -> dict[str, Json]:
    """Return the totals over all valid orders, whole and by month.

    Revenue is what valid orders charge, before returns, with the orders that name no customer. A customer is
    new in the month of its first valid order.
    """
    orders = books.orders
    valid = np.flatnonzero(orders.valid)
    amounts = order_amounts(books.orders, books.lines)[valid]
    margins = np.zeros(len(orders.day), dtype=np.int64)
    np.add.at(margins, books.lines.order, books.lines.quantity * (books.lines.price - books.lines.cost))
    first_month = _months(np.array([books.history.first]))[0]
    month = _months(orders.day[valid]) - first_month
    born = _months(books.customers.first_order) - first_month
    by_month: list[Json] = []
    for at in range(int(_months(np.array([books.history.last]))[0] - first_month) + 1):
        within = month == at
        by_month.append(
            {
                "month": str(np.datetime64(int(first_month) + at, "M")),
                "orders": int(within.sum()),
                "revenue": int(amounts[within].sum()),
                "new_customers": int((born == at).sum()),
            }
        )
    named = orders.customer[valid]
    year = (orders.day[valid] > books.history.last - 365) & (named >= 0)
    return {
        "customers": len(books.customers.number),
        "customers_with_orders": books.customers.buyers,
        "customers_active_in_last_365_days": len(np.unique(named[year])),
        "orders": len(orders.day),
        "valid_orders": len(valid),
        "valid_order_lines": int(orders.valid[books.lines.order].sum()),
        "revenue": int(amounts.sum()),
        "gross_margin": int(margins[valid].sum()),
        "returned_amount": int(books.returns.amount.sum()),
        "months": by_month,
    }


def _months(day: NDArray[np.int64]) -> NDArray[np.int64]:
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
