"""Share of the customers who bought in the period who bought for the first time."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

new_customer_rate = Measure(
    name="new_customer_rate",
    title=Text(
        "Tỷ lệ khách hàng mới",
        "New customer rate",
    ),
    meaning=Text(
        "Trong số khách mua trong kỳ, bao nhiêu phần mua lần đầu",
        "Share of the customers who bought in the period who bought for the first time",
    ),
    formula=Text(
        "Khách mới / khách mua trong kỳ",
        "New customers / customers who bought in the period",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.SHARE,
    top=lambda r: r.orders_in_period == r.orders,
    bottom=lambda r: r.orders_in_period > 0,
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
    level=2,
)
