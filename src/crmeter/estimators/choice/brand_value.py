"""What the name of a brand is worth in money, by two methods side by side."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class BrandValue:
    """The value of a name against that of another.

    Args:
        by_choice: what equity would be lost if the brand carried the other's name, all else equal, money.
        premium: how much dearer a unit may be than under the other's name and be chosen as often, as the price is told.
        by_premium: that premium on all units that are expected to be bought, money.
    """

    by_choice: Estimates
    premium: Estimates
    by_premium: Estimates


def brand_value(
    model: CustomerEquity, brand: int, other: int, *, constants: tuple[str | None, ...], price: str, level: float = 0.8
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
    drivers = model.drivers
    if brand == other or price not in drivers or any(each not in drivers for each in constants if each is not None):
        raise ValueError("two brands are compared, by constants and a price that the model has")
    attributes, b = model.attributes, model.logit_.coefficients_
    named = attributes.copy()
    for place, on in ((brand, 0.0), (other, 1.0)):
        name = constants[place]
        if name is not None:
            named[:, brand, 1 + drivers.index(name)] = on
    lost = model.supposed(named).change.at(brand)
    slope_at = 1 + drivers.index(price)
    sensitivity = -float(b[slope_at])
    paid, known = attributes[:, brand, slope_at], model.available[:, brand]
    error = model.logit_.standard_errors_[price]
    if not sensitivity > float(special.ndtri((1 + level) / 2)) * error or not np.all(paid[known] > 0):
        raise NotEnoughData(
            "no_price_response",
            Text(
                "chưa thấy giá cao hơn làm giảm lựa chọn, hoặc giá không dương: không tính được phần giá trội",
                "a higher price is not seen to lower choices, or a price is not positive: there is no premium",
            ),
            Text("giá thay đổi nhiều hơn giữa các lựa chọn", "prices that differ more between choices"),
        )
    ahead, gradient = 0.0, np.zeros(len(b))
    for place, sign in ((brand, 1.0), (other, -1.0)):
        name = constants[place]
        if name is not None:
            ahead += sign * float(b[1 + drivers.index(name)])
            gradient[1 + drivers.index(name)] += sign / sensitivity
    value = ahead / sensitivity
    gradient[slope_at] = value / sensitivity
    units = np.zeros(attributes.shape[:2])
    units[known, brand] = model.spend[known, brand] / paid[known]
    mean, influence = model.expected(units)
    size = model.market.customers
    by_coefficients = model.logit_.influence_ @ gradient
    money = value * float(mean[brand]) * size
    moved = (by_coefficients * float(mean[brand]) + value * influence[:, brand]) * size
    return BrandValue(
        by_choice=Estimates(
            -lost.value, None if lost.high is None else -lost.high, None if lost.low is None else -lost.low, lost.level
        ),
        premium=_bounded(value, by_coefficients, level),
        by_premium=_bounded(money, moved, level),
    )


def _bounded(value: float, influence: Floats, level: float) -> Estimates:
    n = len(influence)
    error = float(special.ndtri((1 + level) / 2) * np.sqrt((influence**2).sum() * n / (n - 1)))
    return Estimates(np.asarray(value), np.asarray(value - error), np.asarray(value + error), level)
