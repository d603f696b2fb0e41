"""By when half of the tickets are answered, in working hours, those that still wait counted with the time so far."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ANSWERED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_response_time_with_waiting_business_hours = Measure(
    name="first_response_time_with_waiting_business_hours",
    title=Text(
        "Trả lời lần đầu, kể cả phiếu còn chờ, theo giờ làm việc",
        "First response time, those waiting too, working hours",
    ),
    meaning=Text(
        "Sau bao nhiêu giờ làm việc thì một nửa số phiếu mở trong kỳ được trả lời lần đầu. Phiếu chưa trả lời tính "
        "là đã chờ đến hết ngày đánh giá, phiếu giải quyết mà không trả lời tính là đã chờ đến khi xong",
        "After how many working hours half of the tickets opened in the period have their first answer. One not "
        "answered counts as waiting up to the day of the evaluation, one solved without an answer up to its solution",
    ),
    formula=Text(
        "Kaplan–Meier: giờ làm việc mà một nửa số phiếu đã được trả lời",
        "Kaplan–Meier: the working hour by which half of the tickets are answered",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets_at_work",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.hours_unanswered_at_work,
    bottom=lambda r: r.is_answered,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.hours_unanswered_at_work.notnull(),
    left_out=Text(
        "phiếu ghi trả lời hoặc xong trước khi mở",
        "tickets answered or solved before they were opened by what is written down",
    ),
    opens=ANSWERED,
    slices=SLICES,
    needs_filled=("tickets.first_responded_at",),
    level=2,
)
