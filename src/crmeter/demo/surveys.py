"""What customers say when they are asked: two waves about their satisfaction, and one in which they compare brands.

A score of a wave follows the ratings of four aspects by known effects, and what somebody will buy next follows the
ratings of brands by others. Between the waves the price is felt, and the quiet segment begins to wait for deliveries.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.bought import Bought
from crmeter.demo.csv_files import Column, code, day, text, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import pick
from crmeter.demo.history import History
from crmeter.demo.people import STAFF
from crmeter.demo.segments import QUIET
from crmeter.demo.streams import stream

Numbers = NDArray[np.int64]

# Of satisfaction: what is rated, on five points, its mean, and what a point more adds to the overall feeling.
ASPECTS = ("Giao hàng", "Chất lượng", "Chăm sóc", "Giá cả")
ASPECT_MEANS = (3.7, 4.0, 3.8, 3.6)
ASPECT_EFFECTS = (0.55, 0.34, 0.18, 0.05)
DELIVERY, PRICE = 0, 3
PRICE_FELT = -0.7
QUIET_WAITS = -1.3
WAVE_MONTHS = (9, 1)
ASKED_PER_CUSTOMERS, FEWEST_ASKED, MOST_ASKED = 7, 240, 3_000
ANSWERED_SHARE = 0.55
# Some are so angry that they give the least of everything.
ANGRY_SHARE = 0.03

# Of the comparison: the brands, ours first, and what a point more adds to the utility of one.
BRANDS = ("An Khang", "Nước Suối Non Xanh", "Aqua Sông Hàn")
DRIVERS = ("Chất lượng", "Giá cả", "Chăm sóc khách hàng", "Thuận tiện", "Danh tiếng")
DRIVER_MEANS = ((4.0, 3.4, 3.7, 3.6, 3.9), (3.3, 4.0, 3.0, 3.4, 3.2), (3.8, 2.9, 3.5, 3.2, 3.6))
DRIVER_EFFECTS = (0.75, 0.55, 0.38, 0.22, 0.08)
INERTIA = 0.7
SEEMS_DEAR = (6.0, 5.0, 7.5)
COMPARED_PER_CUSTOMERS, FEWEST_COMPARED, MOST_COMPARED = 6, 240, 1_500
COMPARED_MONTHS = 2
# Of what somebody spends on water in a year, the part that is bought of us; said in steps of so many đồng.
LEAST_OF_WALLET, MOST_OF_WALLET = 0.3, 0.9
STEP = 10_000

SATISFACTION = "Khách hàng hài lòng đến đâu"
COMPARISON = "So sánh các hãng nước uống"


@dataclass(frozen=True, slots=True)
class Waves:
    """The invitations of both waves in the order in which they were sent.

    Args:
        customer: shape (n,), who was asked; nobody twice.
        wave: shape (n,), 1 or 2.
        asked: shape (n,), the day.
        answered: shape (n,), the day of the answer, `NONE` where there is none.
        nps, csat, ces: shape (n,), scores; of no meaning without an answer.
        ratings: shape (n, 4), of the aspects, likewise.
    """

    customer: Numbers
    wave: Numbers
    asked: Numbers
    answered: Numbers
    nps: Numbers
    csat: Numbers
    ces: Numbers
    ratings: Numbers

    @property
    def given(self) -> Numbers:
        """The places of those who answered."""
        return np.flatnonzero(self.answered >= 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who compared brands.

    Args:
        silent: shape (s,), customers who were asked as well and did not answer.
        customer: shape (m,), those who did.
        asked, answered: shape (m,), days.
        ratings: shape (m, brands, drivers), on five points.
        last: shape (m,), the brand that was bought last.
        chances: shape (m, brands), percent of buying each next; together 100.
        prices: shape (m, brands), how dear each seems, on ten points.
        spend: shape (m,), đồng at a time.
        frequency: shape (m,), purchases in a year.
    """

    silent: Numbers
    customer: Numbers
    asked: Numbers
    answered: Numbers
    ratings: Numbers
    last: Numbers
    chances: Numbers
    prices: Numbers
    spend: Numbers
    frequency: Numbers


