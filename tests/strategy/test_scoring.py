"""Scores between floor and target, and means that decompose exactly (measures.md, Composite)."""

import pytest

from crmeter.strategy.scorecard.scoring import Part, mean_of, scored, shares
from crmeter.vocabulary import Text

LACKS = Text("thiếu", "lacks")


def part(
    name: str, weight: float, now: float | None, before: float | None = None, benchmark: float | None = None
) -> Part:
    return Part(
        name,
        1,
        weight,
        None if now is None else scored(now, 0, 100),
        None if before is None else scored(before, 0, 100),
        benchmark,
        LACKS if now is None else None,
    )


@pytest.mark.parametrize(
    ("value", "floor", "target", "score", "is_held"),
    [
        # (0.35 − 0.2) / (0.4 − 0.2) = 0.75
        (0.35, 0.2, 0.4, 75.0, False),
        # Lower is better: (6 − 8) / (2 − 8) = 1/3
        (6.0, 8.0, 2.0, 100 / 3, False),
        # Beyond the target and beyond the floor it is held, and says so.
        (0.5, 0.2, 0.4, 100.0, True),
        (9.0, 8.0, 2.0, 0.0, True),
    ],
)
def test_a_figure_is_scored_between_its_floor_and_its_target(value, floor, target, score, is_held) -> None:
    found = scored(value, floor, target)

    assert found.score == pytest.approx(score)
    assert found.is_held is is_held


def test_a_mean_weighs_its_parts_and_is_their_sum() -> None:
    parts = [part("a", 2, 75, 60, 50), part("b", 1, 30, 45, 80), part("c", 1, None)]

    # (2·75 + 1·30) / 3 = 60; before (2·60 + 45) / 3 = 55; benchmark (2·50 + 80) / 3 = 60.
    mean = mean_of(parts)
    assert (mean.score, mean.before, mean.benchmark) == (60, 55, 60)
    # 2·75/3 = 50 and 30/3 = 10 add up to 60.
    assert shares(parts) == [50, 10, None]


def test_a_period_before_is_that_of_the_same_parts_or_nothing() -> None:
    mean = mean_of([part("a", 1, 75, 60), part("b", 1, 30)])

    assert (mean.score, mean.before) == (52.5, None)
    assert mean_of([part("c", 1, None)]).score is None
