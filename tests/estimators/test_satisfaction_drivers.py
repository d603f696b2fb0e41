"""What satisfaction goes with, against published shares of R² and sums by hand."""

import numpy as np
import pytest

from crmeter.estimators import AnswerScale, Estimates, Place, SatisfactionDrivers
from crmeter.estimators.arrays import Floats
from crmeter.estimators.satisfaction.variance_shares import variance_shares
from crmeter.vocabulary import NotEnoughData

FIVE, TEN = AnswerScale(1, 5), AnswerScale(1, 10)
# Correlations of `swiss` of R: fertility with agriculture, examination, education, catholic, infant mortality.
WITH_FERTILITY = np.array([0.3530792, -0.6458827, -0.6637889, 0.4636847, 0.4165560])
AMONG = np.array(
    [
        [1, -0.68654221, -0.63952252, 0.40109505, -0.06085861],
        [-0.68654221, 1, 0.69841530, -0.57274180, -0.11402160],
        [-0.63952252, 0.69841530, 1, -0.15385892, -0.09932185],
        [0.40109505, -0.57274180, -0.15385892, 1, 0.17549591],
        [-0.06085861, -0.11402160, -0.09932185, 0.17549591, 1],
    ]
)


def test_the_published_shares_are_found() -> None:
    """Grömping 2006, J. Statistical Software 17(1), `lmg` of `swiss`."""
    found = variance_shares(WITH_FERTILITY, AMONG)

    assert [round(part, 4) for part in found.parts] == [0.0571, 0.1712, 0.2601, 0.1056, 0.1128]
    assert found.explained == pytest.approx(0.7067, abs=5e-5)
    assert found.parts.sum() == pytest.approx(found.explained)


def test_two_drivers_share_by_hand() -> None:
    """r = (.6, .5) and .4: R² = (.36 + .25 − .24)/.84; the first has ½ (.36 + R² − .25)."""
    found = variance_shares(np.array([0.6, 0.5]), np.array([[1, 0.4], [0.4, 1]]))

    whole = 0.37 / 0.84
    assert found.explained == pytest.approx(whole)
    assert found.parts.tolist() == pytest.approx([(0.36 + whole - 0.25) / 2, (0.25 + whole - 0.36) / 2])


def test_slopes_are_those_of_small_steps() -> None:
    found, step = variance_shares(WITH_FERTILITY, AMONG), 1e-6
    tilted = AMONG.copy()
    tilted[0, 2] += step
    tilted[2, 0] += step
    raised = WITH_FERTILITY + step * np.eye(5)[1]

    by_among = (variance_shares(WITH_FERTILITY, tilted).parts - found.parts) / step
    by_outcome = (variance_shares(raised, AMONG).parts - found.parts) / step

    assert (2 * found.parts_slope.among[:, 0, 2]).tolist() == pytest.approx(by_among.tolist(), abs=1e-5)
    assert found.parts_slope.outcome[:, 1].tolist() == pytest.approx(by_outcome.tolist(), abs=1e-5)


def survey(n: int, seed: int, betas: tuple[float, ...] = (0.6, 0.3, 0.1), rho: float = 0.4) -> tuple[Floats, Floats]:
    """Draw ten-point answers that share a mood, and an overall score."""
    rng = np.random.default_rng(seed)
    mood = np.sqrt(rho) * rng.normal(size=(n, 1)) + np.sqrt(1 - rho) * rng.normal(size=(n, len(betas)))
    answers = np.clip(np.round(6 + np.arange(len(betas)) * 0.5 + 1.5 * mood), 1, 10)
    return answers @ np.array(betas) + rng.normal(0, 1, n), answers


def columns(answers: Floats) -> dict[str, Floats]:
    return {f"d{place}": column for place, column in enumerate(answers.T)}


