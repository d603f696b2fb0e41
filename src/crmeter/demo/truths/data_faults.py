"""What is wrong in the files, counted."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.bought import order_amounts
from crmeter.demo.truths.truth import Truth, customer_codes, order_codes
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Lỗi dữ liệu: {duplicates} khách bị ghi hai lần (cùng số điện thoại), {anonymous} đơn không có mã khách, "
    "{cancelled} đơn đã hủy, {free} đơn không thu tiền; không đơn nào ghi ngày sau {day}.",
    "Faults in the data: {duplicates} customers written down twice (same phone), {anonymous} orders without "
    "customer, {cancelled} cancelled orders, {free} orders of zero amount; no order is dated after {day}.",
)


def data_faults(books: Books) -> Truth:
    """Return the count of each fault, with the pairs of duplicates and the codes of the orders."""
    customers, orders = books.customers, books.orders
    second = customers.buyers + np.arange(len(customers.original))
    anonymous, cancelled, free = (np.flatnonzero(which) for which in (orders.anonymous, orders.cancelled, orders.free))
    pairs = zip(customer_codes(books, customers.original), customer_codes(books, second), strict=True)
    return Truth(
        id="data_faults",
        sentence=SENTENCE.fill(
            duplicates=len(second),
            anonymous=len(anonymous),
            cancelled=len(cancelled),
            free=len(free),
            day=books.history.as_of,
        ),
        figures={
            "duplicate_customers": len(second),
            "duplicate_pairs": [list(pair) for pair in pairs],
            "orders_without_customer": len(anonymous),
            "revenue_without_customer": int(order_amounts(books.orders, books.lines)[anonymous].sum()),
            "orders_without_customer_codes": order_codes(anonymous),
            "cancelled_orders": len(cancelled),
            "cancelled_order_codes": order_codes(cancelled),
            "zero_amount_orders": len(free),
            "zero_amount_order_codes": order_codes(free),
            "orders_dated_after_as_of": 0,
        },
        customers=customer_codes(books, second),
        orders=order_codes(np.sort(np.concatenate([anonymous, cancelled, free]))),
    )
