"""Share of those whom campaigns wrote to in the period who have opened it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_open_rate = Measure(
    name="campaign_open_rate",
    title=Text(
        "Tỷ lệ mở của chiến dịch",
        "Campaign open rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần đã mở xem tính đến ngày đánh giá. Ai bấm "
        "liên kết hoặc phản hồi là đã mở",
        "Share of those whom campaigns wrote to in the period who have opened it by the day of the evaluation. "
        "Whoever clicked or replied has opened it",
    ),
    formula=Text(
        "Đã mở / đã gửi",
        "Opened / sent",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.opened,
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
