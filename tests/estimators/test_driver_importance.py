"""How much of choice lies with groups of drivers: parts that add up, and errors as those of the formula by hand."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import special

from crmeter.estimators.choice.driver_importance import driver_importance


def fitted(*coefficients: float) -> Any:
    """A model of attributes a, b, c … whose coefficients err by .1 each, independently."""
    k = len(coefficients)
    return SimpleNamespace(
        names=tuple("abcdef"[:k]), coefficients_=np.array(coefficients), covariance_=0.01 * np.eye(k)
    )


# Two brands, one choice: the standard deviations are 1, 2 and 0.5.
ATTRIBUTES = np.array([[[0.0, 0.0, 0.0], [2.0, 4.0, 1.0]]])
KNOWN = np.ones((1, 2), bool)


def test_a_group_has_the_sum_of_effects_by_spread_of_its_members() -> None:
    parts = driver_importance(fitted(0.5, -0.25, 2.0), ATTRIBUTES, KNOWN, [("a", "b"), ("c",)])

    # .5·1, .25·2 and 2·.5 of a whole of 2.
    assert parts.value == pytest.approx([0.5, 0.5])


def test_bounds_are_those_of_the_delta_method() -> None:
    parts = driver_importance(fitted(0.5, 0.25, 2.0), ATTRIBUTES, KNOWN, [("a",)], level=0.8)

    # w = .25; slopes: (1 − .25)·1/2, −.25·2/2 and −.25·.5/2.
    error = 0.1 * np.sqrt(0.375**2 + 0.25**2 + 0.0625**2) * special.ndtri(0.9)
    assert parts.low == pytest.approx([0.25 - error])
    assert parts.high == pytest.approx([0.25 + error])


def test_a_part_that_is_nearly_all_has_bounds_within_the_whole() -> None:
    parts = driver_importance(fitted(1.0, 0.001, 0.004), ATTRIBUTES, KNOWN, [("a",), ("b", "c")])

    assert parts.low is not None
    assert parts.high is not None
    assert 0 <= parts.low.min() < parts.high.max() <= 1
    assert parts.low[0] > 0.6
    # What is not the first is the second.
    assert parts.high[1] == pytest.approx(1 - parts.low[0])


def test_what_stands_apart_is_in_no_part() -> None:
    parts = driver_importance(fitted(9.0, 0.5, 2.0), ATTRIBUTES, KNOWN, [("b",), ("c",)], apart=("a",))

    assert parts.value == pytest.approx([0.5, 0.5])


def test_without_any_effect_there_is_no_part() -> None:
    parts = driver_importance(fitted(0.0, 0.0, 0.0), ATTRIBUTES, KNOWN, [("a",)])

    assert np.isnan(parts.value[0])
