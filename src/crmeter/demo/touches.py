"""Contacts with leads and customers, and the campaign that won customers back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.buying import Purchases
from crmeter.demo.csv_files import NONE, Column, code, moment, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import draw_index, pick, ranks_by_day
from crmeter.demo.history import History
from crmeter.demo.leads import LONGEST_DAYS, Leads
from crmeter.demo.plants import Plants
from crmeter.demo.streams import stream

CHANNELS = ("Điện thoại", "Zalo", "Email", "Gặp trực tiếp")
CHANNEL_SHARES = np.array([0.45, 0.35, 0.12, 0.08])
ZALO = 1
DIRECTIONS = ("Đi", "Đến")
OUTCOMES = ("Có trả lời", "Không trả lời", "Từ chối nhận tin")
ANSWERED, NO_ANSWER, UNSUBSCRIBED = range(3)
LEAD_TOUCHES_MEAN = 1.4
LEAD_ANSWER_SHARES = (0.45, 0.32, 0.22, 0.14, 0.08)
NEVER_CONTACTED_SHARE = 0.2
YEARLY_TOUCHES = 2.5
INBOUND_SHARE = 0.35
CUSTOMER_ANSWER_SHARE = 0.5
UNSUBSCRIBE_SHARE = 0.01
CAMPAIGN_OTHERS_PER_WON = 3
# A customer is written to by the campaign after half a year of silence.
CAMPAIGN_SILENT_DAYS = 180
OPENS_MINUTE, CLOSES_MINUTE = 8 * 60, 18 * 60


@dataclass(frozen=True, slots=True)
class Touches:
    """All contacts, by code, which is by day.

    Args:
        customer, lead: shape (n,), index of whom it was with, `NONE` for the other.
        minute: shape (n,), local time in minutes since the start of 1970.
        channel, inbound, outcome: shape (n,), indices.
        campaigned: customers the win-back campaign wrote to.
    """

    customer: NDArray[np.int64]
    lead: NDArray[np.int64]
    minute: NDArray[np.int64]
    channel: NDArray[np.int64]
    inbound: NDArray[np.int64]
    outcome: NDArray[np.int64]
    campaigned: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Part:
    customer: NDArray[np.int64]
    lead: NDArray[np.int64]
    day: NDArray[np.int64]
    channel: NDArray[np.int64]
    inbound: NDArray[np.int64]
    outcome: NDArray[np.int64]


def draw_touches(
    customers: Customers, leads: Leads, purchases: Purchases, plants: Plants, *, history: History, seed: int
) -> Touches:
    """Draw the contacts with leads, with customers, and of the campaign."""
    rng = stream(seed, "touches")
    campaigned = _campaigned(purchases, plants, customers, rng)
    parts = (
        _with_leads(leads, history, rng),
        _with_customers(customers, campaigned, history, rng),
        _of_campaign(campaigned, plants, rng),
    )
    day = np.concatenate([part.day for part in parts])
    minute = day * 1440 + rng.integers(OPENS_MINUTE, CLOSES_MINUTE, len(day))
    rank = ranks_by_day(minute, rng)
    return Touches(
        customer=np.concatenate([part.customer for part in parts])[rank],
        lead=np.concatenate([part.lead for part in parts])[rank],
        minute=minute[rank],
        channel=np.concatenate([part.channel for part in parts])[rank],
        inbound=np.concatenate([part.inbound for part in parts])[rank],
        outcome=np.concatenate([part.outcome for part in parts])[rank],
        campaigned=campaigned,
    )


def _with_leads(leads: Leads, history: History, rng: np.random.Generator) -> _Part:
    count = np.minimum(1 + rng.poisson(LEAD_TOUCHES_MEAN, len(leads.created)), len(LEAD_ANSWER_SHARES))
    lead = np.repeat(np.arange(len(count)), count)
    attempt = np.arange(len(lead)) - np.searchsorted(lead, lead, side="left")
    until = np.where(leads.converted == NONE, leads.created + LONGEST_DAYS, leads.converted)[lead]
    span = until - leads.created[lead]
    after = (span * (attempt + rng.random(len(lead))) / count[lead] / 2).astype(np.int64)
    on = leads.created[lead] + after
    answered = rng.random(len(lead)) < np.array(LEAD_ANSWER_SHARES)[attempt]
    kept = on <= history.last
    lead, on, answered = lead[kept], on[kept], answered[kept]
    return _Part(
        customer=np.full(len(lead), NONE),
        lead=lead,
        day=on,
        channel=draw_index(CHANNEL_SHARES, len(lead), rng),
        inbound=np.zeros(len(lead), dtype=np.int64),
        outcome=np.where(answered, ANSWERED, NO_ANSWER),
    )


def _with_customers(
    customers: Customers, campaigned: NDArray[np.int64], history: History, rng: np.random.Generator
) -> _Part:
    known = history.last - customers.first_order + 1
    contacted = rng.random(customers.buyers) >= NEVER_CONTACTED_SHARE
    contacted[campaigned] = True
    count = np.where(contacted, 1 + rng.poisson(known * YEARLY_TOUCHES / 365), 0)
    customer = np.repeat(np.arange(customers.buyers), count)
    n = len(customer)
    inbound = rng.random(n) < INBOUND_SHARE
    chance = rng.random(n)
    outcome = np.where(
        inbound | (chance < CUSTOMER_ANSWER_SHARE),
        ANSWERED,
        np.where(chance >= 1 - UNSUBSCRIBE_SHARE, UNSUBSCRIBED, NO_ANSWER),
    )
    return _Part(
        customer=customer,
        lead=np.full(n, NONE),
        day=customers.first_order[customer] + rng.integers(0, known[customer]),
        channel=draw_index(CHANNEL_SHARES, n, rng),
        inbound=inbound.astype(np.int64),
        outcome=outcome,
    )


def _campaigned(
    purchases: Purchases, plants: Plants, customers: Customers, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return whom the campaign wrote to: those who came back, and others who had left for good."""
    last_order = np.zeros(customers.buyers, dtype=np.int64)
    np.maximum.at(last_order, purchases.customer, purchases.day)
    gone = ~purchases.alive & (last_order < plants.campaign - CAMPAIGN_SILENT_DAYS)
    gone[plants.told_of] = False
    others = np.flatnonzero(gone)
    others = pick(others, min(len(others), CAMPAIGN_OTHERS_PER_WON * len(plants.won_back)), rng)
    return np.sort(np.concatenate([plants.won_back, others]))


