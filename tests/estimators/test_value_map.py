"""The value map against the printed toasters, sums by hand, and markets drawn from a known truth."""

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from crmeter.estimators import RelativePrice, ValueMap, Verdict, WavePath
from crmeter.vocabulary import NotEnoughData

Array = NDArray[np.float64]
NAN = float("nan")
Z_80 = 1.2815515655446004

# 15 toasters, Yang 2005, Design for Six Sigma for Service, table 5.5 after Gale.
DOLLARS = [70, 28, 77, 25, 40, 35, 15, 32, 45, 16, 35, 21, 25, 11, 13]
PRINTED = [215, 85, 237, 77, 123, 108, 46, 98, 138, 49, 108, 65, 77, 34, 40]


def test_the_printed_relative_prices_of_toasters_are_found() -> None:
    found = RelativePrice().fit(DOLLARS, set_code="toasters", currency="USD")

    # The second is a misprint: 28 of a mean of 32.53 is 86.1.
    expected = [86 if place == 1 else price for place, price in enumerate(PRINTED)]
    assert found.relative_price_.round().tolist() == expected
    assert found.relative_price_.mean() == pytest.approx(100)
    assert found.set_code_ == "toasters"
    assert found.estimates().low is None


def test_the_error_of_a_relative_price_counts_it_in_its_own_mean() -> None:
    """Prices 1 and 3: r = 50, dr/dp₁ = 100·3·2/16 = 37.5, dr/dp₂ = −100·2/16 = −12.5."""
    found = RelativePrice().fit([1, 3], set_code="x", currency="VND", standard_error=[0.1, 0.2])

    assert found.standard_errors_[0] == pytest.approx(math.hypot(37.5 * 0.1, 12.5 * 0.2))
    bounds = found.estimates()
    assert bounds.high is not None
    assert bounds.high[0] == pytest.approx(50 * math.exp(Z_80 * found.standard_errors_[0] / 50))


