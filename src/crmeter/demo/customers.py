"""The customers as the company wrote them down, duplicates among them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.channels import CHANNEL_NAMES, CHANNEL_SHARES, HAS_LEADS
from crmeter.demo.csv_files import Column, code, day, text, words
from crmeter.demo.draws import draw_index, pick
from crmeter.demo.history import History
from crmeter.demo.people import STAFF, draw_names, draw_phones, unaccented, write_emails
from crmeter.demo.places import PROVINCE_NAMES, PROVINCE_SHARES, draw_addresses
from crmeter.demo.segments import SEGMENTS
from crmeter.demo.streams import stream

DUPLICATE_SHARE = 0.012
# The company opened with a round of orders; since then new customers come steadily, 1 % more each month.
OPENING_SHARE = 0.35
OPENING_DAYS = 91
MONTHLY_GROWTH = 1.01
EMAIL_SHARE = {True: 0.9, False: 0.45}
KINDS = ("Cá nhân", "Hãng")


@dataclass(frozen=True, slots=True)
class Customers:
    """All rows of the customer file: the first `buyers` are those who order, the rest are their duplicates.

    Args:
        buyers: how many customers there really are; they are in the order of their first order.
        segment, province, channel, owner: shape (n,), indices.
        first_order: shape (buyers,), the day of the first order.
        created: shape (n,), the day of the record.
        from_lead: shape (buyers,), whether a lead stands behind the customer.
        number: shape (n,), the number in the customer code.
        original: shape (n - buyers,), of whom each duplicate is the second record.
        names, phones, emails, addresses: written details, n of each.
    """

    buyers: int
    segment: NDArray[np.int64]
    province: NDArray[np.int64]
    channel: NDArray[np.int64]
    owner: NDArray[np.int64]
    first_order: NDArray[np.int64]
    created: NDArray[np.int64]
    from_lead: NDArray[np.bool_]
    number: NDArray[np.int64]
    original: NDArray[np.int64]
    names: list[str]
    phones: list[str]
    emails: list[str]
    addresses: list[str]


def arrival_weights(history: History) -> NDArray[np.float64]:
    """Return how likely a new customer arrives on each day: by the clock, and a little more each month."""
    month = (np.arange(history.days) * 12) // 365
    growth = np.cumprod(np.full(int(month[-1]) + 1, MONTHLY_GROWTH))
    return np.asarray(history.speed() * growth[month])


def draw_customers(n: int, history: History, seed: int) -> Customers:
    """Draw the customer file.

    Args:
        n: rows of the file, duplicates included.
        history: the days of the company.
        seed: the company's seed.
    """
    rng = stream(seed, "customers")
    duplicates = round(n * DUPLICATE_SHARE)
    buyers = n - duplicates
    segment = draw_index(np.array([segment.share for segment in SEGMENTS]), buyers, rng)
    province = draw_index(PROVINCE_SHARES, buyers, rng)
    channel = draw_index(CHANNEL_SHARES, buyers, rng)
    owner = rng.integers(0, len(STAFF), buyers)
    first_order = _first_orders(buyers, history, rng)
    from_lead = HAS_LEADS[channel] & (first_order >= history.first + OPENING_DAYS)
    created = first_order - np.where(from_lead, 0, rng.integers(0, 4, buyers))

    rng = stream(seed, "customer details")
    firm = np.array([segment.firm for segment in SEGMENTS])[segment]
    names = draw_names(segment, rng)
    phones = draw_phones(firm, province, rng)
    emails = write_emails(names, rng.random(buyers) < np.where(firm, EMAIL_SHARE[True], EMAIL_SHARE[False]))
    addresses = draw_addresses(province, rng)

    rng = stream(seed, "duplicates")
    original = pick(np.flatnonzero(first_order <= history.last - 30), duplicates, rng)
    again = rng.integers(first_order[original] + 1, history.last + 1)
    all_created = np.concatenate([created, again])
    number = np.empty(n, dtype=np.int64)
    number[np.argsort(all_created, kind="stable")] = np.arange(1, n + 1)
    return Customers(
        buyers=buyers,
        segment=np.concatenate([segment, segment[original]]),
        province=np.concatenate([province, province[original]]),
        channel=np.concatenate([channel, draw_index(CHANNEL_SHARES, duplicates, rng)]),
        owner=np.concatenate([owner, rng.integers(0, len(STAFF), duplicates)]),
        first_order=first_order,
        created=all_created,
        from_lead=from_lead,
        number=number,
        original=original,
        names=names + [_again(names[of], i) for i, of in enumerate(original.tolist())],
        phones=phones + [_foreign(phones[of], i) for i, of in enumerate(original.tolist())],
        emails=emails + [""] * duplicates,
        addresses=addresses + [addresses[of] for of in original.tolist()],
    )


def _first_orders(n: int, history: History, rng: np.random.Generator) -> NDArray[np.int64]:
    weights = arrival_weights(history)
    opening = round(n * OPENING_SHARE)
    early = draw_index(weights[:OPENING_DAYS], opening, rng)
    later = OPENING_DAYS + draw_index(weights[OPENING_DAYS:], n - opening, rng)
    return np.sort(history.first + np.concatenate([early, later]))


def _again(name: str, which: int) -> str:
    return (name.upper(), unaccented(name), name)[which % 3]


def _foreign(phone: str, which: int) -> str:
    return "+84" + phone[1:] if which % 2 else phone


def customer_columns(customers: Customers) -> list[Column]:
    """Return the columns of `khach_hang.csv`, in the order of the codes."""
    by_code = np.argsort(customers.number, kind="stable")
    firm = np.array([int(segment.firm) for segment in SEGMENTS])
    segment_names = tuple(segment.name.vi for segment in SEGMENTS)
    rows = by_code.tolist()
    return [
        code("Mã khách hàng", "KH", 6, customers.number[by_code]),
        text("Tên khách hàng", [customers.names[i] for i in rows]),
        words("Loại khách", KINDS, firm[customers.segment[by_code]]),
        words("Phân khúc", segment_names, customers.segment[by_code]),
        words("Tỉnh/Thành", PROVINCE_NAMES, customers.province[by_code]),
        words("Kênh", CHANNEL_NAMES, customers.channel[by_code]),
        text("Điện thoại", [customers.phones[i] for i in rows]),
        text("Email", [customers.emails[i] for i in rows]),
        text("Địa chỉ", [customers.addresses[i] for i in rows]),
        day("Ngày tạo", customers.created[by_code]),
        words("Phụ trách", STAFF, customers.owner[by_code]),
    ]
