"""How people compare who are given different cases (A5: agents, never a bare ranking)."""

import numpy as np
import pytest

from crmeter.estimators.case_mix import case_mix
from crmeter.vocabulary import NotEnoughData


def cases(*cells):
    """Cases from cells of (person, kind, how many, how many of them went well)."""
    rows = [(person, kind, k < well) for person, kind, n, well in cells for k in range(n)]
    person, kind, outcome = (np.array(column) for column in zip(*rows, strict=True))
    return outcome.astype(float), person, kind


def test_whoever_has_the_hard_cases_is_held_against_hard_cases():
    # Easy cases: An 18 of 20, Bình 72 of 80. Hard ones: An 40 of 80, Bình 8 of 20. Bare: An 58 %, Bình 80 %.
    found = case_mix(*cases((1, 0, 20, 18), (1, 1, 80, 40), (2, 0, 80, 72), (2, 1, 20, 8)))

    assert found.mean.tolist() == [0.58, 0.8]
    # On An's cases Bình would come to (20 × 0.9 + 80 × 0.4) / 100 = 50 %; on Bình's An to (80 × 0.9 + 20 × 0.5) / 100.
    assert found.expected.tolist() == pytest.approx([0.5, 0.82])
    assert found.difference.tolist() == pytest.approx([0.08, -0.02])


def test_the_error_counts_both_sides_within_each_kind():
    outcome = np.array([0, 2] * 10 + [4, 6] * 5 + [1, 3] * 15, dtype=float)
    person = np.repeat([1, 1, 2], [20, 10, 30])
    kind = np.zeros(60, dtype=int)
    found = case_mix(outcome, person, kind)

    # One kind: the two-sample error with the variance within both.
    own, other = outcome[:30], outcome[30:]
    variance = (own.var() * 30 + other.var() * 30) / 58
    error = np.sqrt(variance * (1 / 30 + 1 / 30))
    assert found.difference[0] == pytest.approx(own.mean() - other.mean())
    assert (found.high[0] - found.low[0]) / 2 == pytest.approx(1.2815516 * error, rel=1e-6)


def test_cases_that_nobody_else_had_stand_apart():
    found = case_mix(*cases((1, 0, 20, 10), (2, 0, 20, 10), (2, 7, 5, 5)))

    assert (found.n.tolist(), found.alone.tolist()) == ([20, 20], [0, 5])
    assert found.difference.tolist() == [0, 0]


def test_few_cases_are_drawn_towards_the_others():
    found = case_mix(*cases((1, 0, 12, 12), (2, 0, 400, 240), (3, 0, 400, 280), (4, 0, 400, 200)))

    assert abs(found.shrunk[0]) < 0.75 * abs(found.difference[0])
    assert abs(found.shrunk[3]) > 0.8 * abs(found.difference[3])


def test_a_difference_is_told_apart_only_beyond_what_so_many_people_make_likely():
    rng = np.random.default_rng(2)
    alike = case_mix(rng.random(3_000) < 0.7, rng.integers(0, 30, 3_000), rng.integers(0, 4, 3_000))
    assert not alike.is_told_apart.any()

    person = np.repeat(np.arange(30), 100)
    lazy = case_mix(rng.random(3_000) < np.where(person == 5, 0.4, 0.7), person, rng.integers(0, 4, 3_000))
    assert np.flatnonzero(lazy.is_told_apart).tolist() == [5]


def test_rounding_tells_nobody_apart():
    # Everybody takes a day, whatever the kind: of so many logarithms the sums end in other digits.
    person, kind = np.repeat([1, 2], [29, 28]), np.arange(57) % 2
    found = case_mix(np.full(57, np.log(24.0)), person, kind)

    assert found.difference.tolist() == [0.0, 0.0]
    assert not found.is_told_apart.any()


def test_one_person_alone_is_compared_with_nobody():
    with pytest.raises(NotEnoughData) as lacking:
        case_mix(*cases((1, 0, 50, 20), (2, 0, 5, 2)))
    assert lacking.value.undefined.code == "few_cases"


@pytest.mark.prove
@pytest.mark.parametrize("n", [300, 2_000])
@pytest.mark.parametrize("is_share", [True, False])
def test_bounds_hold_the_difference(n, is_share):
    rng, held = np.random.default_rng(6), []
    skill, hard = np.linspace(-0.15, 0.15, 8), np.array([0.3, 0.5, 0.75])
    for _ in range(400):
        person, kind = rng.integers(0, 8, n), rng.choice(3, n, p=[0.5, 0.3, 0.2])
        level = hard[kind] + skill[person]
        outcome = rng.random(n) < level if is_share else level + rng.exponential(0.4, n)
        found = case_mix(outcome, person, kind)
        count = np.array([[((person == a) & (kind == s)).sum() for s in range(3)] for a in range(8)])
        others = count.sum(axis=0) - count
        true = [
            sum(count[a, s] * (skill[a] - ((count[:, s] * skill).sum() - count[a, s] * skill[a]) / others[a, s])
                for s in range(3)) / count[a].sum()
            for a in range(8)
        ]  # fmt: skip
        held += ((found.low <= true) & (true <= found.high)).tolist()
    assert 0.76 <= np.mean(held) <= 0.84, np.mean(held)
