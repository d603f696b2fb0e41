"""Share of the tickets of the period, with a promised time, that were answered within it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import PROMISED_ANSWER, SLICES
from crmeter.vocabulary import Good, Text, Unit

service_level_attainment = Measure(
    name="service_level_attainment",
    title=Text(
        "Trả lời đúng hẹn",
        "Answered as promised",
    ),
    meaning=Text(
        "Trong số phiếu hỗ trợ mở trong kỳ có hẹn giờ trả lời, bao nhiêu phần được trả lời lần đầu đúng hẹn. Phiếu đã "
        "quá hẹn mà chưa trả lời được tính là trễ",
        "Share of the tickets opened in the period, with a promised time, whose first answer came within it. One that "
        "waits beyond its time counts as late",
    ),
    formula=Text(
        "Trả lời đúng hẹn / đã trả lời hoặc đã quá hẹn",
        "Answered in time / answered or overdue",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="tickets",
    statistic=Statistic.SHARE,
    top=lambda r: r.in_time,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.is_told,
    left_out=Text("phiếu không có hẹn hoặc chưa đến hẹn", "tickets without a promise, or not due yet"),
    opens=PROMISED_ANSWER,
    slices=SLICES,
    needs_filled=("tickets.answer_due_at",),
    level=2,
)