def test_coefficients_are_those_of_standardised_least_squares() -> None:
    overall, answers = survey(200, 1)
    fitted = SatisfactionDrivers(TEN).fit(overall, columns(answers))

    y, x = ((each - each.mean(axis=0)) / each.std(axis=0) for each in (overall, answers))
    beta, rest = np.linalg.lstsq(x, y, rcond=None)[:2]
    assert fitted.coefficients_.tolist() == pytest.approx(beta.tolist())
    assert fitted.r2_ == pytest.approx(1 - float(rest[0]) / 200)
    assert fitted.shares_.sum() == pytest.approx(1)
    assert (fitted.n_, fitted.left_out_, fitted.diagnosis_) == (200, (), None)


def test_rows_may_come_in_any_order() -> None:
    overall, answers = survey(80, 2)
    turned = SatisfactionDrivers(TEN).fit(overall[::-1], columns(answers[::-1])).shares()
    fitted = SatisfactionDrivers(TEN).fit(overall, columns(answers)).shares()

    assert fitted.low is not None
    assert turned.low is not None
    assert turned.value.tolist() == pytest.approx(fitted.value.tolist())
    assert turned.low.tolist() == pytest.approx(fitted.low.tolist())


def test_a_row_with_an_answer_missing_is_left_out_whole_and_counted() -> None:
    overall, answers = survey(60, 3)
    answers[0, 1], overall[5] = np.nan, np.nan
    fitted = SatisfactionDrivers(TEN).fit(overall, columns(answers))
    kept = SatisfactionDrivers(TEN).fit(np.delete(overall, [0, 5]), columns(np.delete(answers, [0, 5], axis=0)))

    assert (fitted.n_, [(part.code, part.n) for part in fitted.left_out_]) == (58, [("missing_answer", 2)])
    assert fitted.shares_.tolist() == pytest.approx(kept.shares_.tolist())


def test_drivers_that_say_nearly_the_same_are_named_and_a_ridge_steadies_them() -> None:
    overall, answers = survey(300, 4, (0.5, 0.5), rho=0.0)
    twin = answers[:, 0].copy()
    twin[0] += 1 if twin[0] < 10 else -1
    drivers = {"a": answers[:, 0], "twin": twin, "b": answers[:, 1]}

    plain = SatisfactionDrivers(TEN).fit(overall, drivers)
    steadied = SatisfactionDrivers(TEN, ridge=0.1).fit(overall, drivers)

    assert plain.condition_index_ > 30
    assert plain.diagnosis_ is not None
    assert steadied.diagnosis_ is None
    wide, narrow = plain.coefficients(), steadied.coefficients()
    assert width(narrow)[0] < width(wide)[0] / 5
    assert steadied.coefficients_[0] == pytest.approx(steadied.coefficients_[1], abs=0.05)
    assert steadied.r2_ < plain.r2_


def width(found: Estimates) -> list[float]:
    assert found.low is not None
    assert found.high is not None
    return list(found.high - found.low)


def test_a_driver_that_follows_from_others_is_refused_without_a_ridge() -> None:
    overall, answers = survey(50, 5)
    drivers = {**columns(answers), "copy": answers[:, 0]}

    with pytest.raises(NotEnoughData) as refused:
        SatisfactionDrivers(TEN).fit(overall, drivers)
    assert refused.value.undefined.code == "drivers_follow_from_each_other"
    fitted = SatisfactionDrivers(TEN, ridge=0.05).fit(overall, drivers)
    assert fitted.shares_[0] == pytest.approx(fitted.shares_[3])


def test_the_map_says_where_to_begin_and_where_it_cannot_tell() -> None:
    overall, answers = survey(2_000, 6, (0.9, 0.05, 0.45))
    mapped = {each.name: each for each in SatisfactionDrivers(TEN).fit(overall, columns(answers)).priority_map()}

    # Means are about 6, 6.5 and 7.
    assert mapped["d0"].place is Place.FIX_FIRST
    assert mapped["d1"].place is Place.CANNOT_BE_TOLD
    assert mapped["d2"].place in (Place.MORE_THAN_NEEDED, Place.CANNOT_BE_TOLD)
    assert mapped["d0"].performance == pytest.approx(6, abs=0.1)
    assert sum(each.lead for each in mapped.values()) == pytest.approx(0, abs=1e-9)
    assert sum(each.importance for each in mapped.values()) == pytest.approx(1)


