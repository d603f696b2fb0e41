"""How many contacts it takes the firm to get one reply."""

from crmeter.measures.measure import Measure, Statistic, each_row
from crmeter.vocabulary import Good, Text, Unit

actions_per_engagement = Measure(
    name="actions_per_engagement",
    title=Text(
        "Số lần liên hệ để có một phản hồi",
        "Contacts per reply",
    ),
    meaning=Text(
        "Hãng phải liên hệ bao nhiêu lần thì được một lần trả lời, tính trên lần liên hệ trong kỳ có ghi kết quả",
        "How many contacts it takes to get one reply, of the contacts in the period with an outcome written down",
    ),
    formula=Text(
        "Lần liên hệ có ghi kết quả / lần được trả lời",
        "Contacts with an outcome / contacts answered",
    ),
    unit=Unit.CONTACTS_PER_REPLY,
    good=Good.LOWER,
    rows="outreach",
    statistic=Statistic.EFFORT_EACH,
    top=each_row,
    bottom=lambda r: r.replied,
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
