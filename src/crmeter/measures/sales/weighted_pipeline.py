"""What the deals open at the end of the period are worth, each times its chance to be won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

weighted_pipeline = Measure(
    name="weighted_pipeline",
    title=Text(
        "Giá trị cơ hội theo khả năng thắng",
        "Weighted pipeline",
    ),
    meaning=Text(
        "Tổng giá trị của các cơ hội còn mở ở cuối kỳ, mỗi cơ hội nhân với khả năng thắng do người phụ trách hoặc "
        "giai đoạn cho biết. Khả năng thắng của ngày trước không được ghi lại, nên không có dòng theo tháng",
        "Amounts of the deals open at the end of the period, each times the chance to be won that its owner or its "
        "stage tells. What chances were before is not kept, so there is no line over months",
    ),
    formula=Text(
        "Σ giá trị × khả năng thắng của cơ hội mở ở cuối kỳ",
        "Σ amount × chance of deals open at the end of the period",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.is_open.ifelse(r.weighted_amount, 0),
    among=lambda r: r.weighted_amount.notnull() | ~r.is_open,
    left_out=Text(
        "cơ hội mở không rõ khả năng thắng lúc đó, không ghi số tiền hoặc chưa có tỷ giá",
        "open deals whose chance at the time is not known, without an amount, or without an exchange rate",
    ),
    opens=(
        "source_key",
        "created_on",
        "deal_stage",
        "pipeline",
        "amount",
        "win_percent",
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
    needs_filled=("deals.probability",),
    needs_amounts=True,
    level=2,
    over_time=False,
)
