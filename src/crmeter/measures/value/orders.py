"""Valid sales in the period."""

from crmeter.measures.measure import Measure, Statistic, each_row
from crmeter.vocabulary import Good, Text, Unit

orders = Measure(
    name="orders",
    title=Text(
        "Số đơn hàng",
        "Orders",
    ),
    meaning=Text(
        "Đơn bán hợp lệ trong kỳ",
        "Valid sales in the period",
    ),
    formula=Text(
        "Số đơn hợp lệ",
        "Number of valid orders",
    ),
    unit=Unit.ORDERS,
    good=Good.HIGHER,
    rows="valid_orders",
    statistic=Statistic.SUM,
    top=each_row,
    opens=(
        "source_key",
        "ordered_on",
        "amount",
        "segment",
        "region",
        "channel",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "channel",
    ),
)
