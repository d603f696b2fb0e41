"""Share of contacts that were answered, by the how-manieth contact to the person it was."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reply_rate_by_touch = Measure(
    name="reply_rate_by_touch",
    title=Text(
        "Tỷ lệ phản hồi theo lần liên hệ",
        "Reply rate by number of contact",
    ),
    meaning=Text(
        "Trong số lần hãng liên hệ trong kỳ có ghi kết quả, bao nhiêu phần được trả lời, xem theo đó là lần liên hệ "
        "thứ mấy với người ấy kể từ lần đầu tiên. Từ lần thứ chín trở đi tính chung",
        "Share of the contacts in the period, with an outcome written down, that were answered, by the how-manieth "
        "contact to that person it was since the very first. From the ninth on they are told together",
    ),
    formula=Text(
        "Lần liên hệ thứ k được trả lời / lần liên hệ thứ k",
        "k-th contacts answered / k-th contacts",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="outreach",
    statistic=Statistic.SHARE,
    top=lambda r: r.replied,
    among=lambda r: r.is_told & r.nth.notnull(),
    left_out=Text(
        "lần liên hệ không ghi kết quả, hoặc không rõ với ai",
        "contacts without an outcome, or with nobody knows whom",
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
        "try",
        "channel",
    ),
    level=2,
    over_time=False,
    needs_filled=("touches.outcome",),
)
