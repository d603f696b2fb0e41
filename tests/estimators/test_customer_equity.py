"""What choices are worth: the teaching example to the digit, slopes, what-ifs, and intervals that hold."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import CustomerEquity, Market
from crmeter.estimators.choice.brand_switching import Paths
from crmeter.estimators.choice.market import with_inertia
from crmeter.vocabulary import NotEnoughData

Floats = NDArray[np.float64]
DRIVERS = ("quality", "price", "service")
B = np.array([0.9, 0.35, 0.2, 0.1])
MARKET = Market(np.array([0.3, 0.25, 0.2]), 0.12, 3, 1_000_000)
SCALE = (1.0, 5.0)


def survey(seed: int, n: int = 400, brands: int = 3) -> dict[str, Any]:
    """What customers say of three brands, which they bought last and which they buy next."""
    rng = np.random.default_rng(seed)
    ratings = rng.integers(1, 6, size=(n, brands, 3)).astype(float)
    last = rng.integers(0, brands, n)
    chosen = (with_inertia(ratings, last) @ B + rng.gumbel(size=(n, brands))).argmax(axis=1)
    return {
        "ratings": ratings, "last": last, "chosen": chosen, "spend": rng.uniform(20, 80, n),
        "frequency": rng.uniform(1, 6, n), "market": MARKET,
    }  # fmt: skip


def true_equity(market: Market = MARKET, moved: float = 0.0) -> Floats:
    """The equity of a million customers, worked out with the coefficients that they choose by."""
    said = survey(0, n=200_000)
    ratings = said["ratings"]
    if moved:
        ratings[:, 0, 0] = np.minimum(ratings[:, 0, 0] + moved, 5)
    paths = Paths(
        ratings @ B[1:], B[0], said["last"], 1.12 ** (-1 / said["frequency"]),
        np.floor(said["frequency"] * market.horizon_years).astype(int) + 1,
    )  # fmt: skip
    value = paths.discounted() * said["spend"][:, None] * market.margin
    return np.asarray(value.mean(axis=0) * market.customers)


def two_brands(a: float, b: float, purchases: int) -> Paths:
    """A customer who stays with the first brand with probability a, with the second with b, and bought the first."""
    apart, inertia = (np.log(a / (1 - a)) - np.log(b / (1 - b))) / 2, (np.log(a / (1 - a)) + np.log(b / (1 - b))) / 2
    return Paths(np.array([[apart, 0.0]]), float(inertia), np.array([0]), np.array([1.12**-0.5]), np.array([purchases]))


def test_the_teaching_example_of_two_brands_gives_78_87() -> None:
    paths = two_brands(0.8, 0.7, 7)

    # Two purchases a year for three years, the one now among them, of 100 at a margin of 20 %.
    value = paths.discounted()[0] * 100 * 0.2

    assert paths.matrices()[0] == pytest.approx(np.array([[0.8, 0.2], [0.3, 0.7]]))
    assert value[0] == pytest.approx(78.8667, abs=5e-5)
    assert value.sum() == pytest.approx(118.8738, abs=5e-5)
    path = [replace(paths, purchases=np.array([n])).discounted()[0, 0] for n in (1, 2, 3)]
    assert np.diff([0, *path]) / 1.12 ** (-np.arange(3) / 2) == pytest.approx([0.8, 0.7, 0.65])


def test_a_horizon_far_away_comes_to_purchases_without_an_end() -> None:
    assert two_brands(0.8, 0.7, 3000).discounted() == pytest.approx(two_brands(0.8, 0.7, 1).forever())


@pytest.mark.parametrize("has_end", [True, False])
def test_slopes_are_those_of_small_steps(has_end: bool) -> None:
    rng = np.random.default_rng(1)
    utilities, value = rng.normal(size=(50, 4)), rng.uniform(0, 5, (50, 4))
    purchases = rng.integers(1, 9, 50) if has_end else None
    paths = Paths(utilities, 0.7, rng.integers(0, 4, 50), rng.uniform(0.8, 0.99, 50), purchases)

    def worth(**other: Any) -> Floats:
        return np.asarray((replace(paths, **other).discounted() * value).sum(axis=1))

    by_utility, by_inertia = paths.slopes(value)

    for brand in range(4):
        step = 1e-6 * np.eye(4)[brand]
        slope = (worth(utilities=utilities + step) - worth(utilities=utilities - step)) / 2e-6
        assert by_utility[:, brand] == pytest.approx(slope, rel=1e-5, abs=1e-5)
    slope = (worth(inertia=0.7 + 1e-6) - worth(inertia=0.7 - 1e-6)) / 2e-6
    assert by_inertia == pytest.approx(slope, rel=1e-5, abs=1e-5)


def test_what_many_say_gives_the_coefficients_and_the_equity_that_they_choose_by() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(7, n=20_000))

    assert fit.logit_.coefficients_ == pytest.approx(B, abs=0.05)
    assert fit.equity_.value == pytest.approx(true_equity(), rel=0.02)
    assert fit.share_.value.sum() == pytest.approx(1)
    assert fit.switching().sum(axis=1) == pytest.approx(np.ones(3))
    assert np.all(np.diag(fit.switching()) > 1 / 3)


def test_equity_is_the_mean_lifetime_value_of_those_asked_for_all_customers() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(8))

    assert fit.equity_.value == pytest.approx(fit.lifetime_value_.mean(axis=0) * 1_000_000)
    assert np.all(fit.forever() > fit.equity_.value)


def test_without_an_end_equity_is_the_closed_form_and_has_bounds_like_those_of_a_far_horizon() -> None:
    said = survey(14)
    far = CustomerEquity(DRIVERS).fit(**said | {"market": replace(MARKET, horizon_years=150)})

    endless = CustomerEquity(DRIVERS).fit(**said | {"market": replace(MARKET, horizon_years=np.inf)})

    assert endless.equity_.value == pytest.approx(far.equity_.value, rel=1e-5)
    assert endless.equity_.value == pytest.approx(far.forever())
    assert endless.equity_.low == pytest.approx(far.equity_.low, rel=1e-5)
    with pytest.raises(ValueError):
        replace(MARKET, horizon_years=np.inf, discount_rate=0)


def test_a_weight_of_two_is_a_respondent_asked_twice() -> None:
    said = survey(9, n=100)
    doubled = {k: v if k == "market" else np.concatenate([v, v[:50]]) for k, v in said.items()}
    weights = np.where(np.arange(100) < 50, 2.0, 1.0)

    weighted = CustomerEquity(DRIVERS).fit(**said, weights=weights)

    assert weighted.equity_.value == pytest.approx(CustomerEquity(DRIVERS).fit(**doubled).equity_.value)


def test_somebody_who_chose_twice_alike_is_no_second_respondent() -> None:
    said = survey(6, n=200)
    twice = {name: each if name == "market" else np.concatenate([each, each]) for name, each in said.items()}

    once = CustomerEquity(DRIVERS).fit(**said)
    again = CustomerEquity(DRIVERS).fit(**twice, respondents=np.tile(np.arange(200), 2))

    for one, other in ((once.equity_, again.equity_), (once.share_, again.share_)):
        assert other.value == pytest.approx(one.value)
        assert other.low == pytest.approx(one.low)
    change = again.what_if(0, {"quality": 0.5}, scale=SCALE).change
    assert change.high == pytest.approx(once.what_if(0, {"quality": 0.5}, scale=SCALE).change.high)


def test_who_buys_more_often_in_a_panel_counts_once_among_all_customers() -> None:
    said = survey(7, n=300)
    who = np.minimum(np.arange(300), 250)

    fit = CustomerEquity(DRIVERS).fit(**said, respondents=who)

    by_person = [*fit.lifetime_value_[:250], fit.lifetime_value_[250:].mean(axis=0)]
    assert fit.equity_.value == pytest.approx(np.mean(by_person, axis=0) * 1_000_000)
    assert fit.logit_.n_respondents_ == 251


def test_a_better_driver_adds_equity_up_to_the_end_of_the_scale() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(10, n=5_000))

    better = fit.what_if(0, {"quality": 0.5}, cost=200_000, scale=SCALE)

    assert better.change.value == pytest.approx(true_equity(moved=0.5)[0] - true_equity()[0], rel=0.1)
    assert better.held == int((survey(10, n=5_000)["ratings"][:, 0, 0] > 4.5).sum())
    assert better.returns is not None
    assert better.returns.value == pytest.approx((better.change.value - 200_000) / 200_000)
    assert better.break_even is not None
    at_even = fit.what_if(0, {"quality": 0.5 * better.break_even}, scale=SCALE)
    assert at_even.change.value == pytest.approx(200_000, rel=1e-3)
    assert at_even.returns is None


def test_the_published_airline_returns_44_7_per_cent() -> None:
    """Rust, Lemon & Zeithaml 2004: $70 M spent on a driver that adds $101.3 M of equity."""
    fit = CustomerEquity(DRIVERS).fit(**survey(3))
    grown = float(fit.what_if(0, {"quality": 0.2}).change.value)

    returns = fit.what_if(0, {"quality": 0.2}, cost=grown * 70 / 101.3).returns

    assert returns is not None
    assert round(float(returns.value), 3) == 0.447


def test_a_cost_that_no_driver_pays_back_has_no_break_even() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(11))

    assert fit.what_if(0, {"service": 1.0}, cost=1e12, scale=SCALE).break_even is None


def test_nothing_moved_changes_nothing() -> None:
    fit = CustomerEquity(DRIVERS).fit(**survey(12))

    same = fit.what_if(1, {"quality": 0.0})

    assert (float(same.change.value), same.held) == (pytest.approx(0, abs=1e-6), 0)
    assert float(same.change.high or 0) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"last": np.full(400, 3)}, {"spend": np.full(400, -1.0)}, {"frequency": np.zeros(400)},
        {"market": replace(MARKET, margin=np.array([0.3]))},
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        CustomerEquity(DRIVERS).fit(**survey(1) | wrong)


def test_choices_that_are_foretold_without_fail_are_worth_no_sum() -> None:
    said = survey(8)

    with pytest.raises(NotEnoughData) as lacking:
        CustomerEquity(DRIVERS).fit(**said | {"chosen": said["last"]})

    assert lacking.value.undefined.code == "no_optimum"
    assert "inertia" in lacking.value.undefined.reason.en


def test_assumptions_without_a_meaning_are_refused() -> None:
    for other in ({"horizon_years": 0}, {"customers": 0}, {"discount_rate": -1}, {"margin": np.array([2.0])}):
        with pytest.raises(ValueError):
            replace(MARKET, **other)  # type: ignore[arg-type]


def panel(seed: int, people: int) -> dict[str, Any]:
    """What people bought one after the other, the busiest fourteen times as often as the rarest."""
    rng = np.random.default_rng(seed)
    often = rng.integers(2, 29, people)
    who = np.repeat(np.arange(people), often)
    ratings = rng.integers(1, 6, (people, 3, 3))[who] + rng.normal(0, 0.3, (len(who), 3, 3))
    utility = ratings @ B[1:] + rng.gumbel(size=(len(who), 3))
    last = np.empty(len(who), dtype=np.int64)
    chosen = np.empty(len(who), dtype=np.int64)
    for row in range(len(who)):
        last[row] = chosen[row - 1] if row and who[row - 1] == who[row] else rng.integers(3)
        chosen[row] = (utility[row] + B[0] * (np.arange(3) == last[row])).argmax()
    return {
        "ratings": ratings, "last": last, "chosen": chosen, "spend": rng.uniform(20, 80, people)[who],
        "frequency": often[who] / 3, "market": MARKET, "respondents": who,
    }  # fmt: skip


@pytest.mark.prove
def test_intervals_from_a_panel_of_purchases_hold_as_often_as_they_say() -> None:
    all_ = panel(0, 20_000)
    paths = Paths(
        all_["ratings"] @ B[1:], B[0], all_["last"], 1.12 ** (-1 / all_["frequency"]),
        np.floor(all_["frequency"] * 3 + 1e-9).astype(int) + 1,
    )  # fmt: skip
    value = paths.discounted() * all_["spend"][:, None] * MARKET.margin
    counts = np.bincount(all_["respondents"])
    truth = np.array([(np.bincount(all_["respondents"], column) / counts).mean() for column in value.T]) * 1_000_000
    inside = []
    for seed in range(1, 401):
        fit = CustomerEquity(DRIVERS).fit(**panel(seed, 250))
        for estimate, true in ((fit.equity_, truth), (fit.share_, truth / truth.sum())):
            assert estimate.low is not None
            assert estimate.high is not None
            inside.append((estimate.low <= true) & (true <= estimate.high))

    assert 0.76 <= np.mean(inside[::2]) <= 0.84
    assert 0.76 <= np.mean(inside[1::2]) <= 0.84


@pytest.mark.prove
def test_intervals_of_equity_and_of_what_ifs_hold_as_often_as_they_say() -> None:
    equity, change = true_equity(), true_equity(moved=0.5)[0] - true_equity()[0]
    share, inside = equity / equity.sum(), []
    for seed in range(1000, 1400):
        fit = CustomerEquity(DRIVERS).fit(**survey(seed))
        better = fit.what_if(0, {"quality": 0.5}, scale=SCALE).change
        inside.append(
            [
                float(estimate.low[0]) <= truth <= float(estimate.high[0])  # type: ignore[index]
                for estimate, truth in ((fit.equity_, equity[0]), (fit.share_, share[0]))
            ]
            + [float(better.low) <= change <= float(better.high)]  # type: ignore[arg-type]
        )

    for covered in np.mean(inside, axis=0):
        assert 0.76 <= covered <= 0.84, np.mean(inside, axis=0)


def test_a_brand_that_somebody_does_not_know_is_worth_nothing_with_them() -> None:
    said = survey(13, n=300)
    known = np.ones((300, 3), bool)
    known[:100, 2] = (said["last"][:100] == 2) | (said["chosen"][:100] == 2)
    said["ratings"][~known] = np.nan

    fit = CustomerEquity(DRIVERS).fit(**said, available=known)

    assert np.all(fit.lifetime_value_[~known] == 0)
    assert np.all(np.isfinite(fit.lifetime_value_))
    assert np.all(np.isfinite(fit.equity_.low))
    assert fit.what_if(2, {"quality": 1.0}, scale=SCALE).change.value > 0
