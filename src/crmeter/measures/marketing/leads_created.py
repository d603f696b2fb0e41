"""Leads that were recorded in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

leads_created = Measure(
    name="leads_created",
    title=Text(
        "Khách tiềm năng mới",
        "Leads created",
    ),
    meaning=Text(
        "Khách tiềm năng được ghi nhận trong kỳ",
        "Leads that were recorded in the period",
    ),
    formula=Text(
        "Số khách tiềm năng có ngày tạo trong kỳ",
        "Number of leads created in the period",
    ),
    unit=Unit.LEADS,
    good=Good.HIGHER,
    rows="leads",
    statistic=Statistic.SUM,
    top=lambda r: r.created_in_period,
    opens=(
        "source_key",
        "created_on",
        "converted_on",
        "channel",
        "campaign",
        "status",
        "owner",
    ),
    slices=(
        "channel",
        "campaign",
        "owner",
    ),
)
