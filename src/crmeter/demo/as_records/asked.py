"""Customers who were asked by a survey, as records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, customer_code
from crmeter.demo.books import Books
from crmeter.demo.people import STAFF
from crmeter.vocabulary import ForeignRecord, Text

OPEN_DAYS = 21
SENT_AT, ANSWERED_AT = FIRST_MINUTE + 60, FIRST_MINUTE + 240


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked.

    Args:
        customer: index of the customer.
        day: on which they were asked.
        answered: the day of their answers; None without any.
        answers: as records keep them, with the place of their question.
        language: in which they were asked.
        ticket: the key of the ticket that they were asked about; empty for none in particular.
    """

    customer: int
    day: int
    answered: int | None = None
    answers: Sequence[Mapping[str, Any]] = ()
    language: str = "vi"
    ticket: str = ""


def asked_record(books: Books, dates: Dates, key: str, survey: str, asked: Asked) -> ForeignRecord:
    """Return somebody who was asked, with what they answered.

    Args:
        books: of the company.
        dates: of its history.
        key: of the record.
        survey: the key of the survey.
        asked: who, when and what.
    """
    people = books.customers
    return ForeignRecord(
        key,
        "",
        dates.at(asked.day, SENT_AT),
        {
            "survey": survey,
            "address": people.emails[asked.customer],
            "language": asked.language,
            "answered_at": None if asked.answered is None else dates.at(asked.answered, ANSWERED_AT),
        },
        {"customer": customer_code(books, asked.customer)} | ({"ticket": asked.ticket} if asked.ticket else {}),
        STAFF[int(people.owner[asked.customer])],
        {"answers": asked.answers},
    )


def opened(dates: Dates, day: int, title: Text, *, respondents: str = "customer", wave: int = 1) -> dict[str, Any]:
    """Return what is kept of a survey that was opened on a day and is closed by now."""
    return {
        "title_vi": title.vi,
        "title_en": title.en,
        "respondents": respondents,
        "wave": wave,
        "opened_at": dates.at(day, SENT_AT),
        "closed_at": dates.midnight(min(day + OPEN_DAYS, dates.last)),
    }
