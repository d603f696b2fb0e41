"""Scores of surveys against published figures and sums by hand."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from crmeter.estimators import (
    AnswerScale,
    Rake,
    Score,
    effort_score,
    net_promoter_score,
    satisfaction_share,
    score_difference,
)
from crmeter.vocabulary import NotEnoughData

TEN, FIVE, SEVEN = AnswerScale(0, 10), AnswerScale(1, 5), AnswerScale(1, 7)
# 50 promoters, 30 passives, 20 detractors.
HUNDRED = [9] * 25 + [10] * 25 + [7] * 15 + [8] * 15 + [0] * 5 + [6] * 15


def test_the_published_net_promoter_score_is_found() -> None:
    plain = net_promoter_score(HUNDRED, TEN, level=0.95, method="wald")
    adjusted = net_promoter_score(HUNDRED, TEN, level=0.95)

    assert plain.low is not None
    assert plain.high is not None
    assert (plain.value, plain.n, plain.n_effective) == (pytest.approx(30), 100, 100)
    assert (round(30 - plain.low, 2), round(plain.high - 30, 2)) == (15.31, 15.31)
    assert adjusted.low == pytest.approx(14.05, abs=0.005)
    assert adjusted.high == pytest.approx(44.20, abs=0.005)
    assert (adjusted.promoters, adjusted.passives, adjusted.detractors) == pytest.approx((0.5, 0.3, 0.2))


def test_a_third_of_each_has_the_widest_interval() -> None:
    """2 · 1.96 · 100 √(2/3) / √n = 320 / √n."""
    found = net_promoter_score([10, 8, 0] * 100, TEN, level=0.95, method="wald")

    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) * math.sqrt(300) == pytest.approx(320.07, abs=0.01)


def test_weights_move_a_score_and_say_how_little_it_rests_on() -> None:
    """Weights 3 and 1: NPS 100 (¾ − ¼); y = 1, −1, mean ½, Σw(y−½)²/Σw = ¾, Σw²(y−½)²/(Σw)² = 4.5/16, so n = 8/3."""
    found = net_promoter_score([10, 0], TEN, weights=[3, 1])

    n = 8 / 3
    p, d = (n * 0.75 + 0.75) / (n + 3), (n * 0.25 + 0.75) / (n + 3)
    assert (found.value, found.n, found.n_effective) == pytest.approx((50, 2, 1.6))
    assert found.centre == pytest.approx(100 * (p - d))
    assert found.standard_error == pytest.approx(100 * math.sqrt((p + d - (p - d) ** 2) / (n + 3)))


@pytest.mark.parametrize(
    "score",
    [
        lambda weights: net_promoter_score(HUNDRED, TEN, weights),
        lambda weights: satisfaction_share(HUNDRED, TEN, weights),
        lambda weights: effort_score(HUNDRED, TEN, weights),
    ],
)
def test_equal_weights_are_none(score: Callable[[list[float] | None], Score]) -> None:
    assert score([0.1] * 100) == score(None)


def test_the_published_share_of_the_satisfied_is_found() -> None:
    found = satisfaction_share([5] * 50 + [4] * 32 + [3] * 10 + [1] * 8, FIVE, level=0.95)

    assert (found.value, found.counted_from, found.method) == (0.82, 4, "wilson")
    assert found.low == pytest.approx(0.7333, abs=5e-5)
    assert found.high == pytest.approx(0.8830, abs=5e-5)


def test_the_top_two_boxes_are_those_of_the_scale() -> None:
    assert satisfaction_share([7, 6, 5, 4], SEVEN).value == 0.5
    assert satisfaction_share([10, 9, 8, 0], TEN).value == 0.5
    assert satisfaction_share([7, 6, 5, 4], SEVEN, boxes=1).value == 0.25
    with pytest.raises(ValueError, match="boxes"):
        satisfaction_share([1, 2], AnswerScale(1, 2))


def test_effort_is_a_mean_with_students_interval() -> None:
    """Mean 5.8, variance 6.8/4, t of 4 degrees of freedom 2.776445: 5.8 ± 1.6189, and the scale ends at 7."""
    found = effort_score([4, 5, 6, 7, 7], SEVEN, level=0.95)

    assert (found.value, found.low, found.high) == pytest.approx((5.8, 4.18106, 7), abs=1e-5)
    assert found.standard_error == pytest.approx(math.sqrt(1.7 / 5))


def test_answers_without_spread_have_no_error_to_be_seen() -> None:
    assert (effort_score([6, 6, 6], SEVEN).low, effort_score([6], SEVEN).high) == (None, None)
    assert net_promoter_score([9, 10], TEN, method="wald").low is None
    assert satisfaction_share([5, 5], FIVE).high == 1


def test_five_promoters_alone_do_not_make_a_sure_hundred() -> None:
    """p = 5.75/8, d = .75/8, centre 62.5: the score itself lies outside, and bounds end at 100."""
    found = net_promoter_score([10] * 5, TEN, level=0.95)

    assert (found.value, found.centre, found.high) == (100, pytest.approx(62.5), 100)


def test_who_did_not_answer_or_has_no_weight_is_counted_as_left_out() -> None:
    found = net_promoter_score([10, math.nan, 0, 10], TEN, weights=[1, 1, 0, 1])

    assert (found.value, found.n) == (100, 2)
    assert [(part.code, part.n) for part in found.left_out] == [("no_answer", 1), ("no_weight", 1)]


def test_a_net_promoter_score_is_refused_on_another_scale() -> None:
    with pytest.raises(NotEnoughData) as refused:
        net_promoter_score([5, 4], FIVE)
    assert refused.value.undefined.code == "wrong_scale"
    assert "1–5" in refused.value.undefined.reason.vi


@pytest.mark.parametrize("answer", [11, -1, 7.5])
def test_a_code_that_is_no_answer_is_refused(answer: float) -> None:
    with pytest.raises(NotEnoughData) as refused:
        net_promoter_score([9, answer], TEN)
    assert refused.value.undefined.code == "off_scale"


def test_without_answers_there_is_no_score() -> None:
    for answers in ([], [math.nan]):
        with pytest.raises(NotEnoughData) as refused:
            effort_score(answers, FIVE)
        assert refused.value.undefined.code == "no_answers"


@pytest.mark.parametrize("weights", [[1.0], [1.0, -1.0], [1.0, math.nan]])
def test_weights_that_are_none_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        effort_score([1, 2], FIVE, weights)


def test_two_waves_add_their_variances() -> None:
    wave = net_promoter_score(HUNDRED, TEN, level=0.95, method="wald")
    other = net_promoter_score([10] * 60 + [8] * 30 + [0] * 10, TEN, level=0.95, method="wald")

    found = score_difference(other, wave)

    # 100² (.7 − .5²)/100 = 45 and 100² (.7 − .3²)/100 = 61.
    reach = 1.959963984540054 * math.sqrt(45 + 61)
    assert (found.value, found.low, found.high) == pytest.approx((20, 20 - reach, 20 + reach))
    assert found.is_told_apart is False


def test_two_shares_differ_by_newcombes_interval() -> None:
    """56/70 and 48/80: .2000, .0524 to .3339 (Newcombe 1998, table II, method 10)."""
    now = satisfaction_share([5] * 56 + [1] * 14, FIVE, level=0.95)
    before = satisfaction_share([5] * 48 + [1] * 32, FIVE, level=0.95)

    found = score_difference(now, before)

    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found.is_told_apart is True


def test_two_means_differ_by_welchs_interval() -> None:
    """se² 1.7/5 and 1/3: freedom (.34 + .3333)² / (.34²/4 + .3333²/2) = 5.368."""
    found = score_difference(effort_score([4, 5, 6, 7, 7], SEVEN), effort_score([2, 3, 4], SEVEN))

    freedom = (0.34 + 1 / 3) ** 2 / (0.34**2 / 4 + (1 / 3) ** 2 / 2)
    assert freedom == pytest.approx(5.368, abs=0.001)
    assert found.low is not None
    assert found.low == pytest.approx(2.8 - 1.460818 * math.sqrt(0.34 + 1 / 3))
    assert score_difference(effort_score([4, 4], SEVEN), effort_score([2, 3], SEVEN)).is_told_apart is None


def test_only_scores_of_one_kind_are_compared() -> None:
    with pytest.raises(ValueError, match="name"):
        score_difference(effort_score([1, 2], FIVE), satisfaction_share([1, 2], FIVE))
    with pytest.raises(ValueError, match="scale"):
        score_difference(effort_score([1, 2], FIVE), effort_score([1, 2], SEVEN))


def held(score: Score, truth: float) -> bool:
    assert score.low is not None
    assert score.high is not None
    return score.low <= truth <= score.high


def promoter_answers(rng: np.random.Generator, shares: np.ndarray, n: int) -> np.ndarray:
    return rng.choice([10.0, 8.0, 3.0], size=n, p=shares)


@pytest.mark.prove
@pytest.mark.parametrize(
    ("n", "method"), [(10, "adjusted_wald"), (30, "adjusted_wald"), (200, "adjusted_wald"), (200, "wald")]
)
def test_net_promoter_scores_are_held_on_average_over_all_shares(n: int, method: str) -> None:
    # As with one share, coverage for one true score jumps with n; what can be asked is the average.
    rng, kept = np.random.default_rng(n), []
    for shares in rng.dirichlet([2, 2, 2], 3_000):
        found = net_promoter_score(promoter_answers(rng, shares, n), TEN, method=method)  # type: ignore[arg-type]
        kept.append(held(found, 100 * (shares[0] - shares[2])))

    assert 0.76 <= np.mean(kept) <= 0.84, np.mean(kept)


def weighted_draw(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw answers by the side of weights: who answers rarely weighs three times as much and is less content."""
    is_rare = rng.random(n) < 0.25
    answers = np.where(
        is_rare, rng.choice([10.0, 8.0, 3.0], n, p=[0.3, 0.3, 0.4]), rng.choice([10.0, 8.0, 3.0], n, p=[0.5, 0.3, 0.2])
    )
    return answers, np.where(is_rare, 3.0, 1.0)


