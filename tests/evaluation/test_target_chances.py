"""The chance that a target is missed: read from how far forecasts erred, tried on past periods, or why it is empty."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from crmeter.evaluation.target_chances import LEAST_TRIED, level_missed, sum_missed
from crmeter.vocabulary import NotEnoughData

DATA = Path(os.environ.get("CRMETER_DATA", "../shared/data"))
RNG = np.random.default_rng(20261130)
MONTHS = np.arange(48)
SEASONAL = 100 * np.exp(0.005 * MONTHS + 0.25 * np.sin(2 * np.pi * MONTHS / 12) + RNG.normal(0, 0.06, 48))
WALK = 0.7 + np.cumsum(RNG.normal(0, 0.006, 48))


def test_a_sum_that_is_reached_already_is_not_missed_and_one_beyond_reach_is() -> None:
    behind = float(SEASONAL[-9:].sum())

    assert sum_missed(SEASONAL, -9, 3, behind, higher=True).missed == 0
    assert sum_missed(SEASONAL, -9, 3, behind * 10, higher=True).missed > 0.99


def test_what_has_come_is_told_beside_what_is_foreseen() -> None:
    found = sum_missed(SEASONAL, -9, 3, 1500, higher=True)

    assert found.so_far == pytest.approx(float(SEASONAL[-9:].sum()))
    assert found.so_far < found.low < found.expected < found.high


def test_missing_from_below_and_from_above_are_the_whole() -> None:
    below = sum_missed(SEASONAL, 0, 3, 330, higher=True)
    above = sum_missed(SEASONAL, 0, 3, 330, higher=False)

    assert below.missed + above.missed == pytest.approx(1)


@pytest.mark.parametrize("ends", [1, 3, 6])
def test_what_is_foreseen_is_missed_as_often_as_not(ends: int) -> None:
    first = level_missed(WALK, ends, 0.7, higher=True, is_share=True)
    found = level_missed(WALK, ends, first.expected, higher=True, is_share=True)

    assert found.missed == pytest.approx(0.5)
    # A tenth lies below the band of 80 %, a tenth above it.
    assert level_missed(WALK, ends, first.low, higher=True, is_share=True).missed == pytest.approx(0.1)
    assert level_missed(WALK, ends, first.high, higher=True, is_share=True).missed == pytest.approx(0.9)


def test_a_share_is_never_foreseen_beyond_the_whole() -> None:
    high = np.clip(0.96 + np.cumsum(RNG.normal(0, 0.004, 48)), 0.9, 0.999)
    found = level_missed(high, 6, 0.99, higher=True, is_share=True)

    assert 0 < found.low < found.high < 1


def test_chances_are_tried_on_past_periods_beside_the_base_rate() -> None:
    found = sum_missed(SEASONAL, -1, 2, float(SEASONAL[-13:-10].sum()) * 1.06, higher=True)

    assert found.tried >= LEAST_TRIED
    # Growth of 6 % a year is what the series has: about half of such targets were missed.
    assert 0.1 < found.base_brier <= 0.25
    assert found.brier < 0.25


@pytest.mark.parametrize("n", [5, 13, 20])
def test_too_few_months_tell_no_chance_of_a_level(n: int) -> None:
    with pytest.raises(NotEnoughData):
        level_missed(WALK[:n], 3, 0.7, higher=True, is_share=True)


def test_a_sum_without_the_year_before_tells_no_chance() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        sum_missed(SEASONAL[:11], 0, 1, 100, higher=True)

    assert lacking.value.undefined.code == "no_year_before"


@pytest.mark.prove
def test_of_targets_with_a_chance_that_share_is_missed() -> None:
    """Random walks of a log level, targets drawn around today: in each half the share missed is as told, within the
    99 % that so many targets allow."""
    rng = np.random.default_rng(7)
    said, missed = [], []
    for _ in range(300):
        months = 100 * np.exp(np.cumsum(rng.normal(0.002, 0.05, 51)))
        aim = float(months[47] * np.exp(rng.normal(0, 0.09)))
        try:
            found = level_missed(months[:48], 3, aim, higher=True, is_share=False)
        except NotEnoughData:
            continue
        said.append(found.missed)
        missed.append(months[50] < aim)
    chance, came = np.array(said), np.array(missed, dtype=float)
    for half in (chance < 0.5, chance >= 0.5):
        told, share = chance[half].mean(), came[half].mean()
        assert abs(told - share) < 2.576 * np.sqrt(told * (1 - told) / half.sum())
    assert np.mean((chance - came) ** 2) < came.mean() * (1 - came.mean())


def _histories(rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield years of months as firms have them: wandering, steady with a season, swinging back, counts that drift."""
    at = np.arange(60)
    while True:
        yield 100 * np.exp(np.cumsum(rng.normal(0.002, 0.05, 60)))
        yield 100 * np.exp(0.005 * at + 0.25 * np.sin(2 * np.pi * at / 12) + rng.normal(0, 0.08, 60))
        swing = np.zeros(60)
        for month in range(1, 60):
            swing[month] = 0.7 * swing[month - 1] + 0.05 * rng.standard_t(4)
        yield 100 * np.exp(0.15 * np.sin(2 * np.pi * at / 12) + swing)
        drift = 0.01 * at + 0.2 * np.sin(2 * np.pi * at / 12) + np.cumsum(rng.normal(0, 0.02, 60))
        yield 1.0 + rng.poisson(40 * np.exp(drift))


@pytest.mark.prove
def test_targets_that_are_said_to_be_safe_or_lost_are_so_as_often_as_told() -> None:
    """In the tails, where it matters: of targets told at most 10 %, and of those told at least 90 %, the share missed
    is as told, within the 99 % that so many targets allow."""
    rng = np.random.default_rng(29)
    said, missed = [], []
    for _, y in zip(range(400), _histories(rng), strict=False):
        n, ends = int(rng.choice([30, 36, 48])), int(rng.choice([1, 3, 6]))
        aim = float(y[n - 1] * np.exp(rng.normal(-0.05, 0.18)))
        try:
            found = level_missed(y[:n], ends, aim, higher=True, is_share=False)
        except NotEnoughData:
            continue
        said.append(found.missed)
        missed.append(y[n + ends - 1] < aim)
    chance, came = np.array(said), np.array(missed, dtype=float)
    for tail in (chance <= 0.1, chance >= 0.9):
        told, share = chance[tail].mean(), came[tail].mean()
        assert tail.sum() > 25
        assert abs(told - share) < 2.576 * np.sqrt(told * (1 - told) / tail.sum())


@pytest.mark.prove
@pytest.mark.skipif(not DATA.is_dir(), reason=f"the folder of real data is missing: {DATA}")
def test_half_a_year_of_passengers_tells_the_other_half() -> None:
    """Passengers of 1960, seen at the end of June: 2,695 thousand had come, 5,714 thousand came in all."""
    path = DATA / "forecast_series" / "monthly_quarterly_series.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    months = [float(row["value"]) for row in rows if row["series"] == "AirPassengers"]
    seen = months[:-6]

    found = sum_missed(seen, -6, 6, 5714, higher=True)
    assert found.so_far == 2695
    assert found.low < 5714 < found.high
    assert found.brier < 0.7 * found.base_brier
