"""Activities: every contact of the files, notes of what deals and tickets are about, and what is to be done next.

Notes and tasks touch nobody, so what is true of contacts stays so.
"""

from collections.abc import Iterator

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.deals import deal_code, drawn_deals
from crmeter.demo.as_records.keeping import tasks_of_keeping
from crmeter.demo.as_records.people import customer_code, lead_code
from crmeter.demo.as_records.reader import READER
from crmeter.demo.as_records.service import SERVING, drawn_tickets, ticket_code
from crmeter.demo.books import Books
from crmeter.demo.csv_files import NONE, code_of
from crmeter.demo.people import STAFF
from crmeter.demo.touches import ANSWERED, NO_ANSWER, UNSUBSCRIBED
from crmeter.vocabulary import ForeignRecord

# By channel of the files: (kind, subject where the customer came, where the firm did).
KINDS = (
    ("call", "Khách gọi đến", "Gọi cho khách"),
    ("chat", "Khách nhắn Zalo", "Nhắn Zalo cho khách"),
    ("mail", "Khách gửi thư", "Gửi thư cho khách"),
    ("meeting", "Khách ghé cửa hàng", "Gặp khách"),
)
OUTCOMES = {ANSWERED: "answered", NO_ANSWER: "no_answer", UNSUBSCRIBED: "unsubscribed"}
NOTES = (
    "Khách cần giao trước 9 giờ sáng, có chỗ đậu xe phía sau.",
    "Đang so giá với nhà cung cấp khác, quyết trong tháng.",
    "Muốn dùng thử hai tuần trước khi ký.",
    "Người quyết định là chủ, quản lý chỉ xem giá.",
)
TASKS = ("Gọi lại", "Gửi báo giá", "Hẹn khảo sát", "Nhắc thanh toán", "Gửi hợp đồng")


def activities(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the contacts by time, then notes and tasks."""
    yield from _contacts(books, dates)
    yield from _of_deals(books, dates)
    yield from _of_tickets(books, dates)
    yield from tasks_of_keeping(books, dates)


def _contacts(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    touches, people, leads = books.touches, books.customers, books.leads
    columns = (touches.customer, touches.lead, touches.minute, touches.channel, touches.inbound, touches.outcome)
    for i, (customer, lead, minute, channel, inbound, outcome) in enumerate(
        zip(*(each.tolist() for each in columns), strict=True)
    ):
        kind, came, went = KINDS[channel]
        at = dates.moment(minute)
        is_customer = customer != NONE
        yield ForeignRecord(
            code_of("TX", 7, i + 1),
            came if inbound else went,
            at,
            {
                "kind": kind,
                "direction": "in" if inbound else "out",
                "outcome": OUTCOMES[outcome],
                "happened_at": at,
                "done_at": at,
            },
            {"customer": customer_code(books, customer)} if is_customer else {"lead": lead_code(lead)},
            STAFF[int(people.owner[customer] if is_customer else leads.owner[lead])],
        )


def _of_deals(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    people = books.customers
    for i, deal in enumerate(drawn_deals(books)):
        links = {"deal": deal_code(i), "customer": customer_code(books, deal.customer)}
        owner = READER if deal.readers else STAFF[int(people.owner[deal.customer])]
        at = dates.at(deal.began, deal.stages[0][3] + 20)
        body = NOTES[i % len(NOTES)]
        yield ForeignRecord(
            code_of("GC", 5, i + 1),
            body,
            at,
            {"kind": "note", "body": body, "happened_at": at},
            links,
            owner,
        )
        if deal.last[0][0] == "open" and (deal.readers or i % 3):
            planned = dates.at(deal.last[2], deal.last[3])
            yield ForeignRecord(
                code_of("VC", 5, i + 1),
                f"{TASKS[i % len(TASKS)]} {people.names[deal.customer]}",
                planned,
                {
                    "kind": "task",
                    "happened_at": planned,
                    # Yesterday, today, or in the days to come: some of it is late.
                    "due_on": dates.day(max(dates.last + (i * 5) % 7 - 1, deal.last[2])),
                    "is_open": True,
                },
                links,
                owner,
            )


def _of_tickets(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    for i, ticket in enumerate(drawn_tickets(books)):
        if ticket.answered is None:
            continue
        at = dates.moment(ticket.answered)
        body = "Đã xem và chuyển kỹ thuật." if i % 2 else "Đã xin lỗi khách và hẹn giờ xử lý."
        yield ForeignRecord(
            code_of("GP", 5, i + 1),
            body,
            at,
            {"kind": "note", "body": body, "happened_at": at},
            {"ticket": ticket_code(i), "customer": customer_code(books, ticket.customer)},
            SERVING[ticket.customer % len(SERVING)],
        )
