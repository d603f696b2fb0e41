"""A product of a table tried at another price and quality: 100 is the mean of the set with ours in it."""

import numpy as np
import pytest

from crmeter.estimators import Estimates
from crmeter.evaluation.external.product_values import Score
from crmeter.evaluation.external.value_places import Axes, PlacedSet, place
from crmeter.evaluation.external.value_trial import ScoredTrial, Spot


@pytest.fixture
def placed() -> PlacedSet:
    scored, paid = np.array([[10.0, 4.0], [10.0, 4.0]]), np.array([50.0, 50.0])
    hundred, none = Estimates(np.array([100.0, 100.0]), None, None, 0.8), np.full(2, np.nan)
    axes = Axes(("A", "B"), paid, hundred, hundred, none, none, np.zeros(2), True)
    return place(axes, price_weight=0.5, level=0.8, scored=scored)


def test_the_mean_of_the_set_moves_with_ours(placed: PlacedSet) -> None:
    trial = ScoredTrial(placed, (Score("bền"), Score("êm", 3.0)), "A", 30)

    spot = trial.spot({"quality": 20, "price": -20})

    # 1.2 of a mean of 1.1, and 40 of a mean of 45.
    assert (spot.quality, spot.price) == pytest.approx((100 * 1.2 / 1.1, 100 * 40 / 45))
    assert trial.by_for(spot) == {"quality": 20, "price": -20}


def test_what_lies_too_far_is_tried_as_far_as_it_goes(placed: PlacedSet) -> None:
    trial = ScoredTrial(placed, (Score("bền"), Score("êm")), "A", 30)

    assert trial.by_for(Spot(500, 1)) == {"quality": 30, "price": -30}
