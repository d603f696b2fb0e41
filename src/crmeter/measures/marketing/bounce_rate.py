"""Share of what the firm wrote in the period that came back."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

bounce_rate = Measure(
    name="bounce_rate",
    title=Text(
        "Tỷ lệ bị trả lại",
        "Bounce rate",
    ),
    meaning=Text(
        "Trong số thư và tin ta gửi trong kỳ mà biết có đến hay không, bao nhiêu phần bị trả lại",
        "Share of what we wrote in the period, where it is known whether it arrived, that came back",
    ),
    formula=Text(
        "Bị trả lại / biết có đến hay không",
        "Came back / known whether it arrived",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="outreach",
    statistic=Statistic.SHARE,
    top=lambda r: r.bounced,
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
