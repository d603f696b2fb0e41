"""Customers, those to talk to at firms, and leads."""

from collections.abc import Iterator

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.reader import READER
from crmeter.demo.as_records.tags import of_customer
from crmeter.demo.books import Books
from crmeter.demo.channels import CHANNEL_NAMES
from crmeter.demo.csv_files import NONE, code_of
from crmeter.demo.draws import pick
from crmeter.demo.leads import CONTACTED, CONVERTED, FAILED, NEW, QUALIFIED
from crmeter.demo.people import MOBILE_PREFIXES, STAFF, draw_names, unaccented
from crmeter.demo.places import PROVINCE_NAMES
from crmeter.demo.segments import HOUSEHOLDS, QUIET, SEGMENTS
from crmeter.demo.streams import stream
from crmeter.demo.touches import ANSWERED
from crmeter.vocabulary import ForeignRecord

POSITIONS = ("Chủ quán", "Quản lý", "Kế toán", "Thu mua", "Hành chính", "Lễ tân")
DECIDES = ("Chủ quán", "Quản lý")
SECOND_CONTACT_SHARE = 0.25
CUSTOMERS_PER_PARTNER, FEWEST_PARTNERS = 45, 12
PARTNER_ORDERS, PARTNER_MONTHS = 10, 14
PARTNERS_PER_SUPPLIER = 6
FIRST_MINUTE, LAST_MINUTE = 8 * 60, 17 * 60
STATUSES = {NEW: "new", CONTACTED: "working", QUALIFIED: "qualified", CONVERTED: "converted", FAILED: "unqualified"}
REASONS = ("no_need", "no_answer", "no_budget", "not_served", "no_answer", "other")


def customer_code(books: Books, index: int) -> str:
    """Return how the company calls one of its customers."""
    return code_of("KH", 6, int(books.customers.number[index]))


def lead_code(index: int) -> str:
    """Return how the company calls one of its leads."""
    return code_of("TN", 7, index + 1)


def international(phone: str) -> str:
    """Return a Vietnamese number with the prefix of its country."""
    return f"+84{phone[1:]}" if phone.startswith("0") else phone