@pytest.mark.parametrize("price", [0.0, -5.0, NAN, float("inf")])
def test_a_price_that_is_not_positive_is_refused(price: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        RelativePrice().fit([10, price], set_code="x", currency="VND")
    with pytest.raises(ValueError, match="positive"):
        ValueMap().fit(["a", "b"], [100, 100], [100, price], set_code="x")


@pytest.mark.parametrize(
    ("prices", "sets", "currencies", "code"),
    [
        ([1, 2], ["x", "y"], "VND", "mixed_sets"),
        ([1, 2], "x", ["VND", "USD"], "mixed_currencies"),
        ([1], "x", "VND", "one_product"),
        ([], "x", "VND", "no_products"),
    ],
)
def test_what_cannot_be_set_against_each_other_is_told(
    prices: list[int], sets: Any, currencies: Any, code: str
) -> None:
    with pytest.raises(NotEnoughData) as lacking:
        RelativePrice().fit(prices, set_code=sets, currency=currencies)
    assert lacking.value.undefined.code == code


def test_a_map_is_of_one_set_and_more_than_one_product() -> None:
    for products, sets, code in [(["a", "b"], ["x", "y"], "mixed_sets"), (["a"], "x", "one_product")]:
        with pytest.raises(NotEnoughData) as lacking:
            ValueMap().fit(products, [100] * len(products), [100] * len(products), set_code=sets)
        assert lacking.value.undefined.code == code


QUALITY, PRICE = [110.0, 100.0, 90.0], [100.0, 100.0, 105.0]


def placed(price_weight: float = 0.5, price_weight_error: float = 0.0, **more: Any) -> ValueMap:
    fair = ValueMap(price_weight=price_weight, price_weight_error=price_weight_error)
    return fair.fit(["a", "b", "c"], QUALITY, PRICE, set_code="x", **more)


def test_distances_to_the_line_of_45_degrees_are_differences() -> None:
    found = placed()

    assert found.slope_ == 1
    assert found.distance().value.tolist() == [10, 0, -15]
    assert found.distance(is_perpendicular=True).value.tolist() == pytest.approx([10 / 2**0.5, 0, -15 / 2**0.5])


def test_the_slope_is_the_weight_of_quality_to_that_of_price() -> None:
    """60 : 40 makes 1.5; ten points better are worth 15 of price."""
    found = placed(0.4)

    assert found.slope_ == pytest.approx(1.5)
    assert found.distance().value.tolist() == pytest.approx([15, 0, -20])
    assert found.distance(is_perpendicular=True).value[0] == pytest.approx(15 / math.sqrt(3.25))


def test_the_interval_of_a_distance_holds_both_errors_and_what_they_share() -> None:
    found = placed(0.4, quality_error=[2, 2, 2], price_error=[3, 0, 3], covariance=[4, 0, 0])

    errors = [math.sqrt(9 + 9 - 2 * 1.5 * 4), 3, math.sqrt(9 + 9)]
    down, across = found.distance(), found.distance(is_perpendicular=True)
    assert down.high is not None
    assert across.high is not None
    assert (down.high - down.value).tolist() == pytest.approx([Z_80 * each for each in errors])
    assert (across.high - across.value).tolist() == pytest.approx([Z_80 * each / math.sqrt(3.25) for each in errors])


def test_an_unsure_weight_of_price_widens_the_more_the_further_from_the_middle() -> None:
    """ds/dw = −1/w² = −4: at ten points from the middle an error of .05 is one of 2."""
    found = placed(0.5, 0.05, quality_error=[0, 0, 0], price_error=[0, 0, 0])

    down, across = found.distance(), found.distance(is_perpendicular=True)
    assert down.high is not None
    assert across.high is not None
    assert (down.high - down.value).tolist() == pytest.approx([Z_80 * 2, 0, Z_80 * 2])

    def turned(weight: float) -> float:
        return float(placed(weight).distance(is_perpendicular=True).value[0])

    by_difference = (turned(0.5 + 1e-5) - turned(0.5 - 1e-5)) / 2e-5
    assert across.high[0] - across.value[0] == pytest.approx(Z_80 * 0.05 * abs(by_difference))


def test_a_verdict_falls_where_the_interval_leaves_the_line() -> None:
    found = placed(quality_error=[2, 2, 2], price_error=[2, 2, 2])

    assert found.verdicts() == (Verdict.BETTER, Verdict.FAIR, Verdict.WORSE)
    assert Verdict.FAIR.label.vi == "ngang giá trị"
    # The less is known, the less can be said.
    assert placed(quality_error=[20] * 3, price_error=[0] * 3).verdicts() == (Verdict.FAIR,) * 3


def test_without_errors_there_is_no_verdict() -> None:
    assert placed().verdicts() == (None, None, None)
    assert placed(quality_error=[2, NAN, 2], price_error=[0] * 3).verdicts()[1] is None
    assert placed().distance().low is None


def test_the_order_of_the_products_does_not_matter() -> None:
    turned = ValueMap().fit(["c", "a", "b"], [90, 110, 100], [105, 100, 100], set_code="x", share=[1, 2, 1])

    assert dict(zip(turned.products_, turned.distance().value, strict=True)) == {"a": 10, "b": 0, "c": -15}
    one, other = turned.market_region(), placed(share=[2, 1, 1]).market_region()
    assert float(one.quality.value) == pytest.approx(float(other.quality.value))
    chosen = turned.wished_regions(["s"] * 3, ["a", "a", "c"])[0]
    assert float(chosen.quality.value) == pytest.approx(310 / 3)


def test_prices_on_quality_by_least_squares_are_those_of_the_textbook() -> None:
    x, y = np.array([80.0, 95, 100, 110, 120]), np.array([85.0, 90, 104, 103, 118])
    line = ValueMap().fit(list("abcde"), x, y, set_code="x").price_line("ordinary", 0.8)

    slope, intercept = np.polyfit(x, y, 1)
    rest = y - intercept - slope * x
    error = math.sqrt(float(rest @ rest) / 3 / float(((x - x.mean()) ** 2).sum()))
    assert (line.slope, line.intercept) == pytest.approx((slope, intercept))
    assert line.low == pytest.approx(slope - 1.6377443536962102 * error)


def test_the_orthogonal_line_is_the_longest_axis_and_turns_with_the_cloud() -> None:
    x, y = np.array([80.0, 95, 100, 110, 120]), np.array([85.0, 90, 104, 103, 118])
    line = ValueMap().fit(list("abcde"), x, y, set_code="x").price_line()
    axis = np.linalg.eigh(np.cov(x, y))[1][:, -1]
    swapped = ValueMap().fit(list("abcde"), y, x, set_code="x").price_line()

    assert line.slope == pytest.approx(axis[1] / axis[0])
    assert swapped.slope == pytest.approx(1 / line.slope)
    assert line.low is not None
    assert line.high is not None
    assert (swapped.low, swapped.high) == pytest.approx((1 / line.high, 1 / line.low))


def test_where_quality_is_almost_sure_the_orthogonal_line_is_the_ordinary_one() -> None:
    found = ValueMap().fit(list("abcde"), [80, 95, 100, 110, 120], [85, 90, 104, 103, 118], set_code="x")

    assert found.price_line(error_ratio=1e8).slope == pytest.approx(found.price_line("ordinary").slope, rel=1e-6)


def test_a_round_cloud_has_no_line() -> None:
    cross = ValueMap().fit(list("abcd"), [90, 110, 100, 100], [100, 100, 90, 110], set_code="x")
    with pytest.raises(NotEnoughData) as lacking:
        cross.price_line()
    assert lacking.value.undefined.code == "no_direction"
    # Almost round: there is an axis, but the points do not bound where it points.
    nearly = ValueMap().fit(list("abcd"), [90, 110, 99, 101], [99, 101, 90.5, 109.5], set_code="x").price_line()
    assert (nearly.low, nearly.high) == (None, None)
    with pytest.raises(NotEnoughData):
        ValueMap().fit(["a", "b"], [90, 110], [90, 110], set_code="x").price_line()


def test_a_wished_region_is_the_mean_and_spread_of_what_a_segment_chose() -> None:
    found = placed().wished_regions(["s", "s", "s", "t"], ["a", "a", "c", "b"])

    assert [each.segment for each in found] == ["s", "t"]
    assert [each.weight for each in found] == [0.75, 0.25]
    s = found[0]
    assert float(s.quality.value) == pytest.approx(310 / 3)
    assert s.quality_sd == pytest.approx(np.std([110, 110, 90], ddof=1))
    assert s.price_sd == pytest.approx(np.std([100, 100, 105], ddof=1))
    assert s.correlation == pytest.approx(-1)
    assert s.n_effective == pytest.approx(3)
    assert s.quality.high is not None
    t_2 = 1.8856180831641267
    assert float(s.quality.high - s.quality.value) == pytest.approx(t_2 * s.quality_sd / math.sqrt(3))
    # One choice does not say how far the next may lie.
    assert found[1].quality.low is None
    assert math.isnan(found[1].quality_sd)


def test_what_the_market_chooses_is_weighed_by_share() -> None:
    found = placed(share=[50, 25, 25]).market_region()

    assert float(found.quality.value) == pytest.approx(102.5)
    assert found.quality_sd == pytest.approx(math.sqrt(0.5 * 7.5**2 + 0.25 * 2.5**2 + 0.25 * 12.5**2))
    assert found.quality.low is None
    with pytest.raises(NotEnoughData):
        placed().market_region()


def test_choices_off_the_map_are_refused_and_no_choices_told() -> None:
    with pytest.raises(ValueError, match="not on the map"):
        placed().wished_regions(["s"], ["z"])
    with pytest.raises(ValueError, match="not negative"):
        placed().wished_regions(["s"], ["a"], [-1.0])
    with pytest.raises(NotEnoughData):
        placed().wished_regions([], [])


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="weight of price"):
        placed(1.0)
    with pytest.raises(ValueError, match="covariance"):
        placed(quality_error=[1, 1, 1], price_error=[1, 1, 1], covariance=[2, 0, 0])
    with pytest.raises(ValueError, match="not negative"):
        placed(quality_error=[-1, 1, 1])
    with pytest.raises(ValueError, match="shares"):
        placed(share=[0, 0, 0])
    with pytest.raises(ValueError, match="named once"):
        ValueMap().fit(["a", "a"], [1, 2], [1, 2], set_code="x")
    with pytest.raises(ValueError, match="one value"):
        ValueMap().fit(["a", "b"], [1, 2, 3], [1, 2], set_code="x")


