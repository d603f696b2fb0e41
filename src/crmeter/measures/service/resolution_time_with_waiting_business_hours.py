"""By when half of the tickets are solved, in working hours, those still open counted with the time so far."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED_SINCE
from crmeter.vocabulary import Good, Text, Unit

resolution_time_with_waiting_business_hours = Measure(
    name="resolution_time_with_waiting_business_hours",
    title=Text(
        "Thời gian giải quyết, kể cả phiếu còn mở, theo giờ làm việc",
        "Resolution time, open tickets too, working hours",
    ),
    meaning=Text(
        "Sau bao nhiêu giờ làm việc thì một nửa số phiếu mở trong kỳ được giải quyết. Phiếu chưa xong tính là đã chờ "
        "đến hết ngày đánh giá; phiếu mở lại tính đến lần giải quyết sau",
        "After how many working hours half of the tickets opened in the period are solved. One not solved counts as "
        "waiting up to the day of the evaluation, one opened again up to the solution after that",
    ),
    formula=Text(
        "Kaplan–Meier: giờ làm việc mà một nửa số phiếu đã xong",
        "Kaplan–Meier: the working hour by which half of the tickets are solved",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets_at_work",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.hours_unsolved_at_work,
    bottom=lambda r: r.is_solved,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.is_solved.notnull() & r.hours_unsolved_at_work.notnull(),
    left_out=Text(
        "phiếu đã xong mà không rõ ngày, hoặc ghi xong trước khi mở",
        "tickets solved on an unknown day, or before they were opened by what is written down",
    ),
    opens=SOLVED_SINCE,
    slices=SLICES,
    level=2,
)
