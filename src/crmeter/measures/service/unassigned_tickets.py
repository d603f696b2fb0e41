"""How many of the tickets open at the end of the period were nobody's."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ASKED, SLICES
from crmeter.vocabulary import Good, Text, Unit

unassigned_tickets = Measure(
    name="unassigned_tickets",
    title=Text(
        "Phiếu chưa có người phụ trách",
        "Unassigned tickets",
    ),
    meaning=Text(
        "Số phiếu cuối kỳ còn mở mà khi đó chưa giao cho ai",
        "Tickets open at the end of the period that nobody had then",
    ),
    formula=Text(
        "Đếm phiếu còn mở, chưa giao cho ai",
        "Count of open tickets without an owner",
    ),
    unit=Unit.TICKETS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SUM,
    top=lambda r: ~r.had_owner,
    concerns=lambda r: r.open_at_end.coalesce(True),
    among=lambda r: r.open_at_end,
    left_out=Text(
        "phiếu đã xong mà không rõ ngày",
        "tickets solved on a day that nobody wrote down",
    ),
    opens=ASKED,
    slices=SLICES,
    needs_filled=("tickets.owner",),
)
