"""By month of first order and months since, the share of the cohort that bought in the month."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

cohort_retention = Measure(
    name="cohort_retention",
    title=Text(
        "Giữ chân theo lứa khách",
        "Cohort retention",
    ),
    meaning=Text(
        "Theo tháng mua đầu và số tháng kể từ đó, bao nhiêu phần khách của lứa mua trong tháng",
        "By month of first order and months since, the share of the cohort that bought in the month",
    ),
    formula=Text(
        "Khách của lứa có mua trong tháng / khách của lứa",
        "Customers of the cohort who bought in the month / customers of the cohort",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="cohort_months",
    statistic=Statistic.SHARE,
    top=lambda r: r.active,
    among=lambda r: r.age > 0,
    opens=(
        "customer_key",
        "cohort",
        "age",
    ),
    slices=(
        "cohort",
        "age",
    ),
    level=2,
    over_time=False,
)
