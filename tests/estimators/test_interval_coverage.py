"""Intervals of a nominal 80 % hold the truth in 76 to 84 % of draws, small samples included.

Of 500 draws a perfect interval falls outside 76 to 84 % once in forty times by chance, and there are some
ninety cases here; so there are 2,000 draws where a draw is cheap (standard error 0.9 points).
"""

import numpy as np
import pytest

from crmeter.estimators import GammaGamma, intervals
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta

pytestmark = pytest.mark.prove
DRAWS = 2000
COSTLY_DRAWS = 500

SKEWED = {
    # name: (draw n values, mean, median)
    "gamma_half": (lambda rng, n: rng.gamma(0.5, 2, n), 1.0, 0.454936),
    "gamma_1": (lambda rng, n: rng.gamma(1, 1, n), 1.0, np.log(2)),
    "gamma_2": (lambda rng, n: rng.gamma(2, 0.5, n), 1.0, 0.839173),
    "lognormal_1": (lambda rng, n: rng.lognormal(-0.5, 1, n), 1.0, np.exp(-0.5)),
}


def holds(interval, truth):
    return interval.low <= truth <= interval.high


def assert_holds_80(held, most=0.84):
    assert len(held) >= COSTLY_DRAWS
    assert 0.76 <= np.mean(held) <= most, f"{np.mean(held):.3f}"


@pytest.mark.parametrize("n", [10, 20, 50, 200])
@pytest.mark.parametrize("kind", SKEWED)
def test_means_of_skewed_amounts_are_held(kind, n):
    draw, mean, _ = SKEWED[kind]
    rng = np.random.default_rng(n)
    assert_holds_80([holds(intervals.mean(draw(rng, n), 0.8), mean) for _ in range(DRAWS)])


@pytest.mark.parametrize("kind", SKEWED)
def test_means_from_sums_are_held_at_their_threshold(kind):
    draw, mean, _ = SKEWED[kind]
    n = intervals.MEAN_FROM_SUMS_FROM
    rng = np.random.default_rng(1)
    held = []
    for _ in range(DRAWS):
        x = draw(rng, n)
        held.append(holds(intervals.mean_from_sums(n, x.sum(), x @ x, 0.8), mean))
    assert_holds_80(held)


@pytest.mark.parametrize("n", [4, 5, 6, 7, 10, 11, 20, 50, 200])
@pytest.mark.parametrize("kind", SKEWED)
def test_medians_are_held(kind, n):
    draw, _, median = SKEWED[kind]
    rng = np.random.default_rng(n)
    assert_holds_80(
        [holds(intervals.by_order_statistics(np.sort(draw(rng, n)).tolist(), 0.8), median) for _ in range(DRAWS)]
    )


@pytest.mark.parametrize("n", [25, 50, 200])
@pytest.mark.parametrize("quantile", [0.1, 0.75, 0.9])
def test_quantiles_are_held(quantile, n):
    true, rng = -np.log1p(-quantile), np.random.default_rng(n)
    assert_holds_80(
        [
            holds(intervals.by_order_statistics(np.sort(rng.exponential(size=n)).tolist(), 0.8, quantile), true)
            for _ in range(DRAWS)
        ]
    )


@pytest.mark.parametrize("n", [5, 10, 20, 50, 200])
def test_shares_are_held_on_average_over_all_true_shares(n):
    # For one true share the coverage of any interval jumps with n, since counts are whole; what can be asked
    # is the average over shares (Agresti & Coull 1998, The American Statistician 52(2)).
    rng = np.random.default_rng(n)
    held = []
    for share in rng.uniform(0, 1, 2 * DRAWS).tolist():
        held.append(holds(intervals.wilson(int(rng.binomial(n, share)), n, 0.8), share))
    assert_holds_80(held)


def retained(rng, kind, n):
    """Draw spends of n customers before and now: three in ten are lost, the others change by half or so."""
    before = rng.gamma(1, 1, n) if kind == "gamma_1" else rng.lognormal(0, 1, n)
    return before * (rng.random(n) < 0.7) * rng.lognormal(-0.125, 0.5, n) * 1.2, before


@pytest.mark.parametrize("n", [30, 100, 500])
@pytest.mark.parametrize("kind", ["gamma_1", "lognormal_1"])
def test_ratios_of_skewed_spends_are_held(kind, n):
    rng = np.random.default_rng(n)
    assert_holds_80([holds(intervals.ratio(*retained(rng, kind, n), 0.8), 0.7 * 1.2) for _ in range(DRAWS)])


