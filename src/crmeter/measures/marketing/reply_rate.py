"""Share of the contacts by which the firm reached out in the period that were answered."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reply_rate = Measure(
    name="reply_rate",
    title=Text(
        "Tỷ lệ phản hồi",
        "Reply rate",
    ),
    meaning=Text(
        "Trong số lần hãng liên hệ trong kỳ có ghi kết quả, bao nhiêu phần được trả lời",
        "Share of the contacts by which the firm reached out in the period, with an outcome written down, that were "
        "answered",
    ),
    formula=Text(
        "Lần liên hệ được trả lời / lần liên hệ có ghi kết quả",
        "Contacts answered / contacts with an outcome",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="outreach",
    statistic=Statistic.SHARE,
    top=lambda r: r.replied,
    among=lambda r: r.is_told,
    left_out=Text(
        "lần liên hệ không ghi kết quả",
        "contacts whose outcome nobody wrote down",
    ),
    opens=(
        "source_key",
        "touched_on",
        "channel",
        "outcome",
        "nth",
        "segment",
    ),
    slices=(
        "channel",
        "segment",
        "region",
    ),
    level=2,
    needs_filled=("touches.outcome",),
)
