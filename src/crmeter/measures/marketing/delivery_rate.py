"""Share of what the firm wrote in the period that arrived."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

delivery_rate = Measure(
    name="delivery_rate",
    title=Text(
        "Tỷ lệ đến nơi",
        "Delivery rate",
    ),
    meaning=Text(
        "Trong số thư và tin ta gửi trong kỳ mà biết có đến hay không, bao nhiêu phần đã đến nơi",
        "Share of what we wrote in the period, where it is known whether it arrived, that did",
    ),
    formula=Text(
        "Đã đến / biết có đến hay không",
        "Arrived / known whether it arrived",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="outreach",
    statistic=Statistic.SHARE,
    top=lambda r: r.arrived,
    among=lambda r: r.arrived.notnull(),
    left_out=Text(
        "lần liên hệ không rõ có đến nơi không, gồm cuộc gọi, lần gặp và nguồn chưa ghi thư nào bị trả lại",
        "contacts of which nobody knows whether they arrived: calls, meetings, sources that tell of nothing coming "
        "back",
    ),
    opens=(
        "source_key",
        "touched_on",
        "channel",
        "outcome",
        "arrived",
        "segment",
    ),
    slices=(
        "channel",
        "segment",
        "region",
    ),
    level=2,
    needs_filled=("touches.arrived",),
)
