"""Within how many hours nine of ten answered tickets got their first answer."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ANSWERED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_response_time_p90 = Measure(
    name="first_response_time_p90",
    title=Text(
        "Trả lời lần đầu: chín phần mười phiếu",
        "First response time, nine of ten",
    ),
    meaning=Text(
        "Cứ mười phiếu mở trong kỳ và đã được trả lời thì chín phiếu được trả lời lần đầu trong vòng số giờ này. Tính"
        " theo giờ đồng hồ",
        "Nine of ten tickets opened in the period and answered since got their first answer within so many hours of "
        "the clock",
    ),
    formula=Text(
        "Thập phân vị thứ chín của (trả lời lần đầu − mở)",
        "Ninth decile of (first answer − opening)",
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
    quantile=0.9,
    opens=ANSWERED,
    slices=SLICES,
    needs_filled=("tickets.first_responded_at",),
)
