"""Leads: those behind the customers, and the many more that came to nothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.channels import CHANNEL_NAMES, CHANNEL_SHARES, CHANNELS, HAS_LEADS
from crmeter.demo.csv_files import NONE, Column, code, day, words
from crmeter.demo.customers import Customers, arrival_weights
from crmeter.demo.draws import draw_index, ranks_by_day
from crmeter.demo.history import History, day_of
from crmeter.demo.people import STAFF
from crmeter.demo.streams import stream

STATUSES = ("Mới", "Đang liên hệ", "Đủ điều kiện", "Đã chuyển đổi", "Không thành")
NEW, CONTACTED, QUALIFIED, CONVERTED, FAILED = range(5)
# Every lead that becomes a customer does so within 90 days: shape and mean of the Gamma, in days.
LONGEST_DAYS = 89
DECISION_SHAPE = 2.0
DECISION_MEAN = 34.0
FRESH_DAYS = 30
FAILED_SHARE = 0.8
CAMPAIGN_SHARE = 0.6
CAMPAIGNS = ("Nước sạch đón Tết", "Mát lành mùa hè", "Nước sạch cuối năm")


@dataclass(frozen=True, slots=True)
class Leads:
    """All leads, by code, which is by day.

    Args:
        created: shape (n,), day number.
        channel, owner: shape (n,), indices.
        campaign: shape (n,), index into `campaigns`, `NONE` without one.
        campaigns: the names of the campaigns.
        status: shape (n,), index into `STATUSES`.
        customer: shape (n,), the customer it became, `NONE` when none.
        converted: shape (n,), the day of the first order, `NONE` when none.
    """

    created: NDArray[np.int64]
    channel: NDArray[np.int64]
    owner: NDArray[np.int64]
    campaign: NDArray[np.int64]
    campaigns: tuple[str, ...]
    status: NDArray[np.int64]
    customer: NDArray[np.int64]
    converted: NDArray[np.int64]


def draw_leads(customers: Customers, history: History, seed: int) -> Leads:
    """Draw the leads behind the customers, those that will become customers later, and those that never will.

    Of all leads of a channel, whenever they decide, exactly its stated share becomes customers, to one lead.
    """
    rng = stream(seed, "leads")
    customer = np.flatnonzero(customers.from_lead)
    behind = customers.first_order[customer] - _decision_days(len(customer), rng)
    later_created, later_channel = _still_deciding(customers, history, rng)
    created = [behind, later_created]
    channel = [customers.channel[customer], later_channel]
    for at in np.flatnonzero(HAS_LEADS).tolist():
        won = np.concatenate([behind[channel[0] == at], later_created[later_channel == at]])
        lost = round(len(won) / (CHANNELS[at].conversion or 1)) - len(won)
        like = won[rng.integers(0, len(won), lost)] + rng.integers(-3, 4, lost)
        created.append(np.clip(like, history.first, history.last))
        channel.append(np.full(lost, at))
    all_created, all_channel = np.concatenate(created), np.concatenate(channel)
    became = np.full(len(all_created), NONE)
    became[: len(customer)] = customer
    deciding = np.arange(len(all_created)) < len(customer) + len(later_created)

    rank = ranks_by_day(all_created, rng)
    all_created, all_channel = all_created[rank], all_channel[rank]
    became, deciding = became[rank], deciding[rank]
    campaign, campaigns = _campaigns(all_created, all_channel, rng)
    has_become = became != NONE
    drawn_owner = rng.integers(0, len(STAFF), len(became))
    return Leads(
        created=all_created,
        channel=all_channel,
        owner=np.where(has_become, customers.owner[became], drawn_owner),
        campaign=campaign,
        campaigns=campaigns,
        status=np.where(has_become, CONVERTED, _open_status(all_created, deciding, history, rng)),
        customer=became,
        converted=np.where(has_become, customers.first_order[became % customers.buyers], NONE),
    )


def _decision_days(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    days = np.floor(rng.gamma(DECISION_SHAPE, DECISION_MEAN / DECISION_SHAPE, n)).astype(np.int64)
    return np.where(days > LONGEST_DAYS, rng.integers(FRESH_DAYS, LONGEST_DAYS + 1, n), days)


def _still_deciding(
    customers: Customers, history: History, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return day and channel of the leads that become customers after the end of the history."""
    weights = arrival_weights(history)[-LONGEST_DAYS:]
    last_weeks = int((customers.first_order > history.last - LONGEST_DAYS).sum())
    converts = history.last + 1 + draw_index(weights, last_weeks, rng)
    channel = draw_index(CHANNEL_SHARES * HAS_LEADS, last_weeks, rng)
    created = converts - _decision_days(last_weeks, rng)
    known = (created <= history.last) & (rng.random(last_weeks) < float(CHANNEL_SHARES @ HAS_LEADS))
    return created[known], channel[known]


def _open_status(
    created: NDArray[np.int64], deciding: NDArray[np.bool_], history: History, rng: np.random.Generator
) -> NDArray[np.int64]:
    chance = rng.random(len(created))
    fresh = created > history.last - FRESH_DAYS
    fresh_status = np.where(chance < 0.4, NEW, np.where(chance < 0.8, CONTACTED, QUALIFIED))
    old_status = np.where(chance < FAILED_SHARE, FAILED, CONTACTED)
    return np.asarray(np.where(fresh, fresh_status, np.where(deciding, QUALIFIED, old_status)))


def _campaigns(
    created: NDArray[np.int64], channel: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    months = created.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    year = months // 12 + 1970
    season = np.array([0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2])[months % 12]
    first_year = day_of(int(created.min())).year
    years = range(first_year, day_of(int(created.max())).year + 1)
    named = np.array([each.advertises for each in CHANNELS])[channel] & (rng.random(len(created)) < CAMPAIGN_SHARE)
    campaign = np.where(named, (year - first_year) * len(CAMPAIGNS) + season, NONE)
    return campaign, tuple(f"{name} {each}" for each in years for name in CAMPAIGNS)


def lead_columns(leads: Leads, customers: Customers) -> list[Column]:
    """Return the columns of `khach_tiem_nang.csv`."""
    number = np.where(leads.customer == NONE, NONE, customers.number[leads.customer])
    return [
        code("Mã khách tiềm năng", "TN", 7, np.arange(1, len(leads.created) + 1)),
        day("Ngày tạo", leads.created),
        words("Kênh", CHANNEL_NAMES, leads.channel),
        words("Chiến dịch", leads.campaigns, leads.campaign),
        words("Trạng thái", STATUSES, leads.status),
        code("Mã khách hàng", "KH", 6, number),
        day("Ngày chuyển đổi", leads.converted),
        words("Phụ trách", STAFF, leads.owner),
    ]
