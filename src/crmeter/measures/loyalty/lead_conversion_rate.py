"""Share of the leads created in the period that became customers within N days."""

from crmeter.measures.measure import Benchmark, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lead_conversion_rate = Measure(
    name="lead_conversion_rate",
    title=Text(
        "Tỷ lệ chuyển đổi khách tiềm năng",
        "Lead conversion rate",
    ),
    meaning=Text(
        "Trong số khách tiềm năng tạo trong kỳ và đã đủ {lead_days} ngày, bao nhiêu phần thành khách trong thời hạn đó",
        "Share of the leads created in the period, and {lead_days} days old at least, that became customers within "
        "that time",
    ),
    formula=Text(
        "Chuyển đổi đúng hạn / khách tiềm năng đã đủ ngày",
        "Converted in time / leads old enough",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="leads",
    statistic=Statistic.SHARE,
    top=lambda r: r.converted_in_time,
    bottom=lambda r: r.created_in_period,
    among=lambda r: r.old_enough,
    left_out=Text("khách tiềm năng chưa đủ số ngày để xét", "leads too young to judge"),
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
    level=2,
    benchmark=Benchmark(
        0.02,
        0.05,
        Text(
            "mức chung theo tài liệu yêu cầu, nhiều ngành",
            "general figure of the requirement texts, all sectors",
        ),
    ),
    needs_filled=("leads.converted_on",),
)
