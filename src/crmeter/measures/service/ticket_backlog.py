"""How many tickets were open at the end of the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ASKED, SLICES
from crmeter.vocabulary import Good, Text, Unit

ticket_backlog = Measure(
    name="ticket_backlog",
    title=Text(
        "Phiếu còn mở",
        "Open tickets",
    ),
    meaning=Text(
        "Số phiếu cuối kỳ chưa giải quyết, kể cả phiếu đang chờ khách",
        "Tickets not solved at the end of the period, those that wait for the customer too",
    ),
    formula=Text(
        "Đếm phiếu còn mở cuối kỳ",
        "Count of tickets open at the end of the period",
    ),
    unit=Unit.TICKETS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SUM,
    top=lambda r: r.open_at_end,
    concerns=lambda r: r.open_at_end.coalesce(True),
    among=lambda r: r.open_at_end,
    left_out=Text(
        "phiếu đã xong mà không rõ ngày",
        "tickets solved on a day that nobody wrote down",
    ),
    opens=ASKED,
    slices=SLICES,
)