def test_all_quarters_of_the_map_are_reached() -> None:
    rng = np.random.default_rng(7)
    noise = rng.integers(-1, 2, (3_000, 4))
    answers = np.array([4.0, 8.0, 4.0, 8.0]) + noise
    overall = answers @ np.array([1, 1, 0.1, 0.1]) + rng.normal(0, 0.5, 3_000)
    mapped = SatisfactionDrivers(TEN).fit(overall, columns(answers)).priority_map()

    assert [each.place for each in mapped] == [
        Place.FIX_FIRST,
        Place.KEEP_UP,
        Place.LOW_PRIORITY,
        Place.MORE_THAN_NEEDED,
    ]
    assert all(place.words.vi != place.words.en for place in Place)


@pytest.mark.parametrize(
    ("overall", "drivers", "code"),
    [
        ([1, 2, 3, 4, 5], {"a": [1, 2, 3, 4, 6]}, "off_scale"),
        ([1, 2, 3], {"a": [1, 2, 3]}, "too_few_answers"),
        ([1, 2, 3, 4, 5], {"a": [3, 3, 3, 3, 3]}, "all_answer_alike"),
        ([4, 4, 4, 4, 4], {"a": [1, 2, 3, 4, 5]}, "all_answer_alike"),
        ([1, 0, 0, 1], {"a": [1, 1, 5, 5]}, "nothing_explained"),
    ],
)
def test_answers_that_carry_no_drivers_are_refused(
    overall: list[int], drivers: dict[str, list[int]], code: str
) -> None:
    with pytest.raises(NotEnoughData) as refused:
        SatisfactionDrivers(FIVE).fit(overall, drivers)
    assert refused.value.undefined.code == code


def test_wrong_shapes_and_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="each person"):
        SatisfactionDrivers(FIVE).fit([1, 2], {"a": [1]})
    with pytest.raises(ValueError, match="drivers"):
        SatisfactionDrivers(FIVE).fit([1, 2], {})
    with pytest.raises(ValueError, match="ridge"):
        SatisfactionDrivers(FIVE, ridge=-1).fit([1, 2], {"a": [1, 2]})
    with pytest.raises(ValueError, match="finite"):
        SatisfactionDrivers(FIVE).fit([1, np.inf], {"a": [1, 2]})


@pytest.mark.prove
@pytest.mark.parametrize("n", [100, 400])
def test_coefficients_shares_and_leads_are_held(n: int) -> None:
    """The truth is the fit of a million rows; the level holds for each figure."""
    overall, answers = survey(1_000_000, 99)
    true = SatisfactionDrivers(TEN).fit(overall, columns(answers))
    leads = np.array([each.lead for each in true.priority_map()])
    kept: dict[str, list[list[bool]]] = {"coefficients": [], "shares": [], "r2": [], "leads": []}
    for world in range(600):
        drawn, given = survey(n, 1_000 + world)
        fitted = SatisfactionDrivers(TEN).fit(drawn, columns(given))
        kept["coefficients"].append(inside(fitted.coefficients(), true.coefficients_))
        kept["shares"].append(inside(fitted.shares(), true.shares_))
        kept["r2"].append(inside(fitted.r2(), np.array(true.r2_)))
        bounds = [each.lead_interval for each in fitted.priority_map()]
        kept["leads"].append(
            [bool(b is not None and b.low <= lead <= b.high) for b, lead in zip(bounds, leads, strict=True)]
        )

    for name, each in kept.items():
        assert 0.76 <= np.mean(each) <= 0.84, (name, np.mean(each, axis=0))


def inside(found: Estimates, truth: Floats) -> list[bool]:
    assert found.low is not None
    assert found.high is not None
    return list(np.atleast_1d((found.low <= truth) & (truth <= found.high)))
