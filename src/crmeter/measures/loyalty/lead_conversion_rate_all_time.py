"""Share of the leads created in the period that had become customers by the day of the evaluation."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lead_conversion_rate_all_time = Measure(
    name="lead_conversion_rate_all_time",
    title=Text(
        "Tỷ lệ chuyển đổi khách tiềm năng, không giới hạn ngày",
        "Lead conversion rate, all time",
    ),
    meaning=Text(
        "Trong số khách tiềm năng tạo trong kỳ và đã đủ {lead_days} ngày, bao nhiêu phần đã thành khách tính đến ngày "
        "đánh giá, bất kể mất bao lâu. Cùng mẫu số với tỷ lệ đúng hạn; con số còn có thể tăng vì khách tiềm năng cũ "
        "vẫn có thể chuyển đổi",
        "Share of the leads created in the period, and {lead_days} days old at least, that had become customers by the "
        "day of the evaluation, however long it took. The same leads as in the rate within that time; it may still "
        "rise as older leads convert",
    ),
    formula=Text(
        "Đã chuyển đổi / khách tiềm năng đã đủ ngày",
        "Converted so far / leads old enough",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="leads",
    statistic=Statistic.SHARE,
    top=lambda r: r.converted_on.notnull(),
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
    needs_filled=("leads.converted_on",),
)
