"""Deals that began in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deals_created = Measure(
    name="deals_created",
    title=Text(
        "Cơ hội mới",
        "Deals created",
    ),
    meaning=Text(
        "Số cơ hội bán hàng tạo trong kỳ",
        "Deals that began in the period",
    ),
    formula=Text(
        "Đếm cơ hội tạo trong kỳ",
        "Number of deals created in the period",
    ),
    unit=Unit.DEALS,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.created_in_period.cast("int64"),
    opens=(
        "source_key",
        "created_on",
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
)
