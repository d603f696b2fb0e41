"""Customers with at least one valid order in the trailing window (365 days by default)."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

active_customers = Measure(
    name="active_customers",
    title=Text(
        "Khách hàng hoạt động",
        "Active customers",
    ),
    meaning=Text(
        "Khách có ít nhất một đơn hợp lệ trong {window_days} ngày gần nhất",
        "Customers with at least one valid order in the last {window_days} days",
    ),
    formula=Text(
        "Số khách có đơn trong cửa sổ tính đến cuối kỳ",
        "Number of customers with an order in the window that ends with the period",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.active,
    opens=(
        "source_key",
        "first_on",
        "last_on",
        "purchases",
        "orders_in_window",
        "spend_in_window",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
)
