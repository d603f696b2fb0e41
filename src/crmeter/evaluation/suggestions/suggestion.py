"""What a rule suggests: the change, the reason, what it may bring and how sure that is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crmeter.measures.view import View
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.engine import Engine

LEVEL = 0.8
Evidence = Literal["alike", "none"]
EVIDENCE: dict[Evidence, Text] = {
    "alike": Text(
        "so trong nhóm khách giống nhau: mối liên hệ, chưa phải tác động",
        "like customers compared: an association, not yet an effect",
    ),
    "none": Text("chưa đo được tác động", "its effect has not been measured"),
}


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change may bring over a period as long as the one measured, in the currency of the run.

    Args:
        expected: how much.
        low: lower bound at 80 %.
        high: upper bound.
        customers: on how many it would bear.
        each: how much of it falls on each of them.
        n: customers who were compared.
    """

    expected: float
    low: float
    high: float
    customers: int
    each: float
    n: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that the figures suggest.

    Args:
        code: its word.
        title: what to do.
        reason: why, with figures.
        gain: what it may bring; None where that has not been measured.
        evidence: on what the gain stands.
        measure: the measure that would show whether it worked.
    """

    code: str
    title: Text
    reason: Text
    gain: Gain | None
    evidence: Evidence
    measure: str


Rule = Callable[[Engine, View], Suggestion | None]


def money_said(amount: float, currency: str) -> Text:
    """Return an amount as a sentence has it, in both languages."""
    return Text(formats.compact_money(amount, currency, "vi"), formats.compact_money(amount, currency, "en"))
