"""What the deals lost in the period would have been worth."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lost_deal_value = Measure(
    name="lost_deal_value",
    title=Text(
        "Giá trị mất",
        "Value lost with deals",
    ),
    meaning=Text(
        "Tổng giá trị của các cơ hội mất trong kỳ, quy đổi theo tỷ giá ngày mất, xem được theo lý do",
        "Amounts of the deals lost in the period, at the exchange rate of the day of the loss, by reason too",
    ),
    formula=Text(
        "Σ giá trị cơ hội mất trong kỳ",
        "Σ amounts of deals lost in the period",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.lost_in_period.ifelse(r.amount, 0),
    among=lambda r: r.amount.notnull() | ~r.lost_in_period,
    left_out=Text(
        "cơ hội mất không ghi số tiền hoặc chưa có tỷ giá",
        "deals lost without an amount, or without an exchange rate",
    ),
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
    needs_amounts=True,
)
