"""What the coming year would be under typed assumptions: a rule that anybody can redo, and no estimate.

The base is the forecast of a run. It is made of the customers from before, of new ones, and of orders of no known
customer, as the last twelve whole months were. Each assumption multiplies the parts that it is about; nothing else
changes. What each assumption adds is its mean over every order in which they could be made, so that all of them add
up to the difference to the last digit. Source: Shapley 1953, Contributions to the Theory of Games II; of such
decompositions Shorrocks 2013, J. Economic Inequality 11(1).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import factorial

from crmeter.vocabulary import NotEnoughData, Text

PARTS_TABLE = "kept_and_new"
KEPT, NEW, NAMELESS = "kept", "new", "nameless"
PARTS = (KEPT, NEW, NAMELESS)
PART_TITLES: Mapping[str, Text] = {
    KEPT: Text("khách đã mua từ trước", "customers from before"),
    NEW: Text("khách mới trong kỳ", "customers who came in the period"),
    NAMELESS: Text("đơn không rõ khách", "orders of no known customer"),
}
# What can be looked at: which column of the parts it is made of.
SUBJECTS: Mapping[str, str] = {
    "revenue": "revenue",
    "orders": "orders",
    "new_customers": "customers",
    # Tickets come of orders, so they are made of the parts of these and move with them.
    "tickets": "orders",
}


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What somebody assumes of the coming year, against the base; shares, so 0.05 is five per cent; None is not said.

    Args:
        market_growth: by how much more the market grows than in the base.
        price_change: of our prices.
        volume_response: by how many per cent quantities change for each per cent of price; below nought they fall.
        new_customer_change: of the number of new customers.
        retention_change: of the retention rate, in points.
        headcount_change: of the people who win customers.
        headcount_effect: by how many per cent new customers change for each per cent of people.
        tickets_per_order: by how much more or fewer tickets come of an order.
    """

    market_growth: Decimal | None = None
    price_change: Decimal | None = None
    volume_response: Decimal | None = None
    new_customer_change: Decimal | None = None
    retention_change: Decimal | None = None
    headcount_change: Decimal | None = None
    headcount_effect: Decimal | None = None
    tickets_per_order: Decimal | None = None

    @property
    def made(self) -> tuple[str, ...]:
        """The assumptions that are made, in their order."""
        return tuple(name for name in TITLES if getattr(self, name) is not None)


