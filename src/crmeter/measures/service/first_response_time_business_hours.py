"""Median working hours from the opening of a ticket to its first answer."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ANSWERED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_response_time_business_hours = Measure(
    name="first_response_time_business_hours",
    title=Text(
        "Trả lời lần đầu, theo giờ làm việc",
        "First response time, working hours",
    ),
    meaning=Text(
        "Trung vị số giờ làm việc từ khi mở đến lần trả lời đầu, trên phiếu mở trong kỳ và đã được trả lời. Đêm, "
        "ngày nghỉ và giờ nghỉ trưa theo lịch của công ty không tính",
        "Median number of working hours from opening to the first answer, over the tickets opened in the period and "
        "answered since. Nights, days off and breaks of the firm's calendar do not count",
    ),
    formula=Text(
        "Trung vị số giờ làm việc giữa lúc mở và trả lời lần đầu",
        "Median of the working hours between opening and first answer",
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
    opens=ANSWERED,
    slices=SLICES,
    needs_filled=("tickets.first_responded_at",),
)
