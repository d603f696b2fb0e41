"""Share of those who opened what campaigns sent in the period who have clicked nothing in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_unclicked_rate = Measure(
    name="campaign_unclicked_rate",
    title=Text(
        "Tỷ lệ mở mà không bấm liên kết",
        "Campaign opened and not clicked",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ và đã mở xem, bao nhiêu phần chưa bấm liên kết nào tính đến "
        "ngày đánh giá. Ai bấm liên kết hoặc phản hồi là đã mở",
        "Share of those whom campaigns wrote to in the period and who opened it, who have clicked no link by the day "
        "of the evaluation. Whoever clicked or replied has opened it",
    ),
    formula=Text(
        "Chưa bấm liên kết / đã mở",
        "Not clicked / opened",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: ~r.clicked,
    concerns=lambda r: r.opened,
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
    needs_filled=("campaign_members.opened_on", "campaign_members.clicked_on"),
    # Where openings are not told, those known to have opened are they who clicked or replied: no share of readers.
    needs_each_filled=True,
)
