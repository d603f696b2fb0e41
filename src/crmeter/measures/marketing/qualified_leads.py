"""Leads that were found worth selling to in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

qualified_leads = Measure(
    name="qualified_leads",
    title=Text(
        "Khách tiềm năng đạt yêu cầu",
        "Qualified leads",
    ),
    meaning=Text(
        "Số khách tiềm năng được xác nhận là đạt yêu cầu trong kỳ, tính theo ngày xác nhận đầu tiên, dù tạo từ bao giờ",
        "Leads that were first found worth selling to in the period, whenever they came",
    ),
    formula=Text(
        "Đếm khách tiềm năng có ngày đạt yêu cầu trong kỳ",
        "Number of leads with their day of qualifying in the period",
    ),
    unit=Unit.LEADS,
    good=Good.HIGHER,
    rows="leads",
    statistic=Statistic.SUM,
    top=lambda r: r.qualified_in_period,
    among=lambda r: r.qualified_on.notnull() | ~r.is_qualified,
    left_out=Text(
        "khách tiềm năng đã đạt yêu cầu mà không rõ từ ngày nào",
        "leads that are qualified since a day that nobody told",
    ),
    opens=(
        "source_key",
        "created_on",
        "qualified_on",
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
    needs_filled=("leads.qualified_on",),
)
