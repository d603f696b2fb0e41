"""Median days from the order to the day on which the last of it came."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

order_lead_time = Measure(
    name="order_lead_time",
    title=Text(
        "Thời gian giao hàng",
        "Order lead time",
    ),
    meaning=Text(
        "Trung vị số ngày từ ngày đặt đến ngày nhận chuyến cuối, trên đơn giao xong trong kỳ. Chỉ tính đơn có ghi "
        "chuyến giao",
        "Median number of days from the order to the day on which its last delivery came, over the orders wholly "
        "delivered in the period. Only orders whose deliveries are written down",
    ),
    formula=Text(
        "Trung vị (ngày nhận chuyến cuối − ngày đặt)",
        "Median of (day of the last delivery − day of the order)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="delivered_orders",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.days_to_deliver,
    needs_filled=("deliveries.delivered_on",),
    concerns=lambda r: r.came_in_period,
    among=lambda r: r.days_to_deliver.notnull(),
    left_out=Text(
        "đơn ghi ngày nhận trước ngày đặt",
        "orders delivered before they were placed by what is written down",
    ),
    opens=(
        "source_key",
        "ordered_on",
        "delivered_on",
        "channel",
        "region",
        "segment",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "channel",
        "owner",
    ),
)
