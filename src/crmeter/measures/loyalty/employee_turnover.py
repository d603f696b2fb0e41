"""How many of those who work for the firm left in the period, over how many were there on average."""

from crmeter.measures.measure import WIDE_SHARE, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

employee_turnover = Measure(
    name="employee_turnover",
    title=Text(
        "Tỷ lệ nghỉ việc",
        "Employee turnover",
    ),
    meaning=Text(
        "Số người nghỉ trong kỳ so với số người trung bình trong kỳ. Người nghỉ rồi người thay lại nghỉ được tính hai "
        "lần, nên có thể trên 100%",
        "People who left in the period over the mean number of people in it. Who leaves, and whoever came instead and "
        "leaves too, count twice, so it may be above 100%",
    ),
    formula=Text(
        "Người nghỉ trong kỳ / (tổng số ngày có mặt của mọi người / số ngày của kỳ)",
        "Left in the period / (days on which each was there, added up / days of the period)",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="employees",
    statistic=Statistic.RATE,
    top=lambda r: r.left_in_period,
    bottom=lambda r: (r.days_there / r.days_of_period).cast(WIDE_SHARE),
    among=lambda r: r.days_known,
    left_out=Text(
        "người không rõ ngày vào làm, hoặc đã nghỉ mà không rõ ngày",
        "people of whom the day of coming is not known, or that of leaving although they left",
    ),
    opens=(
        "source_key",
        "team",
        "started_on",
        "ended_on",
        "reason",
        "days_there",
    ),
    slices=("team",),
    level=2,
)
