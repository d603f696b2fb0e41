"""What customers lost in the period were worth when they last bought."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lost_value = Measure(
    name="lost_value",
    title=Text(
        "Giá trị mất đi",
        "Lost value",
    ),
    meaning=Text(
        "Giá trị trọn đời còn lại, tính ở lần mua cuối, của những khách rời bỏ trong kỳ và chưa quay lại",
        "Expected residual lifetime value, at the time of the last order, of the customers lost in the period "
        "and not back since",
    ),
    formula=Text(
        "Σ giá trị còn lại ở lần mua cuối của khách rời bỏ",
        "Σ value at the last purchase over lost customers",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="scores",
    statistic=Statistic.SUM,
    top=lambda r: r.value_at_last_purchase,
    among=lambda r: r.lost_in_period,
    opens=(
        "source_key",
        "last_on",
        "lost_on",
        "value_at_last_purchase",
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
