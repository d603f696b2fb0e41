"""What the name of a brand is worth in money, by the choices of respondents who rate brands: two ways, side by side."""

from dataclasses import dataclass

from crmeter.estimators import CustomerEquity, Estimates, Market
from crmeter.estimators.choice.brand_value import rated_brand_value, value_by_choice
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.vocabulary import Misused, NotEnoughData, Text, Undefined


@dataclass(frozen=True, slots=True)
class BrandMoney:
    """What a name is worth against that of another.

    Args:
        equity: of the brand as it is, money.
        by_choice: the part of it that would be lost under the other name, money.
        premium: by which share a price may be higher and be chosen as often; None where it cannot be told.
        by_premium: what that brings on what is expected to be bought, money; None likewise.
        undefined: why the premium cannot be told; None where it can.
        n: respondents.
    """

    equity: Estimates
    by_choice: Estimates
    premium: Estimates | None
    by_premium: Estimates | None
    undefined: Undefined | None
    n: int

    @property
    def range(self) -> tuple[float, float] | None:
        """The lower and the higher of both values; None where there is one only."""
        if self.by_premium is None:
            return None
        both = float(self.by_choice.value), float(self.by_premium.value)
        return min(both), max(both)


def brand_money(
    choices: BrandChoices,
    *,
    us: str,
    other: str,
    market: Market,
    price: str | None = None,
    point: float | None = None,
    level: float = 0.8,
) -> BrandMoney:
    """Value the name of our brand.

    Args:
        choices: of respondents, with spend and frequency, and without constants.
        us: our brand.
        other: the brand with whose name it is compared.
        market: margins by brand, discount rate, horizon, size.
        price: the driver that rates the price, higher for cheaper; None: not said.
        point: by which share of the price one differs that is rated a point lower; None: not said.
        level: probability that an interval holds the truth.

    Raises:
        Misused: there are no two such brands.
        NotEnoughData: spend or frequency are not told, or the choices do not carry the model with constants.
    """
    brands = choices.brands
    if us not in brands or other not in brands or us == other:
        raise Misused("unknown_brand", _TWO.fill(brands=", ".join(brands)))
    if choices.spend is None or choices.frequency is None:
        raise NotEnoughData("no_money", _NO_MONEY, _BOTH)
    said = choices.with_constants()
    model = CustomerEquity(said.drivers).fit(
        said.attributes, said.last, said.shares, spend=choices.spend, frequency=choices.frequency,
        market=market, available=said.available, weights=said.weights, level=level,
    )  # fmt: skip
    constants = (None, *brands[1:])
    place, beside = brands.index(us), brands.index(other)
    equity, by_choice = model.equity_.at(place), value_by_choice(model, place, beside, constants=constants)
    try:
        if price not in choices.drivers:
            both = point is None
            raise NotEnoughData("no_price", _NO_PRICE if both else _NO_ASPECT, _NEEDS_PRICE if both else _NEEDS_ASPECT)
        if point is None:
            raise NotEnoughData("no_point", _NO_POINT, _NEEDS_POINT)
        found = rated_brand_value(model, place, beside, constants=constants, price=price, point=point, level=level)
    except NotEnoughData as lacking:
        return BrandMoney(equity, by_choice, None, None, lacking.undefined, len(choices))
    return BrandMoney(equity, by_choice, found.premium, found.by_premium, None, len(choices))


_TWO = Text("cần hai thương hiệu khác nhau; có: {brands}", "two brands are compared; there are: {brands}")
_NO_MONEY = Text("không có số tiền và số lần mua một năm", "spend and purchases a year are not told")
_BOTH = Text("hai câu hỏi đó", "both questions")
_NO_PRICE = Text(
    "chưa cho biết mặt nào chấm về giá, và một điểm ứng với mấy phần trăm giá",
    "it is not said which aspect rates the price, and how much of the price a point stands for",
)
_NO_ASPECT = Text("chưa cho biết mặt nào chấm về giá", "it is not said which aspect rates the price")
_NEEDS_ASPECT = Text("mặt chấm về giá", "the aspect of the price")
_NO_POINT = Text(
    "chưa cho biết một điểm chấm về giá ứng với mấy phần trăm giá",
    "it is not said how much of the price a point of its rating stands for",
)
_NEEDS_POINT = Text("giá trị của một điểm, tính bằng phần trăm giá", "what a point is worth, in percent of the price")
_NEEDS_PRICE = Text("mặt chấm về giá và giá trị của một điểm", "the aspect of the price, and what a point is worth")
