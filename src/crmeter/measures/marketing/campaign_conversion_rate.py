"""Share of those whom campaigns wrote to in the period who did what was wanted within N days."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_conversion_rate = Measure(
    name="campaign_conversion_rate",
    title=Text(
        "Tỷ lệ chuyển đổi của chiến dịch",
        "Campaign conversion rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ và đã đủ {lead_days} ngày, bao nhiêu phần chuyển đổi trong "
        "thời hạn đó",
        "Share of those whom campaigns wrote to in the period, {lead_days} days ago at least, who converted within "
        "that time",
    ),
    formula=Text(
        "Chuyển đổi đúng hạn / đã gửi và đủ ngày",
        "Converted in time / sent long enough ago",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.converted_in_time,
    among=lambda r: r.old_enough & r.could_convert,
    left_out=Text(
        "người chưa đủ số ngày để xét, hoặc đã chuyển đổi trước khi được gửi",
        "those written to too lately to judge, or converted before",
    ),
    opens=(
        "source_key",
        "campaign",
        "channel",
        "sent_on",
        "opened_on",
        "clicked_on",
        "replied_on",
        "converted_on",
        "unsubscribed_on",
        "complained_on",
        "segment",
    ),
    slices=(
        "campaign",
        "channel",
        "segment",
    ),
    level=2,
    needs_filled=("campaign_members.converted_on",),
)