def test_errors_of_two_waves_add() -> None:
    path = WavePath().fit([103, 105, 108], [3, 4, 3])

    steps, whole = path.changes(), path.change()
    assert steps.value.tolist() == [2, 3]
    assert steps.high is not None
    assert (steps.high - steps.value).tolist() == pytest.approx([Z_80 * 5, Z_80 * 5])
    assert float(whole.value) == 5
    assert whole.high is not None
    assert float(whole.high - whole.value) == pytest.approx(Z_80 * math.sqrt(18))


def test_few_degrees_of_freedom_widen_a_change() -> None:
    """Equal errors on 3 degrees each make Welch's 6."""
    change = WavePath().fit([1, 2], [1, 1], [3, 3]).change()

    assert change.high is not None
    assert float(change.high) == pytest.approx(1 + 1.4397557472577 * math.sqrt(2), rel=1e-6)


def test_a_path_has_two_waves_and_an_error_that_is_none_gives_no_interval() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        WavePath().fit([100], [1])
    assert lacking.value.undefined.code == "one_wave"
    steps = WavePath().fit([100, 101, 102], [1, 1, NAN]).changes()
    assert steps.low is not None
    assert np.isnan(steps.low).tolist() == [False, True]
    with pytest.raises(ValueError, match="finite"):
        WavePath().fit([100, NAN], [1, 1])


