"""Sum over all customers of the probability of being active."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

expected_active_customers = Measure(
    name="expected_active_customers",
    title=Text(
        "Số khách còn hoạt động dự kiến",
        "Expected active customers",
    ),
    meaning=Text(
        "Tổng khả năng còn hoạt động của mọi khách",
        "Sum over all customers of the probability of being active",
    ),
    formula=Text(
        "Σ P(còn hoạt động)",
        "Σ P(active)",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.HIGHER,
    rows="scores",
    statistic=Statistic.SUM,
    top=lambda r: r.probability_active,
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
    needs_model=True,
    level=3,
    over_time=False,
)
