"""What the name of a brand is worth in money, by two methods side by side."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.choice.by_respondent import sampling_error
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text

Constants = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class BrandValue:
    """The value of a name against that of another.

    Args:
        by_choice: what equity would be lost if the brand carried the other's name, all else equal, money.
        premium: how much dearer a unit may be than under the other's name and be chosen as often: money of a unit, or a
            share of the price where customers rate it.
        by_premium: that premium on all units that are expected to be bought, money.
    """

    by_choice: Estimates
    premium: Estimates
    by_premium: Estimates


def brand_value(
    model: CustomerEquity, brand: int, other: int, *, constants: Constants, price: str, level: float = 0.8
) -> BrandValue:
    """Value the name of a brand by the constants of the choice model.

    Formula: by choice, CE with the own constant − CE with the other's; premium p = (c_own − c_other) / (−b_price); by
    premium, p × mean_i (units_i × Σ_t δ^t B_ijt) × customers, units = money of a purchase / price. Bounds as those of
    equity. After Kamakura & Russell 1993 and Swait et al. 1993, both Int. J. Research in Marketing 10.

    Args:
        model: fitted with constants of the brands, 0 or 1, among its drivers, and a price in money.
        brand: whose name is valued.
        other: the place of the brand with whose name it is compared, such as a private label.
        constants: the driver that is the constant of each brand, shape (J,); None for the one without.
        price: the driver that is the price.
        level: probability that an interval holds the truth.

    Raises:
        ValueError: a driver is not there, or both brands are one.
        NotEnoughData: buyers do not mind the price, or a price is not positive: no premium can be told.
    """
    _refuse_unknown(model, brand, other, constants, price)
    attributes, b = model.attributes, model.logit_.coefficients_
    slope_at = 1 + model.drivers.index(price)
    sensitivity = -float(b[slope_at])
    paid, known = attributes[:, brand, slope_at], model.available[:, brand]
    if not _is_seen(model, price, sensitivity, level) or not np.all(paid[known] > 0):
        raise NotEnoughData(
            "no_price_response",
            Text(
                "chưa thấy giá cao hơn làm giảm lựa chọn, hoặc giá không dương: không tính được phần giá trội",
                "a higher price is not seen to lower choices, or a price is not positive: there is no premium",
            ),
            Text("giá thay đổi nhiều hơn giữa các lựa chọn", "prices that differ more between choices"),
        )
    ahead, gradient = _ahead(model, brand, other, constants)
    value = ahead / sensitivity
    gradient = gradient / sensitivity
    gradient[slope_at] = value / sensitivity
    units = np.zeros(attributes.shape[:2])
    units[known, brand] = model.spend[known, brand] / paid[known]
    return _valued(model, brand, other, constants, value, gradient, units, level)


def rated_brand_value(
    model: CustomerEquity,
    brand: int,
    other: int,
    *,
    constants: Constants,
    price: str,
    point: float,
    level: float = 0.8,
) -> BrandValue:
    """Value the name of a brand where customers rate prices instead of meeting them.

    Formula: by choice as `brand_value`; the advantage of the name in points of the rating, (c_own − c_other) / b_price,
    times the share of the price that a point stands for, is the premium p, a share of the price; by premium,
    p × mean_i (spend_i × Σ_t δ^t B_ijt) × customers. Bounds take what a point stands for as given.

    Args:
        model: fitted with constants of the brands, 0 or 1, and ratings of the price, higher for cheaper.
        brand: whose name is valued.
        other: the place of the brand with whose name it is compared.
        constants: the driver that is the constant of each brand, shape (J,); None for the one without.
        price: the driver that rates the price.
        point: by which share of the price one differs that is rated a point lower; stated, not estimated.
        level: probability that an interval holds the truth.

    Raises:
        ValueError: a driver is not there, both brands are one, or a point stands for nothing.
        NotEnoughData: buyers do not mind how the price is rated: no premium can be told.
    """
    _refuse_unknown(model, brand, other, constants, price)
    if not point > 0:
        raise ValueError("a point of the rating stands for a part of the price")
    slope_at = 1 + model.drivers.index(price)
    liking = float(model.logit_.coefficients_[slope_at])
    if not _is_seen(model, price, liking, level):
        raise NotEnoughData(
            "no_price_response",
            Text(
                "chưa thấy giá được chấm tốt hơn làm tăng lựa chọn: không tính được phần giá trội",
                "a better rated price is not seen to raise choices: there is no premium",
            ),
            Text("nhiều người trả lời hơn", "more respondents"),
        )
    ahead, gradient = _ahead(model, brand, other, constants)
    value = point * ahead / liking
    gradient = gradient * point / liking
    gradient[slope_at] = -value / liking
    money = np.zeros(model.attributes.shape[:2])
    known = model.available[:, brand]
    money[known, brand] = model.spend[known, brand]
    return _valued(model, brand, other, constants, value, gradient, money, level)


def value_by_choice(model: CustomerEquity, brand: int, other: int, *, constants: Constants) -> Estimates:
    """Return what equity would be lost if a brand carried the name of another, all else equal; see `brand_value`.

    Raises:
        ValueError: a constant is not among the drivers, or both brands are one.
    """
    if brand == other or any(each not in model.drivers for each in constants if each is not None):
        raise ValueError("two brands are compared, by constants that the model has")
    named = model.attributes.copy()
    for place, on in ((brand, 0.0), (other, 1.0)):
        name = constants[place]
        if name is not None:
            named[:, brand, 1 + model.drivers.index(name)] = on
    lost = model.supposed(named).change.at(brand)
    low, high = (None if side is None else -side for side in (lost.high, lost.low))
    return Estimates(-lost.value, low, high, lost.level)


def _refuse_unknown(model: CustomerEquity, brand: int, other: int, constants: Constants, price: str) -> None:
    drivers = model.drivers
    if brand == other or price not in drivers or any(each not in drivers for each in constants if each is not None):
        raise ValueError("two brands are compared, by constants and a price that the model has")


def _is_seen(model: CustomerEquity, price: str, slope: float, level: float) -> bool:
    return slope > float(special.ndtri((1 + level) / 2)) * float(model.logit_.standard_errors_[price])


def _ahead(model: CustomerEquity, brand: int, other: int, constants: Constants) -> tuple[float, Floats]:
    """Return how far the own constant is ahead of the other's, and the slopes of that in the coefficients."""
    b = model.logit_.coefficients_
    ahead, gradient = 0.0, np.zeros(len(b))
    for place, sign in ((brand, 1.0), (other, -1.0)):
        name = constants[place]
        if name is not None:
            ahead += sign * float(b[1 + model.drivers.index(name)])
            gradient[1 + model.drivers.index(name)] += sign
    return ahead, gradient


def _valued(
    model: CustomerEquity,
    brand: int,
    other: int,
    constants: Constants,
    premium: float,
    gradient: Floats,
    worth: Floats,
    level: float,
) -> BrandValue:
    """Return both values; `worth` is what a premium of 1 brings with a purchase, shape (n, J)."""
    mean, influence = model.expected(worth)
    size = model.market.customers
    by_coefficients = model.logit_.influence_ @ gradient
    money = premium * float(mean[brand]) * size
    moved = (by_coefficients * float(mean[brand]) + premium * influence[:, brand]) * size
    return BrandValue(
        by_choice=value_by_choice(model, brand, other, constants=constants),
        premium=_bounded(premium, by_coefficients, model.respondents, level),
        by_premium=_bounded(money, moved, model.respondents, level),
    )


def _bounded(value: float, influence: Floats, who: Integers, level: float) -> Estimates:
    error = float(special.ndtri((1 + level) / 2) * sampling_error(influence, who))
    return Estimates(np.asarray(value), np.asarray(value - error), np.asarray(value + error), level)
