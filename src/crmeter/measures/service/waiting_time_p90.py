"""For how many hours customers waited for the firm at most on nine of ten tickets, until the solution."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

waiting_time_p90 = Measure(
    name="waiting_time_p90",
    title=Text(
        "Thời gian khách chờ công ty: chín phần mười phiếu",
        "Waiting time, nine of ten",
    ),
    meaning=Text(
        "Cứ mười phiếu xong trong kỳ thì ở chín phiếu khách chờ công ty không quá số giờ này: từ khi mở đến khi giải "
        "quyết, trừ lúc công ty chờ khách và lúc phiếu đã xong rồi mở lại. Tính theo giờ đồng hồ, từ nhật ký trạng "
        "thái của phiếu",
        "On nine of ten tickets solved in the period customers waited for the firm no longer than so many hours of the "
        "clock: from opening to solution, without the time in which the firm waited for them or the ticket was solved "
        "before it was opened again, by the history of the ticket",
    ),
    formula=Text(
        "Thập phân vị thứ chín của (giải quyết − mở − chờ khách)",
        "Ninth decile of (solution − opening − waiting for the customer)",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_ours,
    concerns=lambda r: r.solved_in_period,
    among=lambda r: r.hours_ours.notnull(),
    left_out=Text(
        "phiếu không có đủ nhật ký trạng thái",
        "tickets whose history is not whole",
    ),
    quantile=0.9,
    opens=SOLVED,
    slices=SLICES,
)
