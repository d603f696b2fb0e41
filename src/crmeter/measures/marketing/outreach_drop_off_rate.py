"""Share of the people whom the firm reached out to that were lost on the way to a purchase, by step."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

outreach_drop_off_rate = Measure(
    name="outreach_drop_off_rate",
    title=Text(
        "Tỷ lệ rơi rụng sau khi liên hệ",
        "Drop-off after outreach",
    ),
    meaning=Text(
        "Trong số người hãng liên hệ trong kỳ, bao nhiêu phần không mua trong {lead_days} ngày từ lần liên hệ đầu "
        "tiên của kỳ. Theo bước: không phản hồi; đã phản hồi mà không mua. Phản hồi là trả lời, tự liên hệ lại hoặc "
        "mua",
        "Share of the people whom the firm reached out to in the period who did not buy within {lead_days} days of "
        "the first contact of the period. By step: did not reply; replied and did not buy. To reply is to answer, to"
        " get in touch, or to buy",
    ),
    formula=Text(
        "Người dừng lại ở bước / người tới được bước",
        "People lost at the step / people who came to the step",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="outreach_steps",
    statistic=Statistic.SHARE,
    top=lambda r: r.lost,
    among=lambda r: r.old_enough,
    left_out=Text(
        "người được liên hệ chưa đủ số ngày để xét",
        "people contacted too lately to judge",
    ),
    opens=(
        "source_key",
        "step",
        "contacted_on",
        "replied_on",
        "bought_on",
        "channel",
        "segment",
    ),
    slices=(
        "step",
        "channel",
        "segment",
    ),
    level=2,
    apart="step",
)
