"""Share of what suppliers promised for a day of the period that came by it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

supplier_on_time_rate = Measure(
    name="supplier_on_time_rate",
    title=Text(
        "Nhà cung cấp giao đúng hẹn",
        "Deliveries of suppliers on time",
    ),
    meaning=Text(
        "Trong số dòng hàng nhà cung cấp hẹn giao vào một ngày của kỳ, bao nhiêu phần đến đúng hẹn hoặc sớm hơn. Dòng "
        "quá hẹn mà chưa đến tính là trễ, trừ khi không nơi nào ghi ngày nhận",
        "Share of the lines that suppliers promised for a day of the period that came on it or before. One that has "
        "not come by its day counts as late, unless nobody writes down when anything came",
    ),
    formula=Text(
        "Đến đúng hẹn / đã đến hoặc đã quá hẹn",
        "Came in time / came or overdue",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="supplies",
    statistic=Statistic.SHARE,
    top=lambda r: r.in_time,
    concerns=lambda r: r.promised_in_period,
    among=lambda r: r.is_told,
    needs_filled=("supplier_deliveries.promised_on",),
    opens=(
        "source_key",
        "supplier",
        "product",
        "category",
        "promised_on",
        "received_on",
    ),
    slices=(
        "supplier",
        "category",
    ),
    level=2,
)