def partners(books: Books) -> list[int]:
    """Return the customers that sell on what they buy: firms with a mail address that have bought often for long."""
    people, rng = books.customers, stream(books.seed, "partners")
    orders = np.bincount(books.orders.customer[books.orders.customer != NONE], minlength=people.buyers)
    fits = [
        i
        for i in range(people.buyers)
        if SEGMENTS[int(people.segment[i])].firm
        and people.segment[i] != QUIET
        and people.emails[i]
        and orders[i] >= PARTNER_ORDERS
        and people.first_order[i] < books.history.ago(PARTNER_MONTHS)
    ]
    n = max(FEWEST_PARTNERS, people.buyers // CUSTOMERS_PER_PARTNER)
    return [int(each) for each in pick(np.array(fits, dtype=np.int64), min(n, len(fits)), rng)]


def customers(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the customers in the order of their codes, duplicates among them."""
    people = books.customers
    sells_on = {customer: place for place, customer in enumerate(partners(books))}
    for i in np.argsort(people.number, kind="stable").tolist():
        segment = SEGMENTS[int(people.segment[i])]
        created = int(people.created[i])
        yield ForeignRecord(
            customer_code(books, i),
            people.names[i],
            dates.midnight(created),
            {
                "kind": "firm" if segment.firm else "person",
                "segment": segment.name.vi,
                "region": PROVINCE_NAMES[int(people.province[i])],
                "channel": CHANNEL_NAMES[int(people.channel[i])],
                "phone": international(people.phones[i]),
                "email": people.emails[i],
                "address": people.addresses[i],
                "since_on": dates.day(created),
                "is_partner": i in sells_on,
                "is_supplier": sells_on.get(i, 1) % PARTNERS_PER_SUPPLIER == 0,
            },
            owner=STAFF[int(people.owner[i])],
            tags=of_customer(i, int(people.segment[i])),
        )


def contacts(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return one person or two to talk to at each firm."""
    people, rng = books.customers, stream(books.seed, "contacts")
    firms = [i for i in range(people.buyers) if SEGMENTS[int(people.segment[i])].firm]
    second = rng.random(len(firms)) < SECOND_CONTACT_SHARE
    whose = [firm for firm, twice in zip(firms, second.tolist(), strict=True) for _ in range(1 + twice)]
    names = draw_names(np.full(len(whose), HOUSEHOLDS), rng)
    position = rng.integers(0, len(POSITIONS), len(whose)).tolist()
    start = int(rng.integers(0, 10**6))
    for n, firm in enumerate(whose):
        number = (start + n * 179_424_673) % (len(MOBILE_PREFIXES) * 10**7)
        yield ForeignRecord(
            code_of("LH", 6, n + 1),
            names[n],
            dates.midnight(int(people.created[firm])),
            {
                "position": POSITIONS[position[n]],
                "decides": POSITIONS[position[n]] in DECIDES,
                "phone": international(f"{MOBILE_PREFIXES[number // 10**7]}{number % 10**7:07d}"),
                "email": f"{'.'.join(unaccented(names[n]).lower().split()[-2:])}.lh{n + 1}@example.com",
            },
            {"customer": customer_code(books, firm)},
            owner=STAFF[int(people.owner[firm])],
        )


def leads(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the leads with who they are; those that became customers are called as these are."""
    found, people, rng = books.leads, books.customers, stream(books.seed, "lead details")
    n = len(found.created)
    segment = rng.choice(len(SEGMENTS), n, p=[each.share for each in SEGMENTS])
    names = draw_names(segment, rng)
    persons = draw_names(np.full(n, HOUSEHOLDS), rng)
    minute = rng.integers(FIRST_MINUTE, LAST_MINUTE, n).tolist()
    answered = _first_answers(books)
    start = int(rng.integers(0, 10**6))
    for i in range(n):
        customer, at = int(found.customer[i]), dates.at(int(found.created[i]), minute[i])
        became = customer != NONE
        status = STATUSES[int(found.status[i])]
        number = (start + i * 179_424_673) % (len(MOBILE_PREFIXES) * 10**7)
        campaign = int(found.campaign[i])
        called = people.names[customer] if became else names[i]
        is_firm = SEGMENTS[int(people.segment[customer] if became else segment[i])].firm
        yield ForeignRecord(
            lead_code(i),
            persons[i] if is_firm else called,
            at,
            {
                "firm_name": called if is_firm else "",
                "status": status,
                "channel": CHANNEL_NAMES[int(found.channel[i])],
                "phone": international(
                    people.phones[customer] if became else f"{MOBILE_PREFIXES[number // 10**7]}{number % 10**7:07d}"
                ),
                "converted_on": dates.day(int(found.converted[i])) if became else None,
                "unqualified_reason": REASONS[i % len(REASONS)] if status == "unqualified" else "",
                "assigned_at": at,
                "first_response_at": max(at, dates.moment(int(answered[i]))) if answered[i] else None,
            },
            ({"customer": customer_code(books, customer)} if became else {})
            | ({"campaign": campaign_code(campaign)} if campaign != NONE else {}),
            # A few that nobody has answered yet are the reader's.
            owner=READER if status == "new" and not answered[i] and i % 9 == 0 else STAFF[int(found.owner[i])],
        )


def campaign_code(index: int) -> str:
    """Return how the company calls one of its campaigns."""
    return code_of("CD", 3, index + 1)


def _first_answers(books: Books) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the minute at which each lead was first reached, 0 where it never was."""
    touches, none = books.touches, np.iinfo(np.int64).max
    first = np.full(len(books.leads.created), none)
    reached = (touches.lead != NONE) & (touches.outcome == ANSWERED)
    np.minimum.at(first, touches.lead[reached], touches.minute[reached])
    return np.where(first == none, 0, first)
