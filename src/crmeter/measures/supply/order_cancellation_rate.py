"""Share of the sales placed in the period that were cancelled."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

order_cancellation_rate = Measure(
    name="order_cancellation_rate",
    title=Text(
        "Tỷ lệ hủy đơn",
        "Order cancellation rate",
    ),
    meaning=Text(
        "Trong số đơn bán đặt trong kỳ, bao nhiêu phần đã hủy theo trạng thái hiện nay. Ngày hủy không được ghi, nên "
        "kỳ cũ có thể tăng khi đơn bị hủy muộn",
        "Share of the sales placed in the period that are cancelled by their present status. The day of a "
        "cancellation is not known, so a past period may rise when an order is cancelled late",
    ),
    formula=Text(
        "Đơn đã hủy / đơn bán đặt trong kỳ",
        "Cancelled / sales placed in the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="placed_orders",
    statistic=Statistic.SHARE,
    top=lambda r: r.is_cancelled,
    among=lambda r: r.cancellations_are_kept,
    left_out=Text(
        "đơn của dữ liệu chưa từng ghi đơn hủy nào",
        "orders of data in which no order was ever cancelled",
    ),
    opens=(
        "source_key",
        "ordered_on",
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