TITLES: Mapping[str, Text] = {
    "market_growth": Text("Thị trường tăng thêm", "Market growth on top"),
    "price_change": Text("Giá của ta thay đổi", "Change of our prices"),
    "new_customer_change": Text("Số khách mới thay đổi", "Change of new customers"),
    "retention_change": Text("Tỷ lệ giữ chân thay đổi", "Change of retention"),
    "headcount_change": Text("Số người bán hàng thay đổi", "Change of sales people"),
    "tickets_per_order": Text("Số phiếu trên mỗi đơn thay đổi", "Change of tickets per order"),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """What follows.

    Args:
        base: the forecast.
        value: under the assumptions.
        adds: what each assumption adds; all of them make the difference exactly.
        shares: of the base, by part.
        factors: by which each part is multiplied.
    """

    base: Fraction
    value: Fraction
    adds: Mapping[str, Fraction]
    shares: Mapping[str, Fraction]
    factors: Mapping[str, Fraction]

    @property
    def difference(self) -> Fraction:
        """Between both."""
        return self.value - self.base


def scenario(
    subject: str,
    base: float,
    parts: Mapping[str, Decimal | int],
    assumed: Assumptions,
    retention: Decimal | None,
) -> Scenario:
    """Return what a forecast becomes under assumptions.

    Args:
        subject: one of `SUBJECTS`.
        base: the forecast.
        parts: the last twelve whole months, by part: of revenue, of orders; of new customers it is not asked.
        assumed: what is assumed.
        retention: as it is measured; only asked for where it is assumed to change.

    Raises:
        NotEnoughData: an assumption has nothing to stand on, or leaves what there cannot be.
    """
    shares = {NEW: Fraction(1)} if subject == "new_customers" else _shares(parts)
    each = {name: _factors(name, subject, assumed, retention) for name in assumed.made}

    def value_of(made: Sequence[str]) -> Fraction:
        total = Fraction(0)
        for part, share in shares.items():
            factor = Fraction(1)
            for name in made:
                factor *= each[name].get(part, Fraction(1))
            total += share * factor
        return Fraction(base) * total

    whole = Fraction(base) * sum(shares.values(), Fraction(0))
    return Scenario(
        whole,
        value_of(assumed.made),
        _adds(assumed.made, value_of),
        shares,
        {part: _product(each[name].get(part, Fraction(1)) for name in assumed.made) for part in shares},
    )


def _shares(parts: Mapping[str, Decimal | int]) -> Mapping[str, Fraction]:
    known = {part: Fraction(parts[part]) for part in PARTS if part in parts}
    whole = sum(known.values(), Fraction(0))
    if whole <= 0 or min(known.values()) < 0:
        raise NotEnoughData("no_parts", _NO_PARTS, _NEEDS_PARTS)
    return {part: value / whole for part, value in known.items()}


def _factors(name: str, subject: str, assumed: Assumptions, retention: Decimal | None) -> Mapping[str, Fraction]:
    """Return by what an assumption multiplies each part that it is about."""
    typed = Fraction(getattr(assumed, name))
    match name:
        case "market_growth":
            return dict.fromkeys(PARTS, _positive(1 + typed))
        case "price_change":
            bought = _positive(1 + Fraction(assumed.volume_response or 0) * typed)
            # Prices move amounts; how much is bought moves with them as far as that is assumed.
            by_subject = {"revenue": _positive(1 + typed) * bought, "orders": bought, "tickets": bought}
            return dict.fromkeys(PARTS, by_subject.get(subject, Fraction(1)))
        case "new_customer_change":
            return {NEW: _positive(1 + typed)}
        case "tickets_per_order":
            return dict.fromkeys(PARTS, _positive(1 + typed)) if subject == "tickets" else {}
        case "retention_change":
            if retention is None or retention <= 0:
                raise NotEnoughData("no_retention", _NO_RETENTION, _NEEDS_RETENTION)
            kept = Fraction(retention) + typed
            if not 0 <= kept <= 1:
                raise NotEnoughData("retention_beyond", _BEYOND, None)
            return {KEPT: kept / Fraction(retention)}
        case _:
            if assumed.headcount_effect is None:
                raise NotEnoughData("no_effect", _NO_EFFECT, _NEEDS_EFFECT)
            return {NEW: _positive(1 + typed * Fraction(assumed.headcount_effect))}


def _positive(factor: Fraction) -> Fraction:
    if factor < 0:
        raise NotEnoughData("below_nought", _BELOW, None)
    return factor


def _adds(made: Sequence[str], value_of: Callable[[Sequence[str]], Fraction]) -> Mapping[str, Fraction]:
    """Return what each assumption adds, as the mean over every order in which they can be made."""
    n = len(made)
    known = {frozenset(some): value_of(some) for size in range(n + 1) for some in combinations(made, size)}
    adds = {}
    for name in made:
        others = [each for each in made if each != name]
        total = Fraction(0)
        for size in range(n):
            weight = Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
            for some in combinations(others, size):
                total += weight * (known[frozenset((*some, name))] - known[frozenset(some)])
        adds[name] = total
    return adds


def _product(factors: Iterable[Fraction]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


_NO_PARTS = Text(
    "chưa biết mười hai tháng qua có bao nhiêu phần từ khách cũ, bao nhiêu từ khách mới",
    "it is not known how much of the last twelve months came from customers from before and how much from new ones",
)
_NEEDS_PARTS = Text("hơn mười hai tháng đơn hàng có mã khách", "more than twelve months of orders with their customers")
_NO_RETENTION = Text("chưa đo được tỷ lệ giữ chân để thay đổi", "retention is not measured, so it cannot change")
_NEEDS_RETENTION = Text("hai năm đơn hàng", "two years of orders")
_BEYOND = Text(
    "tỷ lệ giữ chân sau thay đổi phải nằm trong 0% và 100%", "retention after the change has to lie within 0% and 100%"
)
_NO_EFFECT = Text(
    "chưa nói thêm 1% người thì khách mới thay đổi bao nhiêu phần trăm",
    "it is not said by how many per cent new customers change for each per cent of people",
)
_NEEDS_EFFECT = Text("mức đó, chẳng hạn 0,5", "that figure, such as 0.5")
_BELOW = Text("giả định làm một phần xuống dưới không", "the assumptions bring a part below nought")
