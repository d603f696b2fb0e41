"""Median hours for which a customer waited for the firm until the ticket was solved."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import SLICES, SOLVED
from crmeter.vocabulary import Good, Text, Unit

waiting_time = Measure(
    name="waiting_time",
    title=Text(
        "Thời gian khách chờ công ty",
        "Waiting time",
    ),
    meaning=Text(
        "Trung vị số giờ khách phải chờ công ty, trên phiếu xong trong kỳ: từ khi mở đến khi giải quyết, trừ lúc công"
        " ty chờ khách và lúc phiếu đã xong rồi mở lại. Tính theo giờ đồng hồ, từ nhật ký trạng thái của phiếu",
        "Median number of hours for which customers waited for the firm, over the tickets solved in the period: from "
        "opening to solution, without the time in which the firm waited for them or the ticket was solved before it "
        "was opened again. Hours of the clock, by the history of the ticket",
    ),
    formula=Text(
        "Trung vị (giải quyết − mở − chờ khách)",
        "Median of (solution − opening − waiting for the customer)",
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
    opens=SOLVED,
    slices=SLICES,
)
