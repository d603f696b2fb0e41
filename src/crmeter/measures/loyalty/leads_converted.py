"""Leads that became customers in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

leads_converted = Measure(
    name="leads_converted",
    title=Text(
        "Khách tiềm năng đã chuyển đổi",
        "Leads converted",
    ),
    meaning=Text(
        "Khách tiềm năng trở thành khách hàng trong kỳ",
        "Leads that became customers in the period",
    ),
    formula=Text(
        "Số khách tiềm năng có ngày chuyển đổi trong kỳ",
        "Number of leads converted in the period",
    ),
    unit=Unit.LEADS,
    good=Good.HIGHER,
    rows="leads",
    statistic=Statistic.SUM,
    top=lambda r: r.converted_in_period,
    opens=(
        "source_key",
        "created_on",
        "converted_on",
        "days_to_convert",
        "channel",
        "campaign",
        "status",
        "owner",
    ),
    slices=(
        "channel",
        "campaign",
    ),
    needs_filled=("leads.converted_on",),
)
