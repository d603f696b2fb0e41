"""Orders in the period per customer who bought in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

purchase_frequency = Measure(
    name="purchase_frequency",
    title=Text(
        "Tần suất mua",
        "Purchase frequency",
    ),
    meaning=Text(
        "Số đơn trong kỳ trên mỗi khách có mua trong kỳ",
        "Orders in the period per customer who bought in it",
    ),
    formula=Text(
        "Số đơn / số khách mua",
        "Orders / customers who bought",
    ),
    unit=Unit.ORDERS_PER_CUSTOMER,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.MEAN,
    top=lambda r: r.orders_in_period,
    among=lambda r: r.orders_in_period > 0,
    opens=(
        "source_key",
        "orders_in_period",
        "spend_in_period",
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
