"""Share of the people whom outreach came to that did what was wanted."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

conversion_rate = Measure(
    name="conversion_rate",
    title=Text(
        "Tỷ lệ chuyển đổi sau khi liên hệ",
        "Conversion rate after outreach",
    ),
    meaning=Text(
        "Trong số người mà liên hệ của hãng đã tới trong kỳ, bao nhiêu phần làm điều mong muốn trong {lead_days} "
        "ngày từ lần liên hệ đầu của kỳ: mua hàng, chuyển đổi trong chiến dịch, hay có lượt xem ghi là dẫn tới "
        "điều mong muốn. Lần bị trả lại không tới ai",
        "Share of the people whom outreach came to in the period that did as wanted within {lead_days} days of its "
        "first contact: bought, converted in a campaign, or looked at a page with the wanted end. What bounced "
        "came to nobody",
    ),
    formula=Text(
        "Người đã làm điều mong muốn / người mà liên hệ đã tới",
        "People who did as wanted / people whom outreach came to",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="reached_people",
    statistic=Statistic.SHARE,
    top=lambda r: r.has_acted,
    among=lambda r: r.old_enough,
    left_out=Text(
        "người được liên hệ chưa đủ số ngày để xét",
        "people contacted too lately to judge",
    ),
    opens=(
        "source_key",
        "reached_on",
        "viewed_on",
        "acted_on",
        "channel",
        "segment",
    ),
    slices=(
        "channel",
        "segment",
    ),
    level=2,
)
