"""Share of those whom campaigns wrote to in the period who have not opened it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_unread_rate = Measure(
    name="campaign_unread_rate",
    title=Text(
        "Tỷ lệ chưa mở của chiến dịch",
        "Campaign unread rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần chưa mở xem tính đến ngày đánh giá. Ai bấm "
        "liên kết hoặc phản hồi là đã mở",
        "Share of those whom campaigns wrote to in the period who have not opened it by the day of the evaluation. "
        "Whoever clicked or replied has opened it",
    ),
    formula=Text(
        "Chưa mở / đã gửi",
        "Not opened / sent",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: ~r.opened,
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
    needs_filled=("campaign_members.opened_on",),
)
