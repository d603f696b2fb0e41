"""How many tickets customers opened in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ASKED, SLICES
from crmeter.vocabulary import Good, Text, Unit

tickets_created = Measure(
    name="tickets_created",
    title=Text(
        "Phiếu mới",
        "Tickets created",
    ),
    meaning=Text(
        "Số phiếu hỗ trợ mở trong kỳ. Phiếu đã gộp vào phiếu khác không tính",
        "Tickets opened in the period. One that was merged into another does not count",
    ),
    formula=Text(
        "Đếm phiếu mở trong kỳ",
        "Count of tickets opened in the period",
    ),
    unit=Unit.TICKETS,
    good=Good.NEITHER,
    rows="tickets",
    statistic=Statistic.SUM,
    top=lambda r: r.opened_in_period,
    opens=ASKED,
    slices=SLICES,
)