def within(low: Any, truth: Any, high: Any) -> NDArray[np.bool_]:
    assert low is not None
    assert high is not None
    return np.asarray((low <= truth) & (truth <= high))


@pytest.mark.prove
def test_relative_prices_and_distances_are_held_in_four_fifths_of_all_markets() -> None:
    """Five products; mean prices paid, mean quality and the weight of price are all measured with error."""
    rng, held = np.random.default_rng(1), {"price": [], "down": [], "across": [], "change": []}
    prices, quality = np.array([80.0, 90, 100, 110, 140]), np.array([85.0, 95, 100, 108, 115])
    true = RelativePrice().fit(prices, set_code="x", currency="VND").relative_price_
    at = ValueMap(price_weight=0.4).fit(list("abcde"), quality, true, set_code="x")
    q_error = np.array([2.0, 3, 1, 2, 2])
    for _ in range(2_000):
        price = RelativePrice().fit(
            prices + rng.normal(0, 4, 5), set_code="x", currency="VND", standard_error=np.full(5, 4.0)
        )
        bounds = price.estimates()
        held["price"].append(within(bounds.low, true, bounds.high))
        seen = ValueMap(price_weight=0.4 + rng.normal(0, 0.02), price_weight_error=0.02).fit(
            list("abcde"),
            quality + rng.normal(0, q_error),
            price.relative_price_,
            set_code="x",
            quality_error=q_error,
            price_error=price.standard_errors_,
        )
        for name, is_perpendicular in (("down", False), ("across", True)):
            found = seen.distance(is_perpendicular=is_perpendicular)
            truth = at.distance(is_perpendicular=is_perpendicular).value
            held[name].append(within(found.low, truth, found.high))
        before, after = rng.normal(100, 2, 6), rng.normal(103, 2, 12)
        change = WavePath().fit(
            [before.mean(), after.mean()],
            [before.std(ddof=1) / math.sqrt(6), after.std(ddof=1) / math.sqrt(12)],
            [5, 11],
        )
        found = change.change()
        held["change"].append(within(found.low, 3, found.high))

    for name, each in held.items():
        print(name, np.mean(each))  # noqa: T201 - read by -s
    assert all(0.76 <= np.mean(each) <= 0.84 for each in held.values())


@pytest.mark.prove
@pytest.mark.parametrize("n", [5, 15])
def test_slopes_and_wished_regions_are_held(n: int) -> None:
    """Orthogonal: quality and price are both seen with an error of 5. Ordinary: price alone is."""
    rng, slopes, means = np.random.default_rng(n), {"orthogonal": [], "ordinary": []}, []
    names, true = [f"p{i:02d}" for i in range(n)], np.linspace(75, 125, n)
    chances = np.linspace(1, 3, n) / np.linspace(1, 3, n).sum()
    for _ in range(2_000):
        price = 100 + 1.2 * (true - 100) + rng.normal(0, 5, n)
        for method, quality in (("orthogonal", true + rng.normal(0, 5, n)), ("ordinary", true)):
            line = ValueMap().fit(names, quality, price, set_code="x").price_line(method)
            slopes[method].append(line.low is not None and line.high is not None and line.low <= 1.2 <= line.high)
        fixed = ValueMap().fit(names, true, 100 + (true - 100), set_code="x")
        choice = fixed.wished_regions(["s"] * 40, rng.choice(names, 40, p=chances), rng.choice([1.0, 2.0], 40))[0]
        means.append(within(choice.quality.low, float(chances @ true), choice.quality.high))

    print(n, {name: np.mean(each) for name, each in slopes.items()}, np.mean(means))  # noqa: T201 - read by -s
    assert all(0.76 <= np.mean(each) <= 0.84 for each in slopes.values())
    assert 0.76 <= np.mean(means) <= 0.84
