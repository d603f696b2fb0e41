"""Median number of days since the last two-way contact, over customers who ever had one."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

days_since_last_interaction = Measure(
    name="days_since_last_interaction",
    title=Text(
        "Số ngày từ tương tác cuối",
        "Days since last interaction",
    ),
    meaning=Text(
        "Trung vị số ngày kể từ tương tác hai chiều cuối, trên khách từng có tương tác",
        "Median number of days since the last two-way contact, over customers who ever had one",
    ),
    formula=Text(
        "Trung vị (ngày cuối kỳ − ngày tương tác cuối)",
        "Median of (last day of the period − day of the last contact)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="contacts",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.days_since_contact,
    opens=(
        "source_key",
        "last_contact_on",
        "days_since_contact",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
)
