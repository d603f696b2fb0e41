"""How customers see the company beside two competitors, asked in two waves.

What somebody will buy next follows the ratings of the brands they know by stated effects. They say it as people do: in
steps of five percent, and not quite as they will act. Between the waves the price of the company is felt, and nothing
else moves.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.bought import Bought
from crmeter.demo.csv_files import Column, code, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import pick
from crmeter.demo.history import History

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

COMPARISON = "So sánh các hãng nước uống"
# Ours first; the others are called as the competitors whose goods they are.
BRANDS = ("An Khang", "Nước Suối Non Xanh", "Aqua Sông Hàn")
DRIVERS = ("Chất lượng", "Giá cả", "Chăm sóc khách hàng", "Thuận tiện", "Danh tiếng")
PRICE = 1
# On five points, in the second wave.
DRIVER_MEANS = ((4.0, 3.4, 3.7, 3.6, 3.9), (3.3, 4.0, 3.0, 3.4, 3.2), (3.8, 2.9, 3.5, 3.2, 3.6))
# By how much our price was rated higher in the first wave.
PRICE_FELT = 0.8
# What a point more adds to the utility of a brand.
DRIVER_EFFECTS = (0.75, 0.55, 0.38, 0.22, 0.08)
INERTIA = 0.7
BOUGHT_LAST = (0.6, 0.25, 0.15)
# So often it is what somebody buys as a rule.
AS_USUAL = 0.85
KNOWN_SHARES = (1.0, 0.94, 0.87)
# Stated chances vary around those of the model like shares of so many purchases; they are said in steps.
FIRMNESS = 14.0
STEP_OF_CHANCES = 5
# How dear each seems on ten points, and by how much less where its price is rated a point better.
SEEMS_DEAR = (6.0, 5.0, 7.5)
CHEAPER_PER_POINT = 0.9
WAVE_MONTHS = (10, 2)
PER_CUSTOMERS, FEWEST, MOST = 6, 240, 1_500
# Who buys for more is visited, not written to.
MOST_A_YEAR = 25_000_000
# Fewer were asked at first, and of these so many again.
FIRST_WAVE, AGAIN = 2 / 3, 0.9
# Of what somebody spends on water in a year, the part that is bought of us; said in steps of so many đồng.
LEAST_OF_WALLET, MOST_OF_WALLET = 0.3, 0.9
STEP = 10_000


@dataclass(frozen=True, slots=True)
class Silent:
    """Who was asked and did not answer.

    Args:
        customer, wave, asked: shape (s,).
    """

    customer: Numbers
    wave: Numbers
    asked: Numbers


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who compared brands, the first wave first.

    Args:
        customer: shape (m,); nobody twice in a wave.
        wave: shape (m,), 1 or 2.
        asked, answered: shape (m,), days.
        known: shape (m, brands), which brands they know; of others they say nothing.
        ratings: shape (m, brands, drivers), on five points.
        last: shape (m,), the brand that was bought last.
        chances: shape (m, brands), percent of buying each next; together 100.
        prices: shape (m, brands), how dear each seems, on ten points.
        spend: shape (m,), đồng at a time.
        frequency: shape (m,), purchases in a year.
        silent: who was asked as well.
    """

    customer: Numbers
    wave: Numbers
    asked: Numbers
    answered: Numbers
    known: NDArray[np.bool_]
    ratings: Numbers
    last: Numbers
    chances: Numbers
    prices: Numbers
    spend: Numbers
    frequency: Numbers
    silent: Silent

    def mean_ratings(self, wave: int) -> Floats:
        """Return how those who know a brand rate it in a wave, shape (brands, drivers)."""
        rows = self.wave == wave
        known = self.known[rows][:, :, None]
        return np.asarray((self.ratings[rows] * known).sum(axis=0) / known.sum(axis=0))


