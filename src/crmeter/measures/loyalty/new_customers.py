"""Customers whose first valid order falls in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

new_customers = Measure(
    name="new_customers",
    title=Text(
        "Khách hàng mới",
        "New customers",
    ),
    meaning=Text(
        "Khách có đơn hợp lệ đầu tiên nằm trong kỳ",
        "Customers whose first valid order falls in the period",
    ),
    formula=Text(
        "Số khách có lần mua đầu trong kỳ",
        "Number of customers whose first purchase lies in the period",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.orders_in_period == r.orders,
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
