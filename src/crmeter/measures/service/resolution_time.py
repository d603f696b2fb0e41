"""Median hours from the opening of a ticket to its solution."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

resolution_time = Measure(
    name="resolution_time",
    title=Text(
        "Thời gian giải quyết",
        "Resolution time",
    ),
    meaning=Text(
        "Trung vị số giờ từ khi mở đến khi giải quyết, trên phiếu xong trong kỳ và cuối kỳ vẫn xong. Tính theo giờ "
        "đồng hồ, cả lúc chờ khách",
        "Median number of hours from opening to solution, over the tickets solved in the period that stood so at its "
        "end. Hours of the clock, those of waiting for the customer too",
    ),
    formula=Text(
        "Trung vị (giải quyết − mở)",
        "Median of (solution − opening)",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_to_solve,
    concerns=lambda r: r.solved_in_period,
    among=lambda r: r.hours_to_solve.notnull(),
    left_out=Text(
        "phiếu ghi giải quyết trước khi mở",
        "tickets solved before they were opened by what is written down",
    ),
    opens=SOLVED,
    slices=SLICES,
)
