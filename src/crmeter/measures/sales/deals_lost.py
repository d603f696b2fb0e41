"""Deals that stood lost at the end of the period and were lost in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deals_lost = Measure(
    name="deals_lost",
    title=Text(
        "Cơ hội mất",
        "Deals lost",
    ),
    meaning=Text(
        "Số cơ hội mất trong kỳ và cuối kỳ vẫn mất, xem được theo lý do. Cơ hội đã có lần thắng trong kỳ không tính là "
        "mất",
        "Deals lost in the period and lost still at its end, by reason too. A deal that was won in the period is not "
        "counted as lost",
    ),
    formula=Text(
        "Đếm cơ hội mất trong kỳ",
        "Number of deals lost in the period",
    ),
    unit=Unit.DEALS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.lost_in_period.cast("int64"),
    opens=(
        "source_key",
        "created_on",
        "ended_on",
        "lost_reason",
        "deal_stage",
        "pipeline",
        "amount",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "lost_reason",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("deals.won_on", "deals.lost_on"),
)
