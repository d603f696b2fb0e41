"""What the deals won in the period are worth."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

won_value = Measure(
    name="won_value",
    title=Text(
        "Giá trị thắng",
        "Value won",
    ),
    meaning=Text(
        "Tổng giá trị của các cơ hội thắng trong kỳ, quy đổi theo tỷ giá ngày thắng",
        "Amounts of the deals won in the period, at the exchange rate of the day of winning",
    ),
    formula=Text(
        "Σ giá trị cơ hội thắng trong kỳ",
        "Σ amounts of deals won in the period",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.won_in_period.ifelse(r.amount, 0),
    among=lambda r: r.amount.notnull() | ~r.won_in_period,
    left_out=Text(
        "cơ hội thắng không ghi số tiền hoặc chưa có tỷ giá",
        "deals won without an amount, or without an exchange rate",
    ),
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
    needs_amounts=True,
)
