"""Median working hours for which a customer waited for the firm until the ticket was solved."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

waiting_time_business_hours = Measure(
    name="waiting_time_business_hours",
    title=Text(
        "Thời gian khách chờ công ty, theo giờ làm việc",
        "Waiting time, working hours",
    ),
    meaning=Text(
        "Trung vị số giờ làm việc mà khách phải chờ công ty, trên phiếu xong trong kỳ: từ khi mở đến khi giải quyết, "
        "trừ lúc công ty chờ khách và lúc phiếu đã xong rồi mở lại. Tính theo lịch của công ty, từ nhật ký trạng "
        "thái của phiếu",
        "Median number of working hours for which customers waited for the firm, over the tickets solved in the "
        "period: from opening to solution, without the time in which the firm waited for them or the ticket was "
        "solved before it was opened again. By the firm's calendar and the history of the ticket",
    ),
    formula=Text(
        "Trung vị số giờ làm việc khi phiếu ở phía công ty",
        "Median of the working hours in which the ticket was the firm's",
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
    opens=SOLVED,
    slices=SLICES,
)
