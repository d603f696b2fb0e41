"""By when half of the orders are delivered, those on their way counted with the days so far."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

order_lead_time_with_waiting = Measure(
    name="order_lead_time_with_waiting",
    title=Text(
        "Thời gian giao hàng, kể cả đơn chưa giao xong",
        "Order lead time, those not delivered yet too",
    ),
    meaning=Text(
        "Sau bao nhiêu ngày thì một nửa số đơn đặt trong kỳ được giao xong. Đơn chưa giao xong tính là đã chờ đến "
        "ngày đánh giá; đơn hủy không tính. Chỉ tính đơn có hẹn giao hoặc có ghi chuyến giao",
        "After how many days half of the orders placed in the period are wholly delivered. One not delivered counts "
        "as waiting up to the day of the evaluation, a cancelled one not at all. Only orders with a promised or a "
        "written delivery",
    ),
    formula=Text(
        "Kaplan–Meier: ngày mà một nửa số đơn đã giao xong",
        "Kaplan–Meier: the day by which half of the orders are delivered",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="delivered_orders",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.days_to_deliver,
    bottom=lambda r: r.has_come,
    needs_filled=("deliveries.delivered_on",),
    concerns=lambda r: r.placed_in_period,
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
    level=2,
)
