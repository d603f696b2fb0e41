"""Within how many working hours nine of ten answered tickets got their first answer."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ANSWERED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_response_time_business_hours_p90 = Measure(
    name="first_response_time_business_hours_p90",
    title=Text(
        "Trả lời lần đầu: chín phần mười phiếu, theo giờ làm việc",
        "First response time, nine of ten, working hours",
    ),
    meaning=Text(
        "Cứ mười phiếu mở trong kỳ và đã được trả lời thì chín phiếu được trả lời lần đầu trong vòng số giờ làm việc "
        "này, theo lịch của công ty",
        "Nine of ten tickets opened in the period and answered since got their first answer within so many working "
        "hours of the firm's calendar",
    ),
    formula=Text(
        "Thập phân vị thứ chín của số giờ làm việc giữa lúc mở và trả lời lần đầu",
        "Ninth decile of the working hours between opening and first answer",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets_at_work",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_to_answer_at_work,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.hours_to_answer_at_work.notnull(),
    left_out=Text(
        "phiếu chưa được trả lời, hoặc ghi trả lời trước khi mở",
        "tickets not answered yet, or answered before they were opened by what is written down",
    ),
    quantile=0.9,
    opens=ANSWERED,
    slices=SLICES,
    needs_filled=("tickets.first_responded_at",),
)
