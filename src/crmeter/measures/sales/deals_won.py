"""Deals that were won in the period, each dated by its first win."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deals_won = Measure(
    name="deals_won",
    title=Text(
        "Cơ hội thắng",
        "Deals won",
    ),
    meaning=Text(
        "Số cơ hội thắng trong kỳ. Ngày thắng là lần thắng đầu tiên và không dời, dù sau đó có sửa hay mở lại",
        "Deals won in the period. A win is dated by the first time that the deal was won, and never moves",
    ),
    formula=Text(
        "Đếm cơ hội có ngày thắng trong kỳ",
        "Number of deals with their day of winning in the period",
    ),
    unit=Unit.DEALS,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.won_in_period.cast("int64"),
    opens=(
        "source_key",
        "created_on",
        "won_on",
        "pipeline",
        "amount",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("deals.won_on", "deals.lost_on"),
)
