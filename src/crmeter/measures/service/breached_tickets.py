"""How many tickets of the period were answered or solved later than promised, or are overdue."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import PROMISED, SLICES
from crmeter.vocabulary import Good, Text, Unit

breached_tickets = Measure(
    name="breached_tickets",
    title=Text(
        "Phiếu trễ hẹn",
        "Tickets past their promise",
    ),
    meaning=Text(
        "Số phiếu mở trong kỳ mà lần trả lời đầu hoặc việc giải quyết trễ hẹn, hoặc đã quá hẹn mà chưa có. Khi chờ "
        "khách, hẹn giải quyết được lùi lại",
        "Tickets opened in the period whose first answer or solution came after the promised time, or has not come "
        "and is overdue. While a ticket waits for the customer the promised time moves on",
    ),
    formula=Text(
        "Đếm phiếu trễ hẹn trả lời hoặc trễ hẹn giải quyết",
        "Count of tickets late in their answer or their solution",
    ),
    unit=Unit.TICKETS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SUM,
    top=lambda r: r.is_broken,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.answer_due_at.notnull() | r.due_at.notnull(),
    left_out=Text(
        "phiếu không có hẹn",
        "tickets without a promise",
    ),
    opens=PROMISED,
    slices=SLICES,
    needs_filled=("tickets.answer_due_at", "tickets.due_at"),
)
