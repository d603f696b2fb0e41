"""What somebody asks of customer equity: the assumptions, and by how much drivers are moved; all in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text

_LARGEST = 1_000_000_000


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
        assumptions: margin and discount rate in percent, horizon in years, customers of the market, cost of the moves.
        moves: by driver, in points of the scale.
    """

    us: str
    assumptions: tuple[Assumed, ...]
    moves: dict[str, float]

    def value(self, name: str) -> float | None:
        """Return an assumption, or None where it is no number."""
        return next(each.value for each in self.assumptions if each.name == name)

    @property
    def is_whole(self) -> bool:
        """Whether everything is said that equity needs."""
        return bool(self.us) and all(each.value is not None for each in self.assumptions)


# Name, title, what stands there at first, the least (not among them) and the most.
_ASSUMPTIONS = (
    ("margin", Text("Biên lợi nhuận (%)", "Contribution margin (%)"), "", 0, 100),
    ("discount", Text("Tỷ lệ chiết khấu một năm (%)", "Discount rate a year (%)"), "", -1, 200),
    ("horizon", Text("Nhìn trước mấy năm", "Years ahead"), "3", 0, 30),
    ("market", Text("Số khách của thị trường", "Customers of the market"), "", 0, _LARGEST),
    ("cost", Text("Chi phí của thay đổi", "Cost of the change"), "0", -1, 10**15),
)


def equity_asked(asked: QueryDict, brands: Sequence[str], drivers: Sequence[str], discount: str) -> EquityAsked:
    """Read what the address asks.

    Args:
        asked: of the address.
        brands: that there are.
        drivers: that there are.
        discount: the rate of the firm in percent, which stands there at first.
    """
    us = asked.get("us", "")
    found = []
    for name, title, first, least, most in _ASSUMPTIONS:
        given = asked.get(name)
        typed = given if given is not None else discount if name == "discount" else first
        value = _number(typed)
        is_good = value is not None and least < value <= most
        error = None if is_good or given is None else _OUT_OF_RANGE.fill(least=max(least, 0), most=most)
        found.append(Assumed(name, title, typed, value if is_good else None, error))
    moves = {driver: _number(asked.get(f"move-{place}", "")) or 0.0 for place, driver in enumerate(drivers)}
    return EquityAsked(us if us in brands else "", tuple(found), moves)


def _number(typed: str) -> float | None:
    try:
        return float(read_amount(typed)) if typed.strip() else None
    except ValueError:
        return None


_OUT_OF_RANGE = Text("một số từ {least} đến {most}", "a number from {least} to {most}")
