"""Share of those whom campaigns wrote to in the period who have clicked a link in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_click_rate = Measure(
    name="campaign_click_rate",
    title=Text(
        "Tỷ lệ bấm liên kết của chiến dịch",
        "Campaign click rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần đã bấm liên kết tính đến ngày đánh giá. Mỗi "
        "người chỉ tính một lần",
        "Share of those whom campaigns wrote to in the period who have clicked a link by the day of the evaluation. "
        "Everybody counts once",
    ),
    formula=Text(
        "Đã bấm liên kết / đã gửi",
        "Clicked / sent",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.clicked,
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
    needs_filled=("campaign_members.clicked_on",),
)
