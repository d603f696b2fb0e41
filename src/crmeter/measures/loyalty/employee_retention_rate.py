"""Share of those who worked for the firm when the period began who still did at its end."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

employee_retention_rate = Measure(
    name="employee_retention_rate",
    title=Text(
        "Tỷ lệ giữ chân nhân viên",
        "Employee retention rate",
    ),
    meaning=Text(
        "Trong những người có mặt ở đầu kỳ, bao nhiêu phần vẫn làm ở cuối kỳ",
        "Of those who were there when the period began, the share still there at its end",
    ),
    formula=Text(
        "Vẫn làm ở cuối kỳ / có mặt ở đầu kỳ",
        "Still there at the end / there at the start",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="employees",
    statistic=Statistic.SHARE,
    top=lambda r: ~r.left_in_period,
    bottom=lambda r: r.was_there_at_start,
    among=lambda r: r.days_known,
    left_out=Text(
        "người không rõ ngày vào làm, hoặc đã nghỉ mà không rõ ngày nghỉ",
        "people of whom the day of coming is not known, or that of leaving although they have left",
    ),
    opens=(
        "source_key",
        "team",
        "started_on",
        "ended_on",
        "reason",
    ),
    slices=("team",),
    level=2,
)
