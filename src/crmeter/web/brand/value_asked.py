"""Under which assumptions the brand is valued in money: all of them stand in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text
from crmeter.web.surveys.equity_asked import Assumed


@dataclass(frozen=True, slots=True)
class ValueAsked:
    """What is asked.

    Args:
        us: our brand; empty: not said.
        other: the brand with whose name ours is compared; empty: not said.
        price: the aspect that rates the price; empty: not said.
        assumptions: margin and discount rate in percent, horizon in years, customers of the market, and which percent
            of the price a point of its rating stands for.
    """

    us: str
    other: str
    price: str
    assumptions: tuple[Assumed, ...]

    def value(self, name: str) -> float | None:
        """Return an assumption, or None where it is no number."""
        return next(each.value for each in self.assumptions if each.name == name)

    @property
    def is_whole(self) -> bool:
        """Whether everything is said that the first method needs."""
        numbers = all(each.value is not None for each in self.assumptions if each.name != "point")
        return numbers and bool(self.us and self.other) and self.us != self.other


# Name, title, what stands there at first, the least (not among them) and the most.
_ASSUMPTIONS = (
    ("margin", Text("Biên lợi nhuận (%)", "Contribution margin (%)"), "", 0, 100),
    ("discount", Text("Tỷ lệ chiết khấu một năm (%)", "Discount rate a year (%)"), "", -1, 200),
    ("horizon", Text("Nhìn trước mấy năm", "Years ahead"), "3", 0, 30),
    ("market", Text("Số khách của thị trường", "Customers of the market"), "", 0, 1_000_000_000),
    (
        "point",
        Text("Một điểm chấm về giá ứng với mấy % giá", "A point of the price rating stands for … % of the price"),
        "",
        0,
        100,
    ),
)


def value_asked(asked: QueryDict, us: str, brands: Sequence[str], drivers: Sequence[str], discount: str) -> ValueAsked:
    """Read what the address asks.

    Args:
        asked: of the address.
        us: our brand, as it was said once for all.
        brands: that there are.
        drivers: that there are.
        discount: the rate of the firm in percent, which stands there at first.
    """
    found = []
    for name, title, first, least, most in _ASSUMPTIONS:
        given = asked.get(name)
        typed = given if given is not None else discount if name == "discount" else first
        value = _number(typed)
        is_good = value is not None and least < value <= most
        error = None if is_good or not given else _OUT_OF_RANGE.fill(least=max(least, 0), most=most)
        found.append(Assumed(name, title, typed, value if is_good else None, error))
    chosen = {"us": asked.get("us", us), "other": asked.get("other", "")}
    named = {name: brand if brand in brands else "" for name, brand in chosen.items()}
    price = asked.get("price", "")
    return ValueAsked(named["us"], named["other"], price if price in drivers else "", tuple(found))


def _number(typed: str) -> float | None:
    try:
        return float(read_amount(typed)) if typed.strip() else None
    except ValueError:
        return None


_OUT_OF_RANGE = Text("một số từ {least} đến {most}", "a number from {least} to {most}")
