"""What customers ask the company for: all kinds of things, and help where their contract gives trouble."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from crmeter.demo.as_records.contracts import drawn_contracts
from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, LAST_MINUTE, customer_code
from crmeter.demo.as_records.reader import READER
from crmeter.demo.as_records.ticket_abouts import About, drawn_abouts
from crmeter.demo.books import Books
from crmeter.demo.csv_files import code_of
from crmeter.demo.people import STAFF
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

TICKETS_PER_CUSTOMERS = 7
# By subject, its category and its priority.
SUBJECTS = (
    ("Nước có mùi lạ", "Chất lượng", "high"),
    ("Giao trễ hẹn", "Giao hàng", "normal"),
    ("Máy lọc rò nước", "Kỹ thuật", "urgent"),
    ("Xin xuất lại hóa đơn", "Hóa đơn", "low"),
    ("Đổi lõi lọc định kỳ", "Kỹ thuật", "normal"),
    ("Vỏ bình bị nứt", "Chất lượng", "normal"),
    ("Hỏi giá cho hợp đồng năm", "Tư vấn", "low"),
)
# Of these, what is amiss with a contract.
TROUBLES = (0, 1, 2)
# By priority, the minutes within which a ticket is to be answered, and solved.
PROMISED = {"urgent": (60, 1_440), "high": (240, 2_880), "normal": (480, 4_320), "low": (1_440, 7_200)}
CHANNELS = ("phone", "chat", "email", "phone", "web", "visit")
OPEN_DAYS = 5
REOPENED_SHARE = 0.06
SERVING = STAFF[-3:]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket and its way.

    Args:
        customer: index of the customer.
        subject: index into `SUBJECTS`.
        opened: the minute at which it came.
        answered: the minute of the first answer, or None.
        solved: the minute of the solution that stands, or None.
        reopened: the minute at which it was opened again, or None.
        status: where it stands.
    """

    customer: int
    subject: int
    opened: int
    answered: int | None
    solved: int | None
    reopened: int | None
    status: str


def ticket_code(index: int) -> str:
    """Return how the company calls one of its tickets."""
    return code_of("YC", 5, index + 1)


def drawn_tickets(books: Books) -> tuple[Ticket, ...]:
    """Return the tickets of a company in the order in which they came."""
    return tuple(_draw(books))


def _draw(books: Books) -> Iterator[Ticket]:
    people, history, rng = books.customers, books.history, stream(books.seed, "tickets")
    n = max(30, people.buyers // TICKETS_PER_CUSTOMERS)
    whose = rng.integers(0, people.buyers, n)
    since = people.first_order[whose]
    lately = rng.random(n) < 0.05
    day = np.where(
        lately, history.last - rng.integers(0, OPEN_DAYS, n), since + rng.integers(0, history.last - since + 1)
    )
    day = np.maximum(day, since)
    opened = day * 1440 + rng.integers(FIRST_MINUTE, LAST_MINUTE - 120, n)
    subject = rng.integers(0, len(SUBJECTS), n)
    trouble = [(each.customer, minute) for each in drawn_contracts(books) for minute in each.troubles]
    whose = np.concatenate([whose, np.array([customer for customer, _ in trouble], dtype=np.int64)])
    opened = np.concatenate([opened, np.array([minute for _, minute in trouble], dtype=np.int64)])
    subject = np.concatenate([subject, rng.choice(TROUBLES, len(trouble))])
    lately = np.concatenate([lately, np.zeros(len(trouble), dtype=np.bool_)])
    end = (history.last + 1) * 1440
    for at in np.argsort(opened, kind="stable").tolist():
        begins = int(opened[at])
        answered = begins + 5 + int(rng.exponential(70))
        solved = answered + 30 + int(rng.exponential(1_500))
        again = None
        if rng.random() < REOPENED_SHARE and solved + 2_000 < end:
            again = solved + 600
            solved = again + 900
        is_new, is_open = answered >= end or (lately[at] and at % 3 == 0), solved >= end or bool(lately[at])
        status = "new" if is_new else "open" if is_open and at % 4 else "waiting" if is_open else "closed"
        yield Ticket(
            customer=int(whose[at]),
            subject=int(subject[at]),
            opened=begins,
            answered=None if is_new else min(answered, end - 1),
            solved=None if is_new or is_open else solved,
            reopened=None if is_new or is_open else again,
            status=status,
        )


def tickets(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the tickets with what happened to each."""
    people, open_seen, drawn = books.customers, 0, drawn_tickets(books)
    abouts = drawn_abouts(books.seed, [ticket.subject for ticket in drawn])
    for i, (ticket, about) in enumerate(zip(drawn, abouts, strict=True)):
        subject, category, priority = SUBJECTS[ticket.subject]
        is_open = ticket.solved is None
        open_seen += is_open
        opened = dates.moment(ticket.opened)
        owner = "" if ticket.status == "new" else SERVING[ticket.customer % len(SERVING)]
        yield ForeignRecord(
            ticket_code(i),
            f"{subject} – {people.names[ticket.customer]}",
            opened,
            {
                "category": category,
                "cause": about.cause,
                "priority": priority,
                "status": ticket.status,
                "channel": CHANNELS[i % len(CHANNELS)],
                "description": f"{subject}.",
                "opened_at": opened,
                "answer_due_at": dates.moment(ticket.opened + PROMISED[priority][0]),
                "due_at": dates.moment(ticket.opened + PROMISED[priority][1]),
                "first_responded_at": None if ticket.answered is None else dates.moment(ticket.answered),
                "escalated_at": _escalated_at(ticket, about, dates),
                "solved_at": None if ticket.solved is None else dates.moment(ticket.solved),
                "paused_since": (
                    dates.moment(ticket.answered) if ticket.status == "waiting" and ticket.answered else None
                ),
                "reopened": int(ticket.reopened is not None),
                "is_open": is_open,
            },
            {"customer": customer_code(books, ticket.customer)} | ({"product": about.product} if about.product else {}),
            READER if is_open and owner and open_seen % 3 == 0 else owner,
            {"events": list(_events(ticket, dates))},
        )


def _escalated_at(ticket: Ticket, about: About, dates: Dates) -> datetime | None:
    if about.goes_up_after is None or ticket.answered is None or ticket.solved is None:
        return None
    return dates.moment(ticket.answered + int(about.goes_up_after * (ticket.solved - ticket.answered)))


def _events(ticket: Ticket, dates: Dates) -> Iterator[dict[str, Any]]:
    yield {"kind": "created", "after": "new", "at": dates.moment(ticket.opened)}
    if ticket.answered is None:
        return
    answered = dates.moment(ticket.answered)
    yield {"kind": "answered", "at": answered}
    yield {"kind": "status", "before": "new", "after": "open", "at": answered}
    if ticket.status == "waiting":
        yield {"kind": "paused", "before": "open", "after": "waiting", "at": answered}
    if ticket.solved is None:
        return
    if ticket.reopened is not None:
        yield {"kind": "solved", "before": "open", "after": "solved", "at": dates.moment(ticket.reopened - 600)}
        yield {"kind": "reopened", "before": "solved", "after": "open", "at": dates.moment(ticket.reopened)}
    yield {"kind": "solved", "before": "open", "after": "solved", "at": dates.moment(ticket.solved)}
    yield {"kind": "closed", "before": "solved", "after": "closed", "at": dates.moment(ticket.solved + 60)}
