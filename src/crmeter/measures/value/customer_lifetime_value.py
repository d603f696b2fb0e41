"""Mean residual lifetime value of a customer, discounted to now."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_lifetime_value = Measure(
    name="customer_lifetime_value",
    title=Text(
        "Giá trị trọn đời",
        "Customer lifetime value",
    ),
    meaning=Text(
        "Giá trị trọn đời còn lại trung bình của một khách, chiết khấu về nay",
        "Mean residual lifetime value of a customer, discounted to now",
    ),
    formula=Text(
        "Σ giá trị còn lại / số khách",
        "Σ residual value / number of customers",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="scores",
    statistic=Statistic.MEAN,
    top=lambda r: r.lifetime_value,
    opens=(
        "source_key",
        "repeat_purchases",
        "last_on",
        "probability_active",
        "expected_purchases",
        "expected_spend",
        "lifetime_value",
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
