"""What somebody asks of customer equity: the assumptions, the method, and by how much drivers move at which cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text

_LARGEST = 1_000_000_000
_DEAREST = 10**15
RIDGE, COMPONENTS = "ridge", "components"
# Drawn on request; bounds of 80 % then stand on forty samples at each end.
DRAWS, SEED = 400, 1


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption as it was typed.

    Args:
        name: in the address.
        title: for people.
        typed: what stands in the field.
        value: what it is; None where it is no such number.
        error: why not.
    """

    name: str
    title: Text
    typed: str
    value: float | None
    error: Text | None


@dataclass(frozen=True, slots=True)
class EquityAsked:
    """What is asked.

    Args:
        us: our brand; empty: not said yet.
        assumptions: margin and discount rate in percent, horizon in years, customers of the market.
        is_endless: purchases have no end; the horizon is not used.
        steadying: `RIDGE`, `COMPONENTS`, or empty for the drivers as they are.
        strength: the ridge, or how many components.
        is_redrawn: bounds by samples of respondents are shown too.
        moves: by driver, in points of the scale.
        wrong_moves: why what was typed moves nothing, by driver.
        costs: of the move of each driver, money; without a value where none is stated.
    """

    us: str
    assumptions: tuple[Assumed, ...]
    is_endless: bool
    steadying: str
    strength: Assumed
    is_redrawn: bool
    moves: Mapping[str, float]
    wrong_moves: Mapping[str, Text]
    costs: Mapping[str, Assumed]

    def value(self, name: str) -> float:
        """Return an assumption that is a number."""
        return next(each.value for each in self.assumptions if each.name == name and each.value is not None)

    @property
    def is_whole(self) -> bool:
        """Whether everything is said that equity needs."""
        needed = [each for each in self.assumptions if not (self.is_endless and each.name == "horizon")]
        steadied = not self.steadying or self.strength.value is not None
        return bool(self.us) and steadied and all(each.value is not None for each in needed)

    @property
    def horizon(self) -> float:
        """Years ahead, infinite without an end."""
        return float("inf") if self.is_endless else self.value("horizon")

    @property
    def ridge(self) -> float:
        """By which coefficients are shrunk; 0 for not at all."""
        return (self.strength.value or 0.0) if self.steadying == RIDGE else 0.0

    @property
    def components(self) -> int | None:
        """How many principal components are used, or None for the drivers as they are."""
        return int(self.strength.value or 0) if self.steadying == COMPONENTS else None

    @property
    def moved(self) -> Mapping[str, float]:
        """The drivers that move."""
        return {driver: by for driver, by in self.moves.items() if by}

    @property
    def stated_costs(self) -> Mapping[str, float]:
        """The costs that are stated and not nothing, by driver."""
        return {driver: each.value for driver, each in self.costs.items() if each.value}

    @property
    def cost(self) -> float:
        """What all moves cost together."""
        return sum(self.stated_costs.get(driver, 0.0) for driver in self.moved)


# Name, title, what stands there at first, the least (not among them) and the most.
_ASSUMPTIONS = (
    ("margin", Text("Biên lợi nhuận (%)", "Contribution margin (%)"), "", 0, 100),
    ("discount", Text("Tỷ lệ chiết khấu một năm (%)", "Discount rate a year (%)"), "", -1, 200),
    ("horizon", Text("Nhìn trước mấy năm", "Years ahead"), "3", 0, 30),
    ("market", Text("Số khách của thị trường", "Customers of the market"), "", 0, _LARGEST),
)