@pytest.mark.prove
@pytest.mark.parametrize("n", [50, 300])
def test_weighted_scores_are_held(n: int) -> None:
    """The rare are 3/4 / (3/4 + 3/4) = half of the population."""
    rng, kept = np.random.default_rng(n), []
    for _ in range(2_000):
        answers, weights = weighted_draw(rng, n)
        kept.append(
            (
                held(net_promoter_score(answers, TEN, weights), 100 * (0.4 - 0.3)),
                held(satisfaction_share(answers, TEN, weights), 0.4),
                held(effort_score(answers, TEN, weights), 0.4 * 10 + 0.3 * 8 + 0.3 * 3),
            )
        )

    share = np.mean(kept, axis=0)
    assert np.all((share >= 0.76) & (share <= 0.84)), share


@pytest.mark.prove
def test_raked_scores_are_held() -> None:
    """Two in ten of the one half and six in ten of the other answer; of 1,000 asked, weights bring the halves back."""
    rng, kept = np.random.default_rng(3), []
    shares = {"old": [0.35, 0.3, 0.35], "young": [0.45, 0.3, 0.25]}
    for _ in range(500):
        n_old, n_young = rng.binomial(500, 0.2), rng.binomial(500, 0.6)
        answers = np.concatenate(
            [
                promoter_answers(rng, np.array(shares["old"]), n_old),
                promoter_answers(rng, np.array(shares["young"]), n_young),
            ]
        )
        age = ["old"] * int(n_old) + ["young"] * int(n_young)
        raked = Rake().fit({"age": age}, {"age": {"old": 0.5, "young": 0.5}})
        kept.append(held(net_promoter_score(answers, TEN, raked.weights_), 10))

    assert 0.76 <= np.mean(kept) <= 0.84, np.mean(kept)


