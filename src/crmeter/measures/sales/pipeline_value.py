"""What the deals open at the end of the period are worth."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

pipeline_value = Measure(
    name="pipeline_value",
    title=Text(
        "Giá trị cơ hội đang mở",
        "Pipeline value",
    ),
    meaning=Text(
        "Tổng giá trị của các cơ hội còn mở ở cuối kỳ, theo giai đoạn và số tiền lúc đó",
        "Amounts of the deals open at the end of the period, at the stage and with the amount that they had then",
    ),
    formula=Text(
        "Σ giá trị cơ hội mở ở cuối kỳ",
        "Σ amounts of deals open at the end of the period",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.is_open.ifelse(r.amount, 0),
    among=lambda r: r.amount.notnull() | ~r.is_open,
    left_out=Text(
        "cơ hội mở không ghi số tiền hoặc chưa có tỷ giá",
        "open deals without an amount, or without an exchange rate",
    ),
    opens=(
        "source_key",
        "created_on",
        "deal_stage",
        "pipeline",
        "amount",
        "expected_on",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "deal_stage",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_amounts=True,
)
