"""What customers ask the company for, and what they have subscribed to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, LAST_MINUTE, customer_code
from crmeter.demo.as_records.reader import READER
from crmeter.demo.books import Books
from crmeter.demo.csv_files import CURRENCY, code_of
from crmeter.demo.people import STAFF
from crmeter.demo.segments import SEGMENTS
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
# By priority, the minutes within which a ticket is to be answered, and solved.
PROMISED = {"urgent": (60, 1_440), "high": (240, 2_880), "normal": (480, 4_320), "low": (1_440, 7_200)}
CHANNELS = ("phone", "chat", "email", "phone", "web", "visit")
OPEN_DAYS = 5
REOPENED_SHARE = 0.06
SERVING = STAFF[-3:]
SUBSCRIBERS_PER_CUSTOMERS = 30
# By name: goods, price for a period, period, its months.
PLANS = (
    ("Gói nước văn phòng", "AK-B20", 52_000, "month", 1),
    ("Gói thay lõi lọc", "AK-L123", 230_000, "quarter", 3),
    ("Bảo trì máy lọc", "", 900_000, "year", 12),
)
ENDED_SHARE = 0.2
CANCEL_REASONS = ("price", "no_need", "competitor", "quality")


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
            subject=int(rng.integers(0, len(SUBJECTS))),
            opened=begins,
            answered=None if is_new else min(answered, end - 1),
            solved=None if is_new or is_open else solved,
            reopened=None if is_new or is_open else again,
            status=status,
        )


def tickets(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the tickets with what happened to each."""
    people, open_seen = books.customers, 0
    for i, ticket in enumerate(drawn_tickets(books)):
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
                "priority": priority,
                "status": ticket.status,
                "channel": CHANNELS[i % len(CHANNELS)],
                "description": f"{subject}.",
                "opened_at": opened,
                "answer_due_at": dates.moment(ticket.opened + PROMISED[priority][0]),
                "due_at": dates.moment(ticket.opened + PROMISED[priority][1]),
                "first_responded_at": None if ticket.answered is None else dates.moment(ticket.answered),
                "solved_at": None if ticket.solved is None else dates.moment(ticket.solved),
                "paused_since": (
                    dates.moment(ticket.answered) if ticket.status == "waiting" and ticket.answered else None
                ),
                "reopened": int(ticket.reopened is not None),
                "is_open": is_open,
            },
            {"customer": customer_code(books, ticket.customer)},
            READER if is_open and owner and open_seen % 3 == 0 else owner,
            {"events": list(_events(ticket, dates))},
        )


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


def subscriptions(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return what firms have subscribed to, renewed until now or given up."""
    people, history, rng = books.customers, books.history, stream(books.seed, "subscriptions")
    firms = np.flatnonzero(np.array([each.firm for each in SEGMENTS])[people.segment[: people.buyers]])
    n = max(12, people.buyers // SUBSCRIBERS_PER_CUSTOMERS)
    whose = np.sort(rng.choice(firms, min(n, len(firms)), replace=False))
    for i, customer in enumerate(whose.tolist()):
        title, product, price, period, months = PLANS[i % len(PLANS)]
        first = int(people.first_order[customer])
        begins = dates.day(int(rng.integers(first, history.last + 1)))
        gives_up = bool(rng.random() < ENDED_SHARE)
        turns = [begins]
        while turns[-1] <= history.as_of:
            turns.append(months_after(begins, months * len(turns)))
        renewals = turns[1:-1]
        ended = gives_up and bool(renewals)
        if ended:
            renewals = renewals[: 1 + i % len(renewals)]
        renews_on = turns[len(renewals) + 1]
        at = dates.midnight(dates.number(begins))
        values: dict[str, Any] = {
            "quantity": 1 + int(rng.integers(0, 12)) if months == 1 else 1,
            "price": price,
            "currency": CURRENCY,
            "period": period,
            "starts_on": begins,
            "status": "active",
            "renews_on": renews_on,
        }
        events: list[dict[str, Any]] = [{"kind": "started", "on": begins, "renews_on": turns[1]}]
        events += [{"kind": "renewed", "on": on, "renews_on": turns[n + 2]} for n, on in enumerate(renewals)]
        if ended:
            last = renewals[-1]
            values |= {
                "status": "cancelled",
                "cancelled_on": last,
                "ends_on": last,
                "renews_on": None,
                "cancel_reason": CANCEL_REASONS[i % len(CANCEL_REASONS)],
            }
            events[-1] = {"kind": "cancelled", "on": last, "renews_on": None}
        yield ForeignRecord(
            code_of("TB", 4, i + 1),
            f"{title} – {people.names[customer]}",
            at,
            values,
            {"customer": customer_code(books, customer)} | ({"product": product} if product else {}),
            STAFF[int(people.owner[customer])],
            {"events": events},
        )


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; nothing here begins after the 28th."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, min(day.day, 28))
