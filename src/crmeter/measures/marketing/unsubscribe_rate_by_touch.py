"""Share of contacts that were answered by unsubscribing, by the how-manieth contact to the person it was."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

unsubscribe_rate_by_touch = Measure(
    name="unsubscribe_rate_by_touch",
    title=Text(
        "Tỷ lệ từ chối nhận tin theo lần liên hệ",
        "Unsubscribe rate by number of contact",
    ),
    meaning=Text(
        "Trong số lần hãng liên hệ trong kỳ có ghi kết quả, bao nhiêu phần khiến người ta từ chối nhận tin, xem theo"
        " đó là lần liên hệ thứ mấy với người ấy kể từ lần đầu tiên. Từ lần thứ chín trở đi tính chung",
        "Share of the contacts in the period, with an outcome written down, after which the person unsubscribed, by "
        "the how-manieth contact to that person it was since the very first. From the ninth on they are told "
        "together",
    ),
    formula=Text(
        "Lần liên hệ thứ k bị từ chối nhận tin / lần liên hệ thứ k",
        "k-th contacts with an unsubscription / k-th contacts",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="outreach",
    statistic=Statistic.SHARE,
    top=lambda r: r.unsubscribed,
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
