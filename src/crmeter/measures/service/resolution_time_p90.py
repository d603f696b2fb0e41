"""Within how many hours nine of ten solved tickets were solved."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

resolution_time_p90 = Measure(
    name="resolution_time_p90",
    title=Text(
        "Giải quyết: chín phần mười phiếu",
        "Resolution time, nine of ten",
    ),
    meaning=Text(
        "Cứ mười phiếu xong trong kỳ thì chín phiếu được giải quyết trong vòng số giờ này kể từ khi mở. Tính theo giờ"
        " đồng hồ",
        "Nine of ten tickets solved in the period were solved within so many hours of the clock from their opening",
    ),
    formula=Text(
        "Thập phân vị thứ chín của (giải quyết − mở)",
        "Ninth decile of (solution − opening)",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_to_solve,
    concerns=lambda r: r.solved_in_period,
    among=lambda r: r.hours_to_solve.notnull(),
    left_out=Text(
        "phiếu ghi giải quyết trước khi mở",
        "tickets solved before they were opened by what is written down",
    ),
    quantile=0.9,
    opens=SOLVED,
    slices=SLICES,
)