def _of_campaign(campaigned: NDArray[np.int64], plants: Plants, rng: np.random.Generator) -> _Part:
    n = len(campaigned)
    back = np.isin(campaigned, plants.won_back)
    answers = back | (rng.random(n) < LEAD_ANSWER_SHARES[-1])
    return _Part(
        customer=campaigned,
        lead=np.full(n, NONE),
        day=np.full(n, plants.campaign),
        channel=np.full(n, ZALO),
        inbound=np.zeros(n, dtype=np.int64),
        outcome=np.where(answers, ANSWERED, NO_ANSWER),
    )


def touch_columns(touches: Touches, customers: Customers) -> list[Column]:
    """Return the columns of `tiep_xuc.csv`."""
    number = np.where(touches.customer == NONE, NONE, customers.number[touches.customer])
    return [
        code("Mã tiếp xúc", "TX", 7, np.arange(1, len(touches.minute) + 1)),
        code("Mã khách hàng", "KH", 6, number),
        code("Mã khách tiềm năng", "TN", 7, np.where(touches.lead == NONE, NONE, touches.lead + 1)),
        moment("Thời điểm", touches.minute),
        words("Kênh", CHANNELS, touches.channel),
        words("Chiều", DIRECTIONS, touches.inbound),
        words("Kết quả", OUTCOMES, touches.outcome),
    ]
