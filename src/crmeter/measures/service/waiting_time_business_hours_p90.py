"""For how many working hours customers waited for the firm at most on nine of ten tickets."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

waiting_time_business_hours_p90 = Measure(
    name="waiting_time_business_hours_p90",
    title=Text(
        "Thời gian khách chờ công ty, theo giờ làm việc: chín phần mười phiếu",
        "Waiting time in working hours, nine of ten",
    ),
    meaning=Text(
        "Cứ mười phiếu xong trong kỳ thì ở chín phiếu khách chờ công ty không quá số giờ làm việc này: từ khi mở đến "
        "khi giải quyết, trừ lúc công ty chờ khách và lúc phiếu đã xong rồi mở lại. Tính theo lịch của công ty, từ "
        "nhật ký trạng thái của phiếu",
        "On nine of ten tickets solved in the period customers waited for the firm no longer than so many working "
        "hours: from opening to solution, without the time in which the firm waited for them or the ticket was solved "
        "before it was opened again. By the firm's calendar and the history of the ticket",
    ),
    formula=Text(
        "Thập phân vị thứ chín của số giờ làm việc khi phiếu ở phía công ty",
        "Ninth decile of the working hours in which the ticket was the firm's",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="tickets_at_work",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.hours_ours_at_work,
    concerns=lambda r: r.solved_in_period,
    among=lambda r: r.hours_ours_at_work.notnull(),
    left_out=Text(
        "phiếu không có đủ nhật ký trạng thái",
        "tickets whose history is not whole",
    ),
    quantile=0.9,
    opens=SOLVED,
    slices=SLICES,
)
