"""The quality profile against printed examples, sums by hand, and surveys drawn from a known truth."""

import itertools
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import QualityProfile, Ratings, Weights
from crmeter.vocabulary import NotEnoughData

Array = NDArray[np.float64]
NAN = float("nan")
T_3 = 1.6377443536962102  # Student's t, 3 degrees of freedom, 80 %


def printed(weights: list[float], ours: list[float], others: list[float], *, rounded: bool) -> QualityProfile:
    return QualityProfile(Weights.given(weights), rounded=rounded).fit(
        Ratings.of_means(["ours", "theirs"], [ours, others]), "ours"
    )


def test_the_printed_price_satisfaction_of_a_car_is_found_with_rounded_ratios() -> None:
    """Acura, in Yang 2005, Design for Six Sigma for Service, table 5.4 after Gale."""
    found = printed([60, 20, 10, 10], [9, 6, 9, 7], [7, 6, 8, 7], rounded=True)

    assert found.ratio_.tolist() == [1.29, 1.00, 1.13, 1.00]
    assert found.contribution_.round(1).tolist() == [77.4, 20, 11.3, 10]
    assert round(found.score_, 1) == 118.7
    assert round(float(found.relative_price().value), 1) == 84.2


def test_without_rounding_the_same_car_scores_what_its_ratings_say() -> None:
    found = printed([60, 20, 10, 10], [9, 6, 9, 7], [7, 6, 8, 7], rounded=False)

    assert round(found.score_, 1) == 118.4
    assert round(float(found.relative_price().value), 1) == 84.5


def test_the_printed_score_of_a_treatment_is_found() -> None:
    """Gallbladder, the same book, table 5.3: ratios alone are printed."""
    assert printed([40, 30, 10, 5, 15], [3.0, 2.0, 1.5, 1.4, 2.0], [1] * 5, rounded=True).score_ == pytest.approx(232)


def test_the_chicken_example_closes() -> None:
    """After Gale 1994, quoted at second hand: its contributions, printed to one decimal, add up to 126.1."""
    ours, others = [8.1, 9.0, 9.2, 8.0, 8.0, 9.4], [7.2, 7.3, 6.5, 8.0, 8.0, 6.4]
    weights = [10.0, 20, 20, 15, 10, 25]

    found = printed(weights, ours, others, rounded=True)

    assert found.score_ == pytest.approx(126.05)
    # The last is 36.75, which is printed rounded up.
    assert found.contribution_ == pytest.approx([11.3, 24.6, 28.4, 15, 10, 36.75])
    satisfaction = [round(float(found.weights_ @ ratings) / 100, 1) for ratings in (found.ours_, found.others_)]
    assert satisfaction == [8.8, 7.1]
    assert round(printed(weights, ours, others, rounded=False).score_, 1) == 125.9


def test_means_without_a_spread_have_no_interval() -> None:
    found = printed([1, 1], [8, 7], [7, 7], rounded=False)

    assert found.score().low is None
    assert found.ratio().low is None
    assert found.relative_price().high is None
    assert math.isnan(found.score_error_)


def survey(rows: list[tuple[str, str, float, float]]) -> Ratings:
    return Ratings.of_respondents([r[0] for r in rows], [r[1] for r in rows], [r[2:] for r in rows])


SEPARATE = [
    ("r1", "us", 8.0, 8.0),
    ("r2", "us", 9.0, 7.0),
    ("r3", "us", 7.0, 9.0),
    ("r4", "us", 8.0, 8.0),
    ("r5", "them", 6.0, 5.0),
    ("r6", "them", 8.0, 5.0),
    ("r7", "them", 7.0, 8.0),
    ("r8", "them", 7.0, 6.0),
]


def test_the_error_of_a_ratio_is_that_of_two_independent_means() -> None:
    """Both variances are 2/3, so v = 1/6: SE² = v/49 + (8/49)² v by Welch."""
    found = QualityProfile(Weights.given([1, 0])).fit(survey(SEPARATE), "us")

    part_us, part_them = 1 / 6 / 49, (8 / 49) ** 2 / 6
    assert found.ratio_[0] == pytest.approx(8 / 7)
    assert found.standard_errors_[0] == pytest.approx(math.sqrt(part_us + part_them))
    freedom = (part_us + part_them) ** 2 / (part_us**2 / 3 + part_them**2 / 3)
    assert found.score_freedom_ == pytest.approx(freedom)


