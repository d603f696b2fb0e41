"""Intervals of a study of choices hold the truth as often as they say."""

import numpy as np
import pytest

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.choice_study import study_choices

INERTIA, B = 0.8, np.array([0.7, -0.5])
AT_FIRST = np.array([[4.0, 3.0], [3.0, 2.0], [3.5, 4.0]])
MANY = 60_000


def choices(rng: np.random.Generator, people: int) -> BrandChoices:
    """People who choose three times each, by what they think of three brands and what they bought before."""
    n = 3 * people
    respondents = np.repeat(np.arange(people), 3)
    attributes = AT_FIRST + rng.normal(0, 1, (people, 3, 2))[respondents] + rng.normal(0, 0.5, (n, 3, 2))
    last = rng.integers(0, 3, n)
    utilities = attributes @ B + INERTIA * np.eye(3)[last]
    chosen = (utilities + rng.gumbel(size=(n, 3))).argmax(axis=1)
    return BrandChoices(
        brands=("a", "b", "c"),
        drivers=("service", "price"),
        attributes=attributes,
        available=np.ones((n, 3), dtype=np.bool_),
        last=last,
        shares=np.eye(3)[chosen],
        respondents=respondents,
        weights=None,
        spend=None,
        frequency=None,
        left_out=(),
    )


def expected_shares(attributes: np.ndarray, last: np.ndarray) -> np.ndarray:
    utilities = attributes @ B + INERTIA * np.eye(3)[last]
    chances = np.exp(utilities - utilities.max(axis=1, keepdims=True))
    return (chances / chances.sum(axis=1, keepdims=True)).mean(axis=0)


@pytest.mark.prove
def test_what_if_shares_and_the_gain_on_choices_kept_back_are_held_in_four_fifths_of_all_worlds() -> None:
    rng = np.random.default_rng(5)
    all_of_them = choices(rng, MANY)
    moved = all_of_them.attributes.copy()
    moved[:, 0, 0] += 0.5
    truth = expected_shares(moved, all_of_them.last) - expected_shares(all_of_them.attributes, all_of_them.last)
    shares, gains = [], []
    for _ in range(500):
        study = study_choices(choices(rng, 300))
        found = study.what_if("a", "service", by=0.5)
        assert found.low is not None
        assert found.high is not None
        shares.append((found.low <= truth) & (truth <= found.high))

        assert study.held_out is not None
        gain = study.held_out.gain
        assert gain.low is not None
        assert gain.high is not None
        hits = all_of_them.shares[np.arange(len(all_of_them)), _foretold(study.logit.coefficients_, all_of_them)]
        same = all_of_them.shares[np.arange(len(all_of_them)), all_of_them.last]
        gains.append(gain.low <= float((hits - same).mean()) <= gain.high)

    print(np.mean(shares, axis=0), np.mean(gains))  # noqa: T201 - read by -s
    assert all(0.76 <= each <= 0.84 for each in np.mean(shares, axis=0))
    assert 0.76 <= np.mean(gains) <= 0.84


def _foretold(coefficients: np.ndarray, among: BrandChoices) -> np.ndarray:
    return (among.attributes @ coefficients[1:] + coefficients[0] * np.eye(3)[among.last]).argmax(axis=1)