@dataclass(frozen=True, slots=True)
class Surveys:
    """All that was asked."""

    waves: Waves
    comparison: Comparison


def draw_surveys(customers: Customers, bought: Bought, history: History, seed: int) -> Surveys:
    """Draw whom the company asked, and what they answered.

    Args:
        customers: of whom some are asked.
        bought: what the books say they bought, which is a part of what they say they spend.
        history: of the company.
        seed: the same seed gives the same answers.
    """
    rng = stream(seed, "surveys")
    waves = _draw_waves(customers, history, rng)
    return Surveys(waves, _draw_comparison(customers, bought, history, rng))


def satisfaction_columns(surveys: Surveys, customers: Customers) -> list[Column]:
    """Return the columns of the file of both waves: a row for each who answered."""
    waves = surveys.waves
    at = waves.given
    whose = waves.customer[at]
    return [
        code("Mã phiếu", "PL", 5, at + 1),
        text("Tên khảo sát", [SATISFACTION] * len(at)),
        whole("Đợt", waves.wave[at]),
        day("Ngày trả lời", waves.answered[at]),
        code("Mã khách hàng", "KH", 6, customers.number[whose]),
        words("Nhân viên phục vụ", STAFF, customers.owner[whose]),
        words("Kênh khảo sát", ("email",), np.zeros(len(at), dtype=np.int64)),
        whole("Sẵn lòng giới thiệu", waves.nps[at]),
        whole("Mức độ hài lòng", waves.csat[at]),
        whole("Mức độ dễ dàng", waves.ces[at]),
        *(whole(aspect, waves.ratings[at, place]) for place, aspect in enumerate(ASPECTS)),
    ]


def comparison_columns(surveys: Surveys, customers: Customers) -> list[Column]:
    """Return the columns of the file of the comparison: a row for each who answered and brand."""
    told = surveys.comparison
    n, k = told.chances.shape
    who, brand = np.repeat(np.arange(n), k), np.tile(np.arange(k), n)
    return [
        code("Mã người trả lời", "SS", 5, who + 1),
        code("Mã khách hàng", "KH", 6, customers.number[told.customer[who]]),
        words("Hãng", BRANDS, brand),
        *(whole(driver, told.ratings[who, brand, place]) for place, driver in enumerate(DRIVERS)),
        whole("Mua lần gần nhất", (told.last[who] == brand).astype(np.int64)),
        whole("Khả năng mua lần tới (%)", told.chances[who, brand]),
        whole("Cảm nhận giá", told.prices[who, brand]),
        whole("Chi mỗi lần", told.spend[who]),
        whole("Số lần mỗi năm", told.frequency[who]),
    ]


