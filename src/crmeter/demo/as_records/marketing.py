"""Campaigns, what they cost, and whom they reached."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.follow_up import follow_up, follow_up_members
from crmeter.demo.as_records.people import campaign_code, customer_code
from crmeter.demo.books import Books
from crmeter.demo.csv_files import CURRENCY
from crmeter.demo.leads import CAMPAIGNS
from crmeter.demo.people import STAFF
from crmeter.demo.streams import stream
from crmeter.demo.touches import ANSWERED, CAMPAIGN_SILENT_DAYS, ZALO
from crmeter.demo.truths.won_back_customers import CAMPAIGN
from crmeter.vocabulary import ForeignRecord

# The first and the last month of each season, as leads name it.
_MONTHS = ((1, 3), (4, 9), (10, 12))
_CHANNELS = ("social", "search", "event")
# đồng for each lead that a campaign brought.
_COST_PER_LEAD = (55_000, 48_000, 62_000)
_LINES = ("Quảng cáo", "Thiết kế, in ấn", "Quà tặng")
_PARTS = (70, 18, 12)
_WON_BACK = 900
# One held out for so many whom the campaign reached.
HELD_OUT_EACH = 3


def held_out(books: Books) -> NDArray[np.int64]:
    """Return the customers that a lot held out of the campaign that won customers back, silent like the others."""
    last_order = np.zeros(books.customers.buyers, dtype=np.int64)
    np.maximum.at(last_order, books.purchases.customer, books.purchases.day)
    gone = ~books.purchases.alive & (last_order < books.plants.campaign - CAMPAIGN_SILENT_DAYS)
    gone[books.plants.told_of] = False
    gone[books.touches.campaigned] = False
    others = np.flatnonzero(gone)
    rng = stream(books.seed, "campaign hold-out")
    return np.sort(rng.choice(others, min(len(others), len(books.touches.campaigned) // HELD_OUT_EACH), replace=False))


def campaigns(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the campaigns that leads name, the one that won customers back, and the one that reminds."""
    rng, leads = stream(books.seed, "campaigns"), books.leads
    brought = np.bincount(leads.campaign[leads.campaign >= 0], minlength=len(leads.campaigns)).tolist()
    first_year = dates.day(int(leads.created.min())).year
    for at, name in enumerate(leads.campaigns):
        if not brought[at]:
            continue
        season = at % len(CAMPAIGNS)
        year = first_year + at // len(CAMPAIGNS)
        begins, ends = date(year, _MONTHS[season][0], 1), date(year, _MONTHS[season][1], 28)
        spent = brought[at] * _COST_PER_LEAD[season]
        over = dates.number(ends) <= dates.last
        yield ForeignRecord(
            campaign_code(at),
            name,
            dates.midnight(dates.number(begins) - 14),
            {
                "channel": _CHANNELS[season],
                "status": "finished" if over else "running",
                "starts_on": begins,
                "ends_on": ends,
                # As planned: the money spent came out up to a fifth above or below.
                "budget": int(spent * rng.uniform(0.85, 1.2)) // 1_000_000 * 1_000_000 + 1_000_000,
                "currency": CURRENCY,
            },
            owner=STAFF[at % len(STAFF)],
            beside={
                "costs": [
                    {
                        "on": dates.day(min(dates.number(begins) + 20 * n, dates.last)),
                        "amount": spent * part // 100,
                        "currency": CURRENCY,
                        "what": what,
                    }
                    for n, (what, part) in enumerate(zip(_LINES, _PARTS, strict=True))
                ]
            },
        )
    day = books.plants.campaign
    written_to = len(books.touches.campaigned)
    yield ForeignRecord(
        campaign_code(_WON_BACK),
        CAMPAIGN,
        dates.midnight(day - 10),
        {
            "channel": "zalo",
            "status": "finished",
            "held_out_percent": 100 // (HELD_OUT_EACH + 1),
            "starts_on": dates.day(day),
            "ends_on": dates.day(day + 30),
            "budget": 5_000_000,
            "currency": CURRENCY,
        },
        owner=STAFF[0],
        beside={
            "costs": [
                {"on": dates.day(day), "amount": 2_500 * written_to, "currency": CURRENCY, "what": "Tin nhắn Zalo"},
                {"on": dates.day(day), "amount": 3_600_000, "currency": CURRENCY, "what": "Phiếu giảm giá"},
            ]
        },
    )

    yield follow_up(books, dates)


def members(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return whom campaigns wrote to, and what came of it."""
    yield from follow_up_members(books, dates)
    touches, plants = books.touches, books.plants
    back = dict(zip(plants.won_back.tolist(), plants.back.tolist(), strict=True))
    sent = (touches.channel == ZALO) & (touches.minute // 1440 == plants.campaign)
    answered = set(touches.customer[sent & (touches.outcome == ANSWERED)].tolist())
    planned, out = dates.at(plants.campaign - 3, 600), dates.at(plants.campaign, 540)
    for customer in touches.campaigned.tolist():
        values = {"state": "sent", "sent_at": out}
        if customer in answered:
            values |= {"state": "replied", "replied_at": dates.at(plants.campaign, 700)}
        if customer in back:
            values |= {"state": "converted", "converted_at": dates.at(back[customer], 600)}
        yield ForeignRecord(
            customer_code(books, customer),
            "",
            planned,
            values,
            {"campaign": campaign_code(_WON_BACK), "customer": customer_code(books, customer)},
        )
    for customer in held_out(books).tolist():
        yield ForeignRecord(
            customer_code(books, customer),
            "",
            planned,
            {"held_out": True},
            {"campaign": campaign_code(_WON_BACK), "customer": customer_code(books, customer)},
        )
