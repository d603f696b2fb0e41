"""What customers say when they are asked: two waves about their satisfaction, and two in which they compare brands.

A score of satisfaction follows the ratings of four aspects by known effects. Between the waves the price is felt, and
the quiet segment begins to wait for deliveries.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.bought import Bought
from crmeter.demo.comparison import Comparison, draw_comparison, on_scale
from crmeter.demo.csv_files import Column, code, day, text, whole, words
from crmeter.demo.customers import Customers
from crmeter.demo.draws import pick
from crmeter.demo.history import History
from crmeter.demo.people import STAFF
from crmeter.demo.segments import QUIET
from crmeter.demo.streams import stream

Numbers = NDArray[np.int64]

# What is rated, on five points, its mean, and what a point more adds to the overall feeling.
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

SATISFACTION = "Khách hàng hài lòng đến đâu"


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
    return Surveys(waves, draw_comparison(customers, bought, history, rng))


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
    ratings = on_scale(means + rng.normal(0, 0.4, (n, 1)) + rng.normal(0, 0.85, means.shape), 1, 5)
    feels = (ratings - np.array(ASPECT_MEANS)) @ np.array(ASPECT_EFFECTS) + rng.normal(0, 0.35, n)
    is_answered = rng.random(n) < ANSWERED_SHARE
    angry = rng.random(n) < ANGRY_SHARE
    return Waves(
        customer=chosen,
        wave=wave,
        asked=asked,
        answered=np.where(is_answered, asked + rng.integers(0, 12, n), -1),
        nps=np.where(angry, 0, on_scale(8.0 + 2.1 * feels + rng.normal(0, 0.8, n), 0, 10)),
        csat=np.where(angry, 1, on_scale(3.9 + 1.0 * feels + rng.normal(0, 0.3, n), 1, 5)),
        ces=np.where(angry, 1, on_scale(5.1 + 1.1 * feels + rng.normal(0, 0.9, n), 1, 7)),
        ratings=ratings,
    )
