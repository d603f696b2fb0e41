"""Share of those whom campaigns wrote to in the period who have unsubscribed."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_unsubscribe_rate = Measure(
    name="campaign_unsubscribe_rate",
    title=Text(
        "Tỷ lệ từ chối nhận tin của chiến dịch",
        "Campaign unsubscribe rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần từ chối nhận tin từ đó đến ngày đánh giá",
        "Share of those whom campaigns wrote to in the period who have unsubscribed since, by the day of the "
        "evaluation",
    ),
    formula=Text(
        "Đã từ chối / đã gửi",
        "Unsubscribed / sent",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.unsubscribed,
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
    needs_filled=("campaign_members.unsubscribed_on",),
)
