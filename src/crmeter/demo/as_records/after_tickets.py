"""Customers who were asked how it went once their ticket was done: the longer it took, the fewer are satisfied."""

from collections.abc import Iterator

import numpy as np

from crmeter.demo.as_records.asked import Asked, asked_record, opened
from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.service import Ticket, drawn_tickets, ticket_code
from crmeter.demo.as_records.survey_questions import OF_TICKETS, TITLE_OF_TICKETS
from crmeter.demo.books import Books
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

AFTER_TICKETS_KEY = "KSP"
MONTHS = 14
ANSWER = 0.5
# Log-odds of being satisfied after an hour, and what each doubling of the wait takes from them.
AFTER_AN_HOUR, A_DOUBLING = 3.6, -0.5
_DAY = 1_440


def after_tickets(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the survey; it is older than the others, and was open all the time."""
    day = books.history.ago(MONTHS)
    values = opened(dates, day, TITLE_OF_TICKETS) | {"closed_at": dates.midnight(books.history.last)}
    yield ForeignRecord(
        AFTER_TICKETS_KEY, "Sau khi hỗ trợ", dates.midnight(day - 7), values, beside={"questions": OF_TICKETS}
    )


def answers_after_tickets(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return whoever was asked the day after their ticket was done, with the answers of those who gave one."""
    rng, first, last = stream(books.seed, "after tickets"), books.history.ago(MONTHS), books.history.last
    for at, ticket in enumerate(drawn_tickets(books)):
        answers, score, later = rng.random() < ANSWER, _score(ticket, rng), int(rng.integers(0, 4))
        if ticket.solved is None or not first <= (day := ticket.solved // _DAY + 1) <= last - 4:
            continue
        given = [{"question": 0, "number": score}] if answers else []
        asked = Asked(ticket.customer, day, day + later if answers else None, given, ticket=ticket_code(at))
        yield asked_record(books, dates, f"PH{at}", AFTER_TICKETS_KEY, asked)


def hours_waited(ticket: Ticket) -> float:
    """Return for how many hours the customer of a ticket that is done waited for it."""
    assert ticket.solved is not None  # noqa: S101 - only of those
    return (ticket.solved - ticket.opened) / 60


def _score(ticket: Ticket, rng: np.random.Generator) -> int:
    draw, pleased, displeased = rng.random(), int(rng.integers(4, 6)), int(rng.integers(1, 4))
    if ticket.solved is None:
        return pleased
    odds = np.exp(AFTER_AN_HOUR + A_DOUBLING * np.log2(hours_waited(ticket)))
    return pleased if draw < odds / (1 + odds) else displeased
