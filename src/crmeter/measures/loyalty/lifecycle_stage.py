"""Customers by stage: new, growing, loyal, at risk, lost, won back."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lifecycle_stage = Measure(
    name="lifecycle_stage",
    title=Text(
        "Giai đoạn vòng đời",
        "Lifecycle stage",
    ),
    meaning=Text(
        "Khách theo giai đoạn: mới, đang lớn, trung thành, có nguy cơ, rời bỏ, quay lại",
        "Customers by stage: new, growing, loyal, at risk, lost, won back",
    ),
    formula=Text(
        "Số khách ở mỗi giai đoạn cuối kỳ",
        "Number of customers in each stage at the end of the period",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.NEITHER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.purchases > 0,
    opens=(
        "source_key",
        "first_on",
        "last_on",
        "purchases",
        "stage",
        "days_silent",
        "spend_in_window",
        "segment",
        "region",
        "owner",
    ),
    slices=("stage",),
    level=2,
    over_time=False,
)
