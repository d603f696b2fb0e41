"""The channel whose leads convert twice as well."""

from crmeter.demo.books import Books
from crmeter.demo.channels import BEST, CHANNELS
from crmeter.demo.leads import CONVERTED, LONGEST_DAYS
from crmeter.demo.truths.truth import Json, Truth, percent, share
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Khách tiềm năng từ kênh {channel} thành khách {best}, gấp đôi các kênh khác ({other}).",
    "Of the leads from {channel} {best} become customers, twice as many as from other channels ({other}).",
)
ENGLISH = "referrals (Giới thiệu)"


def best_channel(books: Books) -> Truth:
    """Return the planted share of each channel, and its leads and customers so far.

    A lead decides within 90 days; `decided` leaves out the leads of the last 90 days, some of which will.
    """
    leads = books.leads
    decided = leads.created < books.history.last - LONGEST_DAYS
    channels: list[Json] = []
    for at, channel in enumerate(CHANNELS):
        if channel.conversion is None:
            continue
        its, won = leads.channel == at, leads.status == CONVERTED
        channels.append(
            {
                "channel": channel.name,
                "conversion": channel.conversion,
                "leads": int(its.sum()),
                "converted": int((its & won).sum()),
                "decided": int((its & decided).sum()),
                "decided_converted": int((its & decided & won).sum()),
                "decided_share": share(int((its & decided & won).sum()), int((its & decided).sum())),
            }
        )
    best, other = CHANNELS[BEST].conversion or 0, CHANNELS[BEST + 1].conversion or 0
    return Truth(
        id="best_channel",
        sentence=SENTENCE.fill(channel=Text(CHANNELS[BEST].name, ENGLISH), best=percent(best), other=percent(other)),
        figures={"channel": CHANNELS[BEST].name, "days_to_decide": LONGEST_DAYS, "channels": channels},
    )
