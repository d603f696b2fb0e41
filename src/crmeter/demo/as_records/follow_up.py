"""The campaign that reminds leads of other campaigns shortly before they buy, so that it is the last to touch them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import campaign_code, lead_code
from crmeter.demo.books import Books
from crmeter.demo.csv_files import CURRENCY, NONE
from crmeter.demo.people import STAFF
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

NAME = "Nhắc hẹn dùng thử"
DAYS_BEFORE = 3
_CODE, _YEAR = 901, 365
_FOR_EACH, _FOR_ALL = 1_200, 2_400_000


def reminded(books: Books) -> NDArray[np.int64]:
    """Return the leads of campaigns that were reminded: half of those that bought in the last year."""
    leads = books.leads
    bought = (leads.campaign >= 0) & (leads.converted != NONE) & (leads.converted > books.history.last - _YEAR)
    rng = stream(books.seed, "campaign reminders")
    return np.flatnonzero(bought & (rng.random(len(bought)) < 1 / 2))


def follow_up(books: Books, dates: Dates) -> ForeignRecord:
    """Return the campaign."""
    first = books.history.last - _YEAR
    return ForeignRecord(
        campaign_code(_CODE),
        NAME,
        dates.midnight(first - 10),
        {
            "channel": "zalo",
            "status": "running",
            "starts_on": dates.day(first),
            "budget": 5_000_000,
            "currency": CURRENCY,
        },
        owner=STAFF[1],
        beside={
            "costs": [
                {
                    "on": dates.day(first + 30),
                    "amount": _FOR_ALL + _FOR_EACH * len(reminded(books)),
                    "currency": CURRENCY,
                    "what": "Tin nhắn Zalo",
                }
            ]
        },
    )


def follow_up_members(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return whom it reminded, a few days before they bought and never before they were known."""
    leads = books.leads
    for lead in reminded(books).tolist():
        day = max(int(leads.created[lead]), int(leads.converted[lead]) - DAYS_BEFORE)
        yield ForeignRecord(
            lead_code(lead),
            "",
            dates.at(day, 480),
            {"state": "sent", "sent_at": dates.at(day, 500)},
            {"campaign": campaign_code(_CODE), "lead": lead_code(lead)},
        )
