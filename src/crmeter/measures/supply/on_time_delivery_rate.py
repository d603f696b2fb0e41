"""Share of the deliveries promised for a day of the period that came by it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

on_time_delivery_rate = Measure(
    name="on_time_delivery_rate",
    title=Text(
        "Giao hàng đúng hẹn",
        "Delivered on time",
    ),
    meaning=Text(
        "Trong số chuyến giao hẹn vào một ngày của kỳ, bao nhiêu phần đến nơi đúng hẹn hoặc sớm hơn. Chuyến đã quá hẹn "
        "mà chưa đến được tính là trễ, trừ khi đơn đã hủy hoặc không nơi nào ghi ngày đến",
        "Share of the deliveries promised for a day of the period that came on it or before. One that has not come "
        "by its day counts as late, unless its order was cancelled or nobody writes down when anything came",
    ),
    formula=Text(
        "Đến đúng hẹn / đã đến hoặc đã quá hẹn",
        "Came in time / came or overdue",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="deliveries",
    statistic=Statistic.SHARE,
    top=lambda r: r.in_time,
    among=lambda r: r.is_told,
    opens=(
        "source_key",
        "promised_on",
        "shipped_on",
        "delivered_on",
        "channel",
        "region",
        "segment",
    ),
    slices=(
        "segment",
        "region",
        "channel",
    ),
    level=2,
)
