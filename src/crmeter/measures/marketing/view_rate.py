"""Share of the people whom outreach came to that looked at a page or product afterwards."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

view_rate = Measure(
    name="view_rate",
    title=Text(
        "Tỷ lệ xem sau khi liên hệ",
        "View rate after outreach",
    ),
    meaning=Text(
        "Trong số người mà liên hệ của hãng đã tới trong kỳ, bao nhiêu phần có xem trang hay sản phẩm trong "
        "{lead_days} ngày từ lần liên hệ đầu của kỳ. Chỉ thấy lượt xem có ghi là của ai",
        "Share of the people whom outreach came to in the period that looked at a page or product within "
        "{lead_days} days of its first contact. Only views that tell whose they are can be seen",
    ),
    formula=Text(
        "Người đã xem / người mà liên hệ đã tới",
        "People who looked / people whom outreach came to",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="reached_people",
    statistic=Statistic.SHARE,
    top=lambda r: r.has_viewed,
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
    needs_filled=("page_views.customer_key",),
)
