"""What each customer would bring if active, times the probability of being inactive."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

value_at_risk = Measure(
    name="value_at_risk",
    title=Text(
        "Giá trị có nguy cơ",
        "Value at risk",
    ),
    meaning=Text(
        "Giá trị mà mỗi khách sẽ mang lại nếu còn hoạt động, nhân với khả năng đã ngừng",
        "What each customer would bring if active, times the probability of being inactive",
    ),
    formula=Text(
        "Σ giá trị nếu còn hoạt động × (1 − P)",
        "Σ value if active × (1 − P)",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="scores",
    statistic=Statistic.SUM,
    top=lambda r: r.value_at_risk,
    opens=(
        "source_key",
        "last_on",
        "probability_active",
        "lifetime_value_if_active",
        "value_at_risk",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    needs_amounts=True,
    needs_model=True,
    level=3,
    over_time=False,
)
