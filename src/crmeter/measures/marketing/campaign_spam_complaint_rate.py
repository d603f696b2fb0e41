"""Share of those whom campaigns wrote to in the period who have complained of spam."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_spam_complaint_rate = Measure(
    name="campaign_spam_complaint_rate",
    title=Text(
        "Tỷ lệ báo thư rác của chiến dịch",
        "Campaign spam complaint rate",
    ),
    meaning=Text(
        "Trong số người được chiến dịch gửi tới trong kỳ, bao nhiêu phần báo là thư rác từ đó đến ngày đánh giá",
        "Share of those whom campaigns wrote to in the period who have marked it as spam since, by the day of the "
        "evaluation",
    ),
    formula=Text(
        "Đã báo thư rác / đã gửi",
        "Complained of spam / sent",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="campaign_members",
    statistic=Statistic.SHARE,
    top=lambda r: r.complained,
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
    needs_filled=("campaign_members.complained_on",),
)
