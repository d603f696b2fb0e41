"""Share of those whom campaigns wrote to in the period who have replied."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_reply_rate = Measure(
    name="campaign_reply_rate",
    title=Text(
        "Tỷ lệ phản hồi chiến dịch",
        "Campaign reply rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần đã phản hồi tính đến ngày đánh giá",
        "Share of those whom campaigns wrote to in the period who have replied by the day of the evaluation",
    ),
    formula=Text(
        "Đã phản hồi / đã gửi",
        "Replied / sent",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.replied,
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
    needs_filled=("campaign_members.replied_on",),
)
