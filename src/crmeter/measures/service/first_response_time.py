"""Median hours from the opening of a ticket to its first answer."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ANSWERED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_response_time = Measure(
    name="first_response_time",
    title=Text(
        "Thời gian trả lời lần đầu",
        "First response time",
    ),
    meaning=Text(
        "Trung vị số giờ từ khi mở đến lần trả lời đầu, trên phiếu mở trong kỳ và đã được trả lời. Tính theo giờ đồng"
        " hồ, cả ngoài giờ làm việc",
        "Median number of hours from opening to the first answer, over the tickets opened in the period and answered "
        "since. Hours of the clock, outside working time too",
    ),
    formula=Text(
        "Trung vị (trả lời lần đầu − mở)",
        "Median of (first answer − opening)",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_to_answer,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.hours_to_answer.notnull(),
    left_out=Text(
        "phiếu chưa được trả lời, hoặc ghi trả lời trước khi mở",
        "tickets not answered yet, or answered before they were opened by what is written down",
    ),
    opens=ANSWERED,
    slices=SLICES,
    needs_filled=("tickets.first_responded_at",),
)
