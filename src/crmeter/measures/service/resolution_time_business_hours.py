"""Median working hours from the opening of a ticket to its solution."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

resolution_time_business_hours = Measure(
    name="resolution_time_business_hours",
    title=Text(
        "Thời gian giải quyết, theo giờ làm việc",
        "Resolution time, working hours",
    ),
    meaning=Text(
        "Trung vị số giờ làm việc từ khi mở đến khi giải quyết, trên phiếu xong trong kỳ và cuối kỳ vẫn xong. Tính "
        "theo lịch của công ty, cả lúc chờ khách",
        "Median number of working hours from opening to solution, over the tickets solved in the period that stood "
        "so at its end. By the firm's calendar, those of waiting for the customer too",
    ),
    formula=Text(
        "Trung vị số giờ làm việc giữa lúc mở và giải quyết",
        "Median of the working hours between opening and solution",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets_at_work",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_to_solve_at_work,
    concerns=lambda r: r.solved_in_period,
    among=lambda r: r.hours_to_solve_at_work.notnull(),
    left_out=Text(
        "phiếu ghi giải quyết trước khi mở",
        "tickets solved before they were opened by what is written down",
    ),
    opens=SOLVED,
    slices=SLICES,
)
