"""Pages seen much and acted on little: by hand, without blaming chance, and as often wrong as is said."""

import numpy as np
import pytest

from crmeter.estimators.outreach.page_conversion import page_conversion
from crmeter.vocabulary import NotEnoughData


def test_limits_and_chances_by_hand() -> None:
    # 60 of 1,200: θ = 5 %. √(0.05 × 0.95 / 400) = 0.010897; z of 10 of 400: (0.025 − 0.05) / 0.010897 = −2.2942.
    found = page_conversion([400, 400, 400], [10, 25, 25])

    assert found.rate == 0.05
    assert found.dispersion == 1
    assert found.limit_low.tolist() == pytest.approx([0.05 - 1.959964 * 0.010897] * 3, abs=1e-6)
    # 2 Φ(−2.2942) = 0.02178, of three.
    assert found.p_value[0] == pytest.approx(3 * 0.02178, abs=1e-4)
    assert found.missed.tolist() == pytest.approx([10, -5, -5])
    assert found.is_low.tolist() == [False] * 3


def test_a_small_page_is_not_blamed_and_a_large_one_is() -> None:
    found = page_conversion([40, 4000, 2000, 2000, 2000, 2000], [0, 60, 104, 98, 101, 97])

    # Forty views would bring 1.5 actions: too few to judge.
    assert np.isnan(found.p_value[0])
    assert found.is_low.tolist() == [False, True, False, False, False, False]


def test_pages_that_differ_anyway_make_wider_limits() -> None:
    rng = np.random.default_rng(5)
    views = np.full(60, 2000)
    alike = page_conversion(views, rng.binomial(views, 0.05))
    unlike = page_conversion(views, rng.binomial(views, np.clip(rng.normal(0.05, 0.015, 60), 0.005, 1)))

    assert alike.dispersion == 1
    assert unlike.dispersion > 3
    assert (unlike.limit_high - unlike.limit_low).mean() > 1.5 * (alike.limit_high - alike.limit_low).mean()
    assert unlike.is_low.sum() <= 2


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(NotEnoughData):
        page_conversion([100, 100], [1, 2])
    with pytest.raises(NotEnoughData):
        page_conversion([100, 100, 100], [0, 0, 0])
    with pytest.raises(ValueError, match="no more actions"):
        page_conversion([100, 100, 100], [1, 2, 101])


def test_of_pages_that_are_alike_any_is_blamed_no_oftener_than_in_twenty() -> None:
    rng = np.random.default_rng(11)
    views = rng.integers(200, 20_000, 30)
    wrong = [
        bool((found.is_low | found.is_high).any())
        for found in (page_conversion(views, rng.binomial(views, 0.04)) for _ in range(400))
    ]

    # Three standard errors above 5 %, and a little for the normal limit of small pages.
    assert np.mean(wrong) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400) + 0.01
