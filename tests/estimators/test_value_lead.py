"""How far one product is ahead of another in value, worked out by hand."""

import math

import numpy as np
import pytest

from crmeter.estimators import Ratings, Weights
from crmeter.estimators.value_analysis.value_lead import ValueLead

EQUAL = Weights.given([1.0, 1.0])


def of_means(*rows: tuple[float, float, float]) -> Ratings:
    return Ratings.of_means(["A", "B"], rows)


def test_two_products_are_apart_by_their_ratios() -> None:
    # Of two products, quality of A is 100 (½ · 8/5 + ½ · 4/5) = 120, of B 100 (½ · 5/8 + ½ · 5/4) = 93.75.
    lead = ValueLead(EQUAL).fit(of_means((8, 4, 6), (5, 5, 5)), "A", "B")

    assert lead.lead_ == pytest.approx((120 - 93.75) - (120 - 100 * 5 / 6))
    assert lead.lead().low is None


def test_where_price_counts_a_quarter_a_point_of_quality_is_worth_three() -> None:
    lead = ValueLead(EQUAL, price_weight=0.25).fit(of_means((8, 4, 6), (5, 5, 5)), "A", "B")

    assert lead.lead_ == pytest.approx(3 * (120 - 93.75) - (120 - 100 * 5 / 6))


def test_the_better_rating_brings_us_level_and_no_further() -> None:
    lead = ValueLead(EQUAL).fit(of_means((4, 5, 5), (5, 5, 5)), "A", "B")

    route = lead.route(1, top=10)

    # ½ (4/5 + x/5) − ½ (5/4 + 5/x) = 0 ⇔ x² − 2.25 x − 25 = 0.
    assert route is not None
    assert route.needed.value == pytest.approx((2.25 + math.sqrt(2.25**2 + 100)) / 2)
    assert route.effort == pytest.approx((float(route.needed.value) - 5) / 5)
    assert lead.route(1, top=6) is None


def test_whoever_is_ahead_needs_no_better_rating() -> None:
    assert ValueLead(EQUAL).fit(of_means((8, 8, 5), (5, 5, 5)), "A", "B").route(0, top=10) is None


def test_against_the_mean_of_all_a_product_counts_in_its_own_base() -> None:
    lead = ValueLead(EQUAL, is_share_of_all=True).fit(of_means((6, 4, 6), (4, 4, 4)), "A", "B")

    assert lead.lead_ == pytest.approx((110 - 90) - (120 - 80))


def test_what_both_products_share_is_no_error_of_the_lead() -> None:
    who, what = ["1", "2", "1", "2"], ["A", "A", "B", "B"]
    # Each respondent rates both alike but for a fixed ratio: the ratios do not move at all.
    ratings = Ratings.of_respondents(who, what, [[4, 4, 4], [6, 6, 6], [2, 2, 2], [3, 3, 3]])

    lead = ValueLead(EQUAL).fit(ratings, "A", "B").lead()

    assert lead.value == pytest.approx(0)
    assert lead.low is None or math.isnan(float(lead.low))


def test_the_interval_of_the_lead_holds_the_truth_four_times_of_five() -> None:
    rng = np.random.default_rng(7)
    truth = ValueLead(EQUAL).fit(of_means((6, 5, 5), (5, 6, 4.5)), "A", "B")
    hits, roots, root = 0, 0, truth.route(0, top=10)
    assert root is not None
    for _ in range(400):
        shared = rng.normal(size=(60, 1, 1))
        cube = np.array([[6, 5, 5], [5, 6, 4.5]]) + 0.4 * shared + 0.5 * rng.normal(size=(60, 2, 3))
        who = np.repeat(np.arange(60), 2).astype(str)
        ratings = Ratings.of_respondents(who, ["A", "B"] * 60, cube.reshape(-1, 3))
        drawn = ValueLead(EQUAL).fit(ratings, "A", "B")
        found, level = drawn.lead(), drawn.route(0, top=10)
        assert found.low is not None and found.high is not None
        hits += bool(found.low <= truth.lead_ <= found.high)
        if level is not None and level.needed.low is not None and level.needed.high is not None:
            roots += bool(level.needed.low <= root.needed.value <= level.needed.high)
    assert 0.75 < hits / 400 < 0.85
    assert 0.75 < roots / 400 < 0.85