def test_attributes_that_offset_each_other_leave_the_score_sure() -> None:
    """Whoever rates our first attribute higher rates the second lower, so the sum hangs on them alone."""
    found = QualityProfile(Weights.given([0.5, 0.5])).fit(survey(SEPARATE), "us")

    slopes = np.array([-8 / 49, -8 / 36])
    theirs = np.array([[6, 8, 7, 7], [5, 5, 8, 6]])
    ours = np.array([[8, 9, 7, 8], [8, 7, 9, 8]])
    by_hand = (
        slopes @ np.cov(theirs) @ slopes / 4 + np.array([1 / 7, 1 / 6]) @ np.cov(ours) @ np.array([1 / 7, 1 / 6]) / 4
    )
    assert found.score_error_ == pytest.approx(50 * math.sqrt(by_hand))


def test_who_rates_both_products_alike_does_not_move_the_ratio() -> None:
    scores = [6.0, 7, 8, 9]
    rows = [
        (f"r{i}", product, x * scale, 5.0 + i)
        for i, x in enumerate(scores)
        for product, scale in [("a", 1), ("b", 0.5)]
    ]

    found = QualityProfile(Weights.given([1, 1])).fit(survey(rows), "a")

    assert found.ratio_.tolist() == pytest.approx([2, 1])
    assert math.isnan(found.standard_errors_[0])


def test_equal_answers_do_not_say_how_far_others_may_lie() -> None:
    """The mean of three times 7.1 is not 7.1 in binary."""
    rows = [(f"r{i}", product, rating, 5.0 + i) for i in range(3) for product, rating in [("a", 7.1), ("b", 6.3)]]

    found = QualityProfile(Weights.given([1, 1])).fit(survey(rows), "a")

    assert math.isnan(found.standard_errors_[0])
    bounds = found.ratio()
    assert bounds.low is None or math.isnan(bounds.low[0])
    assert Weights.stated(["a", "b", "c"], [[0.1, 0.2]] * 3).estimates().low is None


def test_the_order_of_the_rows_does_not_matter() -> None:
    mixed = [SEPARATE[i] for i in (5, 2, 7, 0, 1, 6, 4, 3)]
    weights = Weights.given([2, 1])

    one, other = (QualityProfile(weights).fit(survey(rows), "us") for rows in (SEPARATE, mixed))

    assert one.score_ == other.score_
    assert one.score_error_ == other.score_error_


def test_the_others_are_the_mean_of_their_means_however_many_rated_them() -> None:
    rows = [("r1", "us", 8.0), ("r2", "a", 4.0), ("r3", "a", 4.0), ("r4", "a", 4.0), ("r5", "b", 8.0)]

    found = QualityProfile(Weights.given([1])).fit(
        Ratings.of_respondents([r[0] for r in rows], [r[1] for r in rows], [[r[2]] for r in rows]), "us"
    )

    assert found.others_.tolist() == [6]
    assert (found.n_ours_.tolist(), found.n_others_.tolist()) == ([1], [4])
    assert found.ratio().low is None  # one rating alone does not say how far others lie


def test_what_was_not_rated_is_left_out_of_its_mean_alone() -> None:
    rows = [*SEPARATE, ("r9", "us", NAN, 8.0), ("r10", "other", NAN, 6.0), ("r11", "other", NAN, 7.0)]

    found = QualityProfile(Weights.given([1, 1])).fit(survey(rows), "us")

    assert found.others_.tolist() == [7, 6.25]
    assert found.n_ours_.tolist() == [4, 5]
    assert np.isfinite(found.score_error_)


def test_an_attribute_rated_of_one_side_alone_is_told() -> None:
    rows = [("r1", "us", 8.0, 7.0), ("r2", "them", NAN, 7.0)]

    with pytest.raises(NotEnoughData) as lacking:
        QualityProfile(Weights.given([1, 1])).fit(survey(rows), "us")
    assert lacking.value.undefined.code == "attribute_not_rated"


def test_one_product_alone_has_no_profile() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        QualityProfile(Weights.given([1, 1])).fit(survey(SEPARATE[:4]), "us")
    assert lacking.value.undefined.code == "one_product"


def test_without_ratings_there_is_nothing_to_weigh() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        survey([("r1", "us", NAN, NAN)])
    assert lacking.value.undefined.code == "no_ratings"


