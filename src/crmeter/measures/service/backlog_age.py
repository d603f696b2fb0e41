"""Median age of the tickets open at the end of the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ASKED, SLICES
from crmeter.vocabulary import Good, Text, Unit

backlog_age = Measure(
    name="backlog_age",
    title=Text(
        "Tuổi của phiếu còn mở",
        "Age of open tickets",
    ),
    meaning=Text(
        "Trung vị số ngày từ khi mở của phiếu cuối kỳ chưa giải quyết",
        "Median number of days since they were opened, of the tickets not solved at the end of the period",
    ),
    formula=Text(
        "Trung vị (ngày cuối kỳ − ngày mở) của phiếu còn mở",
        "Median of (last day of the period − day of opening) of open tickets",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.days_open,
    concerns=lambda r: r.open_at_end.coalesce(True),
    among=lambda r: r.open_at_end,
    left_out=Text(
        "phiếu đã xong mà không rõ ngày",
        "tickets solved on a day that nobody wrote down",
    ),
    opens=ASKED,
    slices=SLICES,
)
