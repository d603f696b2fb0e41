"""Median number of days since the deals open at the end of the period began."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deal_age = Measure(
    name="deal_age",
    title=Text(
        "Tuổi của cơ hội đang mở",
        "Age of open deals",
    ),
    meaning=Text(
        "Trung vị số ngày từ khi tạo tới cuối kỳ, trên các cơ hội còn mở lúc đó",
        "Median number of days from creation to the end of the period, of the deals open then",
    ),
    formula=Text(
        "Trung vị (ngày cuối kỳ − ngày tạo)",
        "Median of (last day of the period − day created)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.is_open.ifelse(r.age_days, None),
    opens=(
        "source_key",
        "created_on",
        "age_days",
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
)