@pytest.mark.parametrize("rating", [0.0, -1.0, float("inf")])
def test_a_rating_that_is_not_positive_is_refused(rating: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        survey([("r1", "us", rating, 5.0)])
    with pytest.raises(ValueError, match="positive"):
        Ratings.of_means(["us"], [[rating]])


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        survey([("r1", "us", 5.0, 5.0), ("r1", "us", 6.0, 5.0)])
    with pytest.raises(ValueError, match="weight for each"):
        QualityProfile(Weights.given([1])).fit(survey(SEPARATE), "us")
    with pytest.raises(ValueError, match="nobody rated"):
        QualityProfile(Weights.given([1, 1])).fit(survey(SEPARATE), "me")
    with pytest.raises(ValueError, match="sd goes with n"):
        Ratings.of_means(["us"], [[5.0]], sd=[[1.0]])
    with pytest.raises(ValueError, match="not all are 0"):
        Weights.given([0, 0])


def test_means_with_their_spread_give_the_errors_of_the_ratings_behind_them() -> None:
    single = QualityProfile(Weights.given([1, 1])).fit(survey(SEPARATE), "us")
    by_product = [np.array([r[2:] for r in SEPARATE if r[1] == code]) for code in ("us", "them")]
    means, sds = [x.mean(axis=0) for x in by_product], [x.std(axis=0, ddof=1) for x in by_product]

    told = QualityProfile(Weights.given([1, 1])).fit(
        Ratings.of_means(["us", "them"], means, sd=sds, n=[[4, 4], [4, 4]]), "us"
    )

    assert told.standard_errors_.tolist() == pytest.approx(single.standard_errors_.tolist())
    # How attributes vary together is not told by means, so the score has no interval.
    assert told.ratio().low is not None
    assert told.score().low is None


def test_a_declared_correlation_of_one_adds_the_errors_of_the_attributes() -> None:
    ratings = Ratings.of_means(["a", "b"], [[8, 6], [8, 6]], sd=[[2, 1], [0, 0]], n=[[25], [25]], correlation=1.0)

    found = QualityProfile(Weights.given([1, 1])).fit(ratings, "a")

    assert found.score_error_ == pytest.approx(50 * (0.4 / 8 + 0.2 / 6))


def test_each_product_in_turn_is_set_against_the_others() -> None:
    profile = QualityProfile(Weights.given([2, 1]))
    scores, errors = profile.fit(survey(SEPARATE), "us").relative_quality()

    for place, code in enumerate(["them", "us"]):
        alone = QualityProfile(Weights.given([2, 1])).fit(survey(SEPARATE), code)
        assert scores.value[place] == pytest.approx(alone.score_)
        assert errors[place] == pytest.approx(alone.score_error_)


def correlated(rng: np.random.Generator, n: int, k: int) -> Array:
    """Ratings with a halo: one taste in common and one for each attribute."""
    return 6 + rng.normal(size=(n, 1)) + rng.normal(size=(n, k))


def test_derived_weights_are_the_mean_gain_over_all_orders_of_entry() -> None:
    rng = np.random.default_rng(4)
    x = correlated(rng, 60, 4)
    y = x @ [0.5, 0.3, 0.1, 0.0] + rng.normal(size=60)

    def explained(columns: tuple[int, ...]) -> float:
        design = np.column_stack([np.ones(60), x[:, list(columns)]])
        return float(1 - np.linalg.lstsq(design, y, rcond=None)[1][0] / ((y - y.mean()) ** 2).sum())

    gains = np.zeros(4)
    orders = list(itertools.permutations(range(4)))
    for order in orders:
        for at, j in enumerate(order):
            gains[j] += (explained(order[: at + 1]) - explained(order[:at])) / len(orders)

    found = Weights.derived(np.arange(60), y, x)
    assert found.r_squared == pytest.approx(explained((0, 1, 2, 3)))
    assert found.share.tolist() == pytest.approx((gains / gains.sum()).tolist())
    assert found.share.sum() == pytest.approx(1)


def test_attributes_that_say_the_same_share_what_they_explain() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(5, 1, 50)

    found = Weights.derived(np.arange(50), x + rng.normal(size=50), np.column_stack([x, 2 * x]))

    assert found.share.tolist() == pytest.approx([0.5, 0.5])


def test_the_move_of_a_respondent_is_what_leaving_them_out_would_change() -> None:
    rng = np.random.default_rng(6)
    x = correlated(rng, 400, 3)
    y = x @ [0.6, 0.3, 0.1] + rng.normal(size=400)
    found = Weights.derived(np.arange(400), y, x)

    without = [Weights.derived(np.arange(399), np.delete(y, i), np.delete(x, i, axis=0)).share for i in range(400)]
    jackknife = np.sqrt(399 / 400 * ((np.array(without) - np.mean(without, axis=0)) ** 2).sum(axis=0))

    assert np.sqrt((found.moves**2).sum(axis=0)).tolist() == pytest.approx(jackknife.tolist(), rel=0.03)


def test_stated_weights_are_mean_shares_of_the_points() -> None:
    found = Weights.stated(["b", "a", "c"], [[60, 40], [8, 2], [NAN, 1]])

    assert found.share.tolist() == pytest.approx([0.7, 0.3])
    assert found.respondents.tolist() == ["a", "b"]
    assert math.sqrt((found.moves[:, 0] ** 2).sum()) == pytest.approx(0.1)  # sd √.02 over √2


def test_weights_that_respondents_made_widen_the_score() -> None:
    rng = np.random.default_rng(7)
    people = [f"r{i}" for i in range(40)]
    ours, theirs = rng.normal([8, 6], 1, (40, 2)), rng.normal([6, 8], 1, (40, 2))
    ratings = Ratings.of_respondents(people * 2, ["a"] * 40 + ["b"] * 40, np.vstack([ours, theirs]))
    stated = Weights.stated(people, rng.dirichlet([2, 2], 40))

    narrow = QualityProfile(Weights.given(stated.share)).fit(ratings, "a")
    wide = QualityProfile(stated).fit(ratings, "a")

    assert wide.score_ == pytest.approx(narrow.score_)
    assert wide.score_error_ > narrow.score_error_
    assert Weights.given([1, 2]).estimates().low is None
    assert stated.estimates().low is not None


def test_weights_need_respondents_spread_and_few_attributes() -> None:
    rng = np.random.default_rng(8)
    for code, overall, rating in [
        ("too_few_respondents", np.arange(3.0), rng.normal(size=(3, 2))),
        ("too_many_attributes", np.arange(30.0), rng.normal(size=(30, 11))),
        ("rating_without_spread", np.arange(9.0), np.column_stack([np.ones(9), np.arange(9.0)])),
        ("rating_without_spread", np.ones(9), rng.normal(size=(9, 2))),
        ("nothing_explained", np.array([1.0, -1, -1, 1]), np.array([[-2.0], [-1], [1], [2]])),
    ]:
        with pytest.raises(NotEnoughData) as lacking:
            Weights.derived(np.arange(len(overall)), overall, rating)
        assert lacking.value.undefined.code == code
    with pytest.raises(NotEnoughData):
        Weights.stated(["a"], [[NAN, 1]])


TRUE_MEANS = {"us": np.array([7.5, 6.0, 8.0]), "a": np.array([6.5, 7.0, 7.0]), "b": np.array([7.0, 6.0, 5.5])}
TRUE_RATIO = TRUE_MEANS["us"] / ((TRUE_MEANS["a"] + TRUE_MEANS["b"]) / 2)


def drawn(rng: np.random.Generator, n: int) -> tuple[list[str], list[str], Array]:
    """Each of n respondents rates us and one or two of the others, with a halo, some cells empty."""
    who, what, rows = [], [], []
    for i in range(n):
        person = rng.normal(0, 0.6)
        for code in ("us", *(("a",), ("b",), ("a", "b"))[int(rng.integers(3))]):
            # Uniform errors: ratings are bounded, and never near zero here.
            scores = TRUE_MEANS[code] + person + rng.normal(0, 0.4) + rng.uniform(-1.5, 1.5, 3)
            who.append(f"r{i}")
            what.append(code)
            rows.append(np.where(rng.random(3) < 0.1, np.nan, scores))
    return who, what, np.array(rows)


def test_the_truth_behind_a_large_survey_is_found() -> None:
    who, what, scores = drawn(np.random.default_rng(9), 4_000)
    overall = np.nan_to_num(scores, nan=6.0) @ [0.6, 0.3, 0.1]

    found = QualityProfile(Weights.given([60, 30, 10])).fit(Ratings.of_respondents(who, what, scores), "us")

    assert found.ratio_.tolist() == pytest.approx(TRUE_RATIO.tolist(), rel=0.01)
    assert found.score_ == pytest.approx(float(TRUE_RATIO @ [60, 30, 10]), rel=0.01)
    weights = Weights.derived(who, overall, scores)
    assert np.argsort(-weights.share).tolist() == [0, 1, 2]


def within(low: Array | None, truth: float | Array, high: Array | None) -> NDArray[np.bool_]:
    assert low is not None
    assert high is not None
    return np.asarray((low <= truth) & (truth <= high))


@pytest.mark.prove
@pytest.mark.parametrize("n", [15, 100])
def test_ratios_and_scores_are_held_in_four_fifths_of_all_surveys(n: int) -> None:
    rng, ratios, scores, prices = np.random.default_rng(n), [], [], []
    truth = float(TRUE_RATIO @ [60, 30, 10])
    for _ in range(800):
        found = QualityProfile(Weights.given([60, 30, 10])).fit(Ratings.of_respondents(*drawn(rng, n)), "us")
        ratio, score, price = found.ratio(), found.score(), found.relative_price()
        ratios.append(within(ratio.low, TRUE_RATIO, ratio.high))
        scores.append(within(score.low, truth, score.high))
        prices.append(within(price.low, 1e4 / truth, price.high))

    print("profile", n, np.mean(ratios), np.mean(scores))  # noqa: T201 - read by -s
    assert 0.76 <= np.mean(ratios) <= 0.84
    assert 0.76 <= np.mean(scores) <= 0.84
    assert np.mean(prices) == np.mean(scores)


@pytest.mark.prove
@pytest.mark.parametrize("n", [20, 100])
def test_scores_of_reported_means_are_held(n: int) -> None:
    """Attributes vary with correlation ½, which is declared."""
    rng, held = np.random.default_rng(n), []
    truth = float(TRUE_RATIO @ [60, 30, 10])
    for _ in range(1_000):
        answers = [TRUE_MEANS[code] - 6 + correlated(rng, n, 3) for code in TRUE_MEANS]
        ratings = Ratings.of_means(
            list(TRUE_MEANS),
            [x.mean(axis=0) for x in answers],
            sd=[x.std(axis=0, ddof=1) for x in answers],
            n=[[n]] * 3,
            correlation=0.5,
        )
        score = QualityProfile(Weights.given([60, 30, 10])).fit(ratings, "us").score()
        held.append(within(score.low, truth, score.high))

    print("means", n, np.mean(held))  # noqa: T201 - read by -s
    assert 0.76 <= np.mean(held) <= 0.84


def share_of(explained_by: Array) -> Array:
    """Derived weights in a population with a halo: unit variance in common, unit variance each."""
    covariance = np.eye(3) + 1
    gains = np.zeros(3)
    for order in itertools.permutations(range(3)):
        for at, j in enumerate(order):
            for columns, sign in ((order[: at + 1], 1), (order[:at], -1)):
                inside = covariance[np.ix_(columns, columns)]
                with_y = (covariance @ explained_by)[list(columns)]
                gains[j] += sign * float(with_y @ np.linalg.solve(inside, with_y)) if columns else 0
    return np.asarray(gains / gains.sum())


@pytest.mark.prove
@pytest.mark.parametrize("n", [60, 200])
def test_derived_and_stated_weights_and_their_scores_are_held(n: int) -> None:
    """Everybody rates us and a rival; the overall rating is of both."""
    rng, slopes = np.random.default_rng(n), np.array([0.6, 0.3, 0.2])
    people = [f"r{i}" for i in range(n)]
    true, stated_true = share_of(slopes), np.array([0.5, 0.3, 0.2])
    level = {"us": np.array([7.0, 6, 6]), "a": np.array([6.0, 6, 7])}
    ratio = level["us"] / level["a"]
    held: dict[str, list[NDArray[np.bool_]]] = {"derived": [], "derived_score": [], "stated": [], "stated_score": []}
    for _ in range(600):
        us = level["us"] - 6 + correlated(rng, n, 3)
        them = level["a"] - 6 + correlated(rng, n, 3)
        ratings = Ratings.of_respondents(people * 2, ["us"] * n + ["a"] * n, np.clip(np.vstack([us, them]), 0.1, None))
        derived = Weights.derived(people, us @ slopes + rng.normal(size=n), us)
        stated = Weights.stated(people, rng.dirichlet(5 * stated_true, n))
        for name, weights, truth in (("derived", derived, true), ("stated", stated, stated_true)):
            found, score = weights.estimates(), QualityProfile(weights).fit(ratings, "us").score()
            held[name].append(within(found.low, truth, found.high))
            held[name + "_score"].append(within(score.low, 100 * float(truth @ ratio), score.high))

    for name, each in held.items():
        print(name, n, np.mean(each))  # noqa: T201 - read by -s
    assert all(0.76 <= np.mean(each) <= 0.84 for each in held.values())