def equity_asked(
    asked: QueryDict, brands: Sequence[str], drivers: Sequence[str], *, discount: str, longest: float
) -> EquityAsked:
    """Read what the address asks.

    Args:
        asked: of the address.
        brands: that there are.
        drivers: that there are.
        discount: the rate of the firm in percent, which stands there at first.
        longest: by how many points a rating can move, from one end of its scale to the other.
    """
    us, steadying, is_endless = asked.get("us", ""), asked.get("steadying", ""), "endless" in asked
    found = []
    for name, title, first, least, most in _ASSUMPTIONS:
        given = asked.get(name)
        typed = given if given is not None else discount if name == "discount" else first
        # Without an end, what is far away has to count less.
        above = 0 if is_endless and name == "discount" else least
        value = _number(typed)
        is_good = value is not None and above < value <= most
        error = None if is_good or given is None else _OUT_OF_RANGE.fill(least=max(least, 0), most=most)
        found.append(Assumed(name, title, typed, value if is_good else None, error))
    typed_moves = {driver: asked.get(f"move-{place}", "") for place, driver in enumerate(drivers)}
    moves = {driver: _move(typed, longest) for driver, typed in typed_moves.items()}
    costs = {driver: _cost(asked.get(f"cost-{place}", ""), place) for place, driver in enumerate(drivers)}
    steadying = steadying if steadying in {RIDGE, COMPONENTS} else ""
    strength = _strength(asked.get("strength", ""), steadying, len(drivers))
    return EquityAsked(
        us=us if us in brands else "",
        assumptions=tuple(found),
        is_endless=is_endless,
        steadying=steadying,
        strength=strength,
        is_redrawn="redraw" in asked,
        moves={driver: by or 0.0 for driver, by in moves.items()},
        wrong_moves={driver: _NO_MOVE.fill(most=longest) for driver, by in moves.items() if by is None},
        costs=costs,
    )


def assumed_market(asked: QueryDict) -> Assumed:
    """Read how many customers the market had in the wave before; without words, as many as now."""
    typed = asked.get("market-before", "")
    value = _number(typed)
    is_good = value is not None and 0 < value <= _LARGEST
    error = None if is_good or not typed.strip() else _OUT_OF_RANGE.fill(least=0, most=_LARGEST)
    return Assumed("market-before", _MARKET_BEFORE, typed, value if is_good else None, error)


def _move(typed: str, longest: float) -> float | None:
    """Return by how much a driver moves; None where no rating can move so."""
    value = _number(typed) if typed.strip() else 0.0
    return value if value is not None and abs(value) <= longest else None


def _cost(typed: str, place: int) -> Assumed:
    value = _number(typed)
    is_good = value is not None and 0 <= value <= _DEAREST
    error = None if is_good or not typed.strip() else _OUT_OF_RANGE.fill(least=0, most=_DEAREST)
    return Assumed(f"cost-{place}", _COST, typed, value if is_good else None, error)


def _strength(typed: str, steadying: str, drivers: int) -> Assumed:
    value = _number(typed)
    most = drivers if steadying == COMPONENTS else _LARGEST
    is_good = value is not None and 0 < value <= most and (steadying != COMPONENTS or value.is_integer())
    words = _WHOLE.fill(most=drivers) if steadying == COMPONENTS else _POSITIVE
    return Assumed(
        "strength", _STRENGTH, typed, value if is_good else None, None if is_good or not steadying else words
    )


def _number(typed: str) -> float | None:
    try:
        return float(read_amount(typed)) if typed.strip() else None
    except ValueError:
        return None


_OUT_OF_RANGE = Text("một số từ {least} đến {most}", "a number from {least} to {most}")
_NO_MOVE = Text(
    "mức thay đổi là một số từ \u2212{most} đến {most} của thang điểm; số đã gõ không được dùng",
    "a move is a number from \u2212{most} to {most}, by the scale; what was typed is not used",
)
_WHOLE = Text("một số nguyên từ 1 đến {most}", "a whole number from 1 to {most}")
_POSITIVE = Text("một số dương", "a positive number")
_MARKET_BEFORE = Text("Số khách của thị trường ở đợt trước", "Customers of the market in the wave before")
_COST = Text("Chi phí", "Cost")
_STRENGTH = Text("Hệ số ridge, hoặc số thành phần", "Ridge, or number of components")