def _draw_waves(customers: Customers, history: History, rng: np.random.Generator) -> Waves:
    asked_on = [history.ago(months) for months in WAVE_MONTHS]
    there = np.flatnonzero(customers.first_order < asked_on[0])
    each = min(max(customers.buyers // ASKED_PER_CUSTOMERS, FEWEST_ASKED), MOST_ASKED, len(there) // 2)
    chosen = rng.permutation(pick(there, 2 * each, rng))
    wave = np.repeat(np.array([1, 2]), each)
    asked = np.repeat(np.array(asked_on), each)
    n = 2 * each
    second, quiet = wave == 2, customers.segment[chosen] == QUIET
    means = np.tile(np.array(ASPECT_MEANS), (n, 1))
    means[:, PRICE] += PRICE_FELT * second
    means[:, DELIVERY] += QUIET_WAITS * (second & quiet)
    ratings = _on_scale(means + rng.normal(0, 0.4, (n, 1)) + rng.normal(0, 0.85, means.shape), 1, 5)
    feels = (ratings - np.array(ASPECT_MEANS)) @ np.array(ASPECT_EFFECTS) + rng.normal(0, 0.35, n)
    is_answered = rng.random(n) < ANSWERED_SHARE
    angry = rng.random(n) < ANGRY_SHARE
    return Waves(
        customer=chosen,
        wave=wave,
        asked=asked,
        answered=np.where(is_answered, asked + rng.integers(0, 12, n), -1),
        nps=np.where(angry, 0, _on_scale(8.0 + 2.1 * feels + rng.normal(0, 0.8, n), 0, 10)),
        csat=np.where(angry, 1, _on_scale(3.9 + 1.0 * feels + rng.normal(0, 0.3, n), 1, 5)),
        ces=np.where(angry, 1, _on_scale(5.1 + 1.1 * feels + rng.normal(0, 0.9, n), 1, 7)),
        ratings=ratings,
    )


def _draw_comparison(customers: Customers, bought: Bought, history: History, rng: np.random.Generator) -> Comparison:
    asked_on = history.ago(COMPARED_MONTHS)
    there = np.flatnonzero(customers.first_order < asked_on)
    n = min(max(customers.buyers // COMPARED_PER_CUSTOMERS, FEWEST_COMPARED), MOST_COMPARED, len(there))
    chosen = pick(there, n, rng)
    silent = pick(np.setdiff1d(there, chosen), min(n, len(there) - n), rng)
    means = np.array(DRIVER_MEANS)
    ratings = _on_scale(means + rng.normal(0, 0.3, (n, 1, 1)) + rng.normal(0, 0.95, (n, *means.shape)), 1, 5)
    last = rng.choice(len(BRANDS), n, p=(0.6, 0.25, 0.15))
    utility = ratings @ np.array(DRIVER_EFFECTS) + INERTIA * (np.arange(len(BRANDS)) == last[:, None])
    shares = np.exp(utility - utility.max(axis=1, keepdims=True))
    chances = np.floor(100 * shares / shares.sum(axis=1, keepdims=True)).astype(np.int64)
    # What rounding leaves goes to the likeliest.
    chances[np.arange(n), shares.argmax(axis=1)] += 100 - chances.sum(axis=1)
    answered = asked_on + rng.integers(0, 15, n)
    prices = _on_scale(np.array(SEEMS_DEAR) + rng.normal(0, 1.1, (n, len(BRANDS))), 1, 10)
    spend, frequency = _spent(bought, chosen, answered, chances[:, 0], rng)
    return Comparison(
        silent=silent,
        customer=chosen,
        asked=np.full(n, asked_on, dtype=np.int64),
        answered=answered,
        ratings=ratings,
        last=last.astype(np.int64),
        chances=chances,
        prices=prices,
        spend=spend,
        frequency=frequency,
    )


def _spent(
    bought: Bought, chosen: Numbers, answered: Numbers, chance: Numbers, rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Return the money of one purchase and the purchases of a year, of all brands together.

    The likelier ours is next, the larger is our part of the year; who bought nothing of us in it spends like anybody.
    """
    n = len(chosen)
    spend = (rng.gamma(4.0, 60_000.0, n) / STEP).astype(np.int64) * STEP + 50_000
    frequency = 1 + rng.poisson(8.0, n)
    amount, orders = bought.in_year_before(chosen, answered)
    part = LEAST_OF_WALLET + (MOST_OF_WALLET - LEAST_OF_WALLET) * chance / 100
    times = np.ceil(orders / part).astype(np.int64)
    # Rounded up: nobody says less than what the books show.
    each = np.ceil(amount / part / np.maximum(times, 1) / STEP).astype(np.int64) * STEP
    is_in_books = amount > 0
    return np.where(is_in_books, each, spend), np.where(is_in_books, times, frequency)


def _on_scale(values: NDArray[np.float64], low: int, high: int) -> Numbers:
    return np.clip(np.rint(values), low, high).astype(np.int64)