@pytest.mark.parametrize("kind", ["gamma_1", "lognormal_1"])
def test_ratios_from_sums_are_held_at_their_threshold(kind):
    n = intervals.RATIO_FROM_SUMS_FROM
    rng = np.random.default_rng(2)
    held = []
    for _ in range(DRAWS):
        y, x = retained(rng, kind, n)
        held.append(holds(intervals.ratio_from_sums(n, y.sum(), x.sum(), y @ y, x @ x, x @ y, 0.8), 0.84))
    assert_holds_80(held)


def random_walk(rng, n):
    return np.exp(5 + rng.normal(0, 0.08, n).cumsum())


def seasons(rng, n):
    # Each draw begins at another place in the season, as series of customers do.
    place = (np.arange(n) + rng.integers(12)) * np.pi / 6
    return 0.3 * np.sin(place) + 0.1 * np.cos(2 * place)


def steady_season(rng, n):
    return np.exp(6 + seasons(rng, n) + rng.normal(0, 0.1, n))


def growing_season(rng, n):
    wander = rng.normal(0, 0.02, n).cumsum()
    return np.exp(6 + 0.005 * np.arange(n) + wander + seasons(rng, n) + rng.normal(0, 0.08, n))


def counted_season(rng, n):
    return rng.poisson(30 * np.exp(seasons(rng, n))).astype(np.float64)


FORECASTS = {
    "naive_random_walk": (Naive, random_walk, (12, 24, 36, 60)),
    "seasonal_naive_steady": (lambda: SeasonalNaive(12), steady_season, (18, 24, 36, 60)),
    "seasonal_naive_counts": (lambda: SeasonalNaive(12), counted_season, (24, 36, 60)),
    "theta_random_walk": (Theta, random_walk, (24, 36, 60)),
    "theta_growing": (lambda: Theta(12), growing_season, (24, 36, 60)),
    "theta_steady": (lambda: Theta(12), steady_season, (24, 36, 60)),
    "theta_counts": (lambda: Theta(12), counted_season, (24, 36, 60)),
}


# Twelve months ahead, bands from two or three steady seasons are cautious, said in docs/methods/theta.md and
# seasonal_naive.md: they hold the truth a little more often than they say.
CAUTIOUS = {
    ("seasonal_naive_steady", 36),
    ("theta_steady", 24),
    ("theta_steady", 36),
    ("theta_counts", 24),
    ("theta_counts", 36),
}


@pytest.mark.parametrize("steps", [6, 12])
@pytest.mark.parametrize(("kind", "n"), [(kind, n) for kind, (_, _, sizes) in FORECASTS.items() for n in sizes])
def test_forecasts_of_months_and_of_their_sum_are_held(kind, n, steps):
    make, draw, _ = FORECASTS[kind]
    rng = np.random.default_rng(n)
    months, sums = [], []
    for _ in range(COSTLY_DRAWS if make().name == "theta" else DRAWS):
        series = draw(rng, n + steps)
        model, coming = make().fit(series[:n]), series[n:]
        forecast = model.predict(steps, (0.8,))
        months += [holds(band[0], month) for band, month in zip(forecast.intervals, coming, strict=True)]
        sums += [holds(band, coming.sum()) for band in model.predict_total(steps, (0.8,)).intervals]
    print(kind, n, steps, f"months {np.mean(months):.3f} sum {np.mean(sums) if sums else None}")  # noqa: T201 - read by -s
    most = 0.88 if steps == 12 and (kind, n) in CAUTIOUS else 0.84
    assert_holds_80(months, most)
    # A seasonal Theta claims no band of a sum; of some series the season is not seen.
    if len(sums) >= COSTLY_DRAWS:
        assert_holds_80(sums, most)


@pytest.mark.parametrize("n", [100, 300, 1000])
def test_expected_spend_of_new_and_of_known_customers_is_held(n):
    true = GammaGamma().with_params({"p": 6.25, "q": 3.74, "gamma": 15.44})
    p, q, gamma = true.params_.values()
    rng = np.random.default_rng(n)
    new, known = [], []
    for _ in range(DRAWS // 2):
        bought = rng.geometric(0.35, n)
        mean = rng.gamma(p * bought) / bought / rng.gamma(q, 1 / gamma, n)
        fitted = GammaGamma().fit(bought, mean)
        if not fitted.converged_ or fitted.params_["q"] <= 1:
            continue  # no figure is given, and so no interval
        frequency, spend = np.append(0, bought[:20]), np.append(0.0, mean[:20])
        claimed = fitted.expected_spend(frequency, spend)
        truth = true.expected_spend(frequency, spend, with_interval=False).value
        held = (claimed.low <= truth) & (truth <= claimed.high)
        new.append(held[0])
        known.append(held[1:].mean())
    print("spend", n, f"new {np.mean(new):.3f} known {np.mean(known):.3f}")  # noqa: T201 - read by -s
    assert_holds_80(new)
    assert_holds_80(known)