@pytest.mark.prove
@pytest.mark.parametrize("n", [15, 50, 200])
def test_effort_is_held(n: int) -> None:
    rng, chances = np.random.default_rng(n), [0.05, 0.05, 0.08, 0.12, 0.2, 0.25, 0.25]
    truth = float(np.dot(chances, np.arange(1, 8)))
    kept = [held(effort_score(rng.choice(np.arange(1, 8), n, p=chances), SEVEN), truth) for _ in range(2_000)]

    assert 0.76 <= np.mean(kept) <= 0.84, np.mean(kept)


@pytest.mark.prove
@pytest.mark.parametrize("n", [30, 150])
def test_differences_are_held_on_average_over_all_shares(n: int) -> None:
    rng, kept = np.random.default_rng(n), []
    for first, second in rng.dirichlet([2, 2, 2], (2_000, 2)):
        now, before = promoter_answers(rng, first, n), promoter_answers(rng, second, 2 * n)
        kept.append(
            [
                held_between(net_promoter_score, now, before, 100 * ((first[0] - first[2]) - (second[0] - second[2]))),
                held_between(satisfaction_share, now, before, first[0] - second[0]),
                held_between(effort_score, now, before, float(np.dot(first - second, [10, 8, 3]))),
            ]
        )

    share = np.mean(kept, axis=0)
    assert np.all((share >= 0.76) & (share <= 0.84)), share


def held_between(score: Callable[..., Score], now: np.ndarray, before: np.ndarray, truth: float) -> bool:
    found = score_difference(score(now, TEN), score(before, TEN))
    # Answers without any spread have no interval; with thirty of them it hardly happens.
    return found.low is None or found.high is None or found.low <= truth <= found.high
