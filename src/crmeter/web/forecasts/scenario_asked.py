"""Which assumptions are tried: all of them stand in the address, or in the form that keeps them."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from crmeter.evaluation.scenario import TITLES, Assumptions
from crmeter.records.concept.amount import DECIMALS, is_kept_whole
from crmeter.strategy.scenarios.queries import ASSUMED
from crmeter.vocabulary import Text, Unit
from crmeter.web.typed_amounts import read_typed, written_to_type


@dataclass(frozen=True, slots=True)
class Field:
    """An assumption as it stands in the form.

    Args:
        name: of the assumption.
        title: its label.
        hint: what a figure means there.
        typed: what stands there.
        value: what it is read as; None where nothing or no number stands there.
        error: why it cannot be read.
    """

    name: str
    title: Text
    hint: Text
    typed: str
    value: Decimal | None = None
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class ScenarioAsked:
    """What is asked.

    Args:
        fields: the assumptions in order.
    """

    fields: tuple[Field, ...]

    @property
    def assumed(self) -> Assumptions:
        """The assumptions that can be read."""
        return Assumptions(**{each.name: each.value for each in self.fields})

    @property
    def is_readable(self) -> bool:
        """Whether each of them is a number, or empty."""
        return all(each.error is None for each in self.fields)


def scenario_asked(asked: QueryDict, kept: Assumptions | None = None) -> ScenarioAsked:
    """Read what an address or a form asks.

    Args:
        asked: the names of assumptions with what was typed.
        kept: what stands there where the address says nothing of any of them.
    """
    says_nothing = not any(name in asked for name in ASSUMED)
    fields = []
    for name in ASSUMED:
        unit = None if name in PLAIN else Unit.SHARE
        if says_nothing and kept is not None:
            typed = written_to_type(getattr(kept, name), unit)
        else:
            typed = asked.get(name, "").strip()[:40]
        fields.append(_field(name, typed, unit))
    return ScenarioAsked(tuple(fields))


def _field(name: str, typed: str, unit: Unit | None) -> Field:
    title, hint = _WORDS[name]
    if not typed:
        return Field(name, title, hint, typed)
    try:
        value = read_typed(typed, unit)
    except ValueError:
        return Field(name, title, hint, typed, error=_NO_NUMBER)
    least, most = _BOUNDS.get(name, (Decimal(-1), Decimal(10)))
    if not least <= value <= most:
        scale = 1 if unit is None else 100
        return Field(name, title, hint, typed, error=_OUT_OF_RANGE.fill(least=least * scale, most=most * scale))
    if not is_kept_whole(value):
        # Of a share two of them are those of per cent.
        most_kept = DECIMALS if unit is None else DECIMALS - 2
        return Field(name, title, hint, typed, error=_TOO_FINE.fill(most=most_kept))
    return Field(name, title, hint, typed, value)


# How much of one per cent: no share itself.
PLAIN = ("volume_response", "headcount_effect")
_BOUNDS = {
    "volume_response": (Decimal(-10), Decimal(0)),
    "headcount_effect": (Decimal(0), Decimal(2)),
    "retention_change": (Decimal(-1), Decimal(1)),
}
_PER_CENT = Text("%, so với dự báo; để trống nếu không giả định", "%, against the forecast; empty if not assumed")
_WORDS = {
    "market_growth": (TITLES["market_growth"], _PER_CENT),
    "price_change": (TITLES["price_change"], _PER_CENT),
    "volume_response": (
        Text("Giá tăng 1% thì lượng mua thay đổi", "For each 1% of price, quantities change by"),
        Text("%, thường âm; để trống: lượng mua giữ nguyên", "%, mostly below nought; empty: quantities stay"),
    ),
    "new_customer_change": (TITLES["new_customer_change"], _PER_CENT),
    "retention_change": (
        TITLES["retention_change"],
        Text("điểm phần trăm, cộng vào tỷ lệ giữ chân đã đo", "percentage points, on top of retention as measured"),
    ),
    "headcount_change": (TITLES["headcount_change"], _PER_CENT),
    "headcount_effect": (
        Text("Thêm 1% người thì khách mới tăng", "For each 1% of people, new customers grow by"),
        Text("%; phải ghi khi giả định số người", "%; has to be said where people are assumed"),
    ),
    "tickets_per_order": (
        TITLES["tickets_per_order"],
        Text(
            "%, so với dự báo phiếu; phiếu được coi là tăng giảm theo số đơn",
            "%, against the forecast of tickets, which are taken to move with orders",
        ),
    ),
}
_NO_NUMBER = Text("không phải một con số", "this is no number")
_TOO_FINE = Text("không quá {most} chữ số thập phân", "at most {most} decimals")
_OUT_OF_RANGE = Text("một số từ {least} đến {most}", "a number from {least} to {most}")
