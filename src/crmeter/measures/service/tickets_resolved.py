"""How many tickets were solved in the period and stood so at its end."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

tickets_resolved = Measure(
    name="tickets_resolved",
    title=Text(
        "Phiếu đã giải quyết",
        "Tickets solved",
    ),
    meaning=Text(
        "Số phiếu được giải quyết trong kỳ và cuối kỳ vẫn xong. Phiếu mở lại trước cuối kỳ chưa tính là xong; mở lại "
        "sau đó không làm con số này đổi",
        "Tickets solved in the period that stood so at its end. One opened again before the end is not solved; one "
        "opened again later leaves this figure as it was",
    ),
    formula=Text(
        "Đếm phiếu xong trong kỳ, cuối kỳ còn xong",
        "Count of tickets solved in the period and at its end",
    ),
    unit=Unit.TICKETS,
    good=Good.HIGHER,
    rows="tickets",
    statistic=Statistic.SUM,
    top=lambda r: r.solved_in_period,
    opens=SOLVED,
    slices=SLICES,
)