def draw_comparison(customers: Customers, bought: Bought, history: History, rng: np.random.Generator) -> Comparison:
    """Draw who compared brands, and what they said.

    Args:
        customers: of whom some are asked.
        bought: what the books say they bought, which is a part of what they say they spend.
        history: of the company.
        rng: the stream to draw from.
    """
    first, second = (history.ago(months) for months in WAVE_MONTHS)
    there = np.flatnonzero(customers.first_order < second)
    yearly, _ = bought.in_year_before(there, np.full(len(there), second))
    there = there[yearly <= MOST_A_YEAR]
    n = min(max(customers.buyers // PER_CUSTOMERS, FEWEST), MOST, len(there))
    chosen = pick(there, n, rng)
    early = there[customers.first_order[there] < first]
    before = _asked_before(chosen, early, rng)
    minds = _Minds.drawn(np.union1d(before, chosen), rng)
    waves = [
        _wave(1, first, before, early, bought, minds, rng),
        _wave(2, second, chosen, there, bought, minds, rng),
    ]
    joined = {
        each.name: np.concatenate([getattr(wave, each.name) for wave in waves])
        for each in fields(Comparison)
        if each.name != "silent"
    }
    silent = {each.name: np.concatenate([getattr(wave.silent, each.name) for wave in waves]) for each in fields(Silent)}
    return Comparison(**joined, silent=Silent(**silent))


def comparison_columns(told: Comparison, customers: Customers) -> list[Column]:
    """Return the columns of the file of the comparison: a row for each who answered and brand that they know."""
    who, brand = np.nonzero(told.known)
    return [
        code("Mã người trả lời", "SS", 5, who + 1),
        whole("Đợt", told.wave[who]),
        code("Mã khách hàng", "KH", 6, customers.number[told.customer[who]]),
        words("Hãng", BRANDS, brand),
        *(whole(driver, told.ratings[who, brand, place]) for place, driver in enumerate(DRIVERS)),
        whole("Mua lần gần nhất", (told.last[who] == brand).astype(np.int64)),
        whole("Khả năng mua lần tới (%)", told.chances[who, brand]),
        whole("Cảm nhận giá", told.prices[who, brand]),
        whole("Chi mỗi lần", told.spend[who]),
        whole("Số lần mỗi năm", told.frequency[who]),
    ]


def on_scale(values: Floats, low: int, high: int) -> Numbers:
    """Return values as they are given on a scale of whole points."""
    return np.clip(np.rint(values), low, high).astype(np.int64)


def _asked_before(chosen: Numbers, early: Numbers, rng: np.random.Generator) -> Numbers:
    """Return who answered the first wave: some of those of the second, and others."""
    n = min(round(len(chosen) * FIRST_WAVE), len(early))
    both, others = np.intersect1d(chosen, early), np.setdiff1d(early, chosen)
    again = min(max(round(n * AGAIN), n - len(others)), len(both))
    return np.sort(np.concatenate([pick(both, again, rng), pick(others, min(n - again, len(others)), rng)]))


@dataclass(frozen=True, slots=True)
class _Minds:
    """What people think from one wave to the next.

    Args:
        customer: shape (p,), in ascending order.
        usual: shape (p,), the brand that they buy as a rule.
        leaning: shape (p, brands, drivers), by how much they rate a brand higher than most do.
    """

    customer: Numbers
    usual: Numbers
    leaning: Floats

    @classmethod
    def drawn(cls, customer: Numbers, rng: np.random.Generator) -> "_Minds":
        shape = (len(customer), len(BRANDS), len(DRIVERS))
        leaning = rng.normal(0, 0.3, (len(customer), 1, 1)) + rng.normal(0, 0.75, shape)
        return cls(customer, rng.choice(len(BRANDS), len(customer), p=BOUGHT_LAST), leaning)


def _wave(
    wave: int,
    asked_on: int,
    chosen: Numbers,
    there: Numbers,
    bought: Bought,
    minds: _Minds,
    rng: np.random.Generator,
) -> Comparison:
    n, k = len(chosen), len(BRANDS)
    own = np.searchsorted(minds.customer, chosen)
    means = np.array(DRIVER_MEANS)
    felt = means.copy()
    felt[0, PRICE] += PRICE_FELT * (wave == 1)
    ratings = on_scale(felt + minds.leaning[own] + rng.normal(0, 0.6, (n, *means.shape)), 1, 5)
    last = np.where(rng.random(n) < AS_USUAL, minds.usual[own], rng.choice(k, n, p=BOUGHT_LAST))
    known = _known(last, rng)
    chances = _stated(_shares(ratings, last, known), rng)
    answered = asked_on + rng.integers(0, 15, n)
    cheap = CHEAPER_PER_POINT * (ratings[:, :, PRICE] - means[:, PRICE])
    spend, frequency = _spent(bought, chosen, answered, chances[:, 0], rng)
    others = np.setdiff1d(there, chosen)
    silent = pick(others, min(n, len(others)), rng)
    return Comparison(
        customer=chosen,
        wave=np.full(n, wave, dtype=np.int64),
        asked=np.full(n, asked_on, dtype=np.int64),
        answered=answered,
        known=known,
        ratings=ratings,
        last=last.astype(np.int64),
        chances=chances,
        prices=on_scale(np.array(SEEMS_DEAR) - cheap + rng.normal(0, 0.8, (n, k)), 1, 10),
        spend=spend,
        frequency=frequency,
        silent=Silent(silent, np.full(len(silent), wave), np.full(len(silent), asked_on)),
    )


def _known(last: Numbers, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return who knows which brand: what they bought last, and one more at least."""
    known = rng.random((len(last), len(BRANDS))) < np.array(KNOWN_SHARES)
    known[np.arange(len(last)), last] = True
    known[known.sum(axis=1) < 2, 1] = True
    return known


def _shares(ratings: Numbers, last: Numbers, known: NDArray[np.bool_]) -> Floats:
    """Return how likely each brand is next, by a logit of the ratings times their effects."""
    utility = ratings @ np.array(DRIVER_EFFECTS) + INERTIA * (np.arange(len(BRANDS)) == last[:, None])
    utility = np.where(known, utility, -np.inf)
    shares = np.exp(utility - utility.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _stated(shares: Floats, rng: np.random.Generator) -> Numbers:
    """Return chances as people state them: around the true ones, in steps, together 100."""
    drawn = rng.standard_gamma(FIRMNESS * shares)
    steps = 100 // STEP_OF_CHANCES * drawn / drawn.sum(axis=1, keepdims=True)
    whole_steps = np.floor(steps).astype(np.int64)
    missing = 100 // STEP_OF_CHANCES - whole_steps.sum(axis=1, keepdims=True)
    # The largest rests get what rounding leaves.
    rank = np.argsort(np.argsort(whole_steps - steps, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(STEP_OF_CHANCES * (whole_steps + (rank < missing)))


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
