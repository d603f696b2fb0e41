"""Share of the tickets opened in the period that went to somebody above."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ESCALATED, SLICES
from crmeter.vocabulary import Good, Text, Unit

escalation_rate = Measure(
    name="escalation_rate",
    title=Text(
        "Tỷ lệ chuyển lên cấp trên",
        "Escalation rate",
    ),
    meaning=Text(
        "Trong số phiếu mở trong kỳ mà nguồn có ghi, bao nhiêu phần phải chuyển lên cấp trên, tính đến ngày đánh giá. "
        "Phiếu còn mở có thể còn chuyển",
        "Share of the tickets opened in the period, where their source tells it, that went to somebody above by the "
        "day of the evaluation. One that is open still may yet",
    ),
    formula=Text(
        "Phiếu chuyển lên cấp trên / phiếu mở trong kỳ",
        "Tickets escalated / tickets opened in the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SHARE,
    top=lambda r: r.is_escalated,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.is_escalated.notnull(),
    left_out=Text(
        "phiếu mà nguồn không ghi có chuyển lên cấp trên hay không",
        "tickets of which the source does not tell whether they went up",
    ),
    opens=ESCALATED,
    slices=SLICES,
    needs_filled=("tickets.is_escalated",),
)
