"""Within how many working hours nine of ten solved tickets were solved."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

resolution_time_business_hours_p90 = Measure(
    name="resolution_time_business_hours_p90",
    title=Text(
        "Giải quyết: chín phần mười phiếu, theo giờ làm việc",
        "Resolution time, nine of ten, working hours",
    ),
    meaning=Text(
        "Cứ mười phiếu xong trong kỳ thì chín phiếu được giải quyết trong vòng số giờ làm việc này kể từ khi mở, "
        "theo lịch của công ty",
        "Nine of ten tickets solved in the period were solved within so many working hours of the firm's calendar "
        "from their opening",
    ),
    formula=Text(
        "Thập phân vị thứ chín của số giờ làm việc giữa lúc mở và giải quyết",
        "Ninth decile of the working hours between opening and solution",
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
    quantile=0.9,
    opens=SOLVED,
    slices=SLICES,
)
