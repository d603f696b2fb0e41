"""Whether the CRM pays, for its owners: the cost as they state it, against what hold-outs have proven."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from crmeter.evaluation.crm_return import Bounded, CrmCost, crm_return
from crmeter.records.concept.values import read_amount
from crmeter.records.retention_cases.kinds import Arm, RiskKind
from crmeter.records.retention_cases.queries import ended_cases, rounds
from crmeter.vocabulary import Scope, Text, Undefined
from crmeter.web.readings.opened import Opened, scope_for

MOST = 10**15
# Name in the address, title, what stands there at first; 0 is a cost too.
_STATED = (
    ("setup", Text("Chi phí cài đặt, một lần", "Set-up, once"), ""),
    ("years", Text("Dùng trong mấy năm", "Used for years"), "3"),
    ("licences", Text("Bản quyền, máy chủ mỗi năm", "Licences and servers a year"), ""),
    ("hours", Text("Số giờ nhập liệu mỗi tuần, cả công ty", "Hours of data entry a week, all people"), ""),
    ("hour", Text("Chi phí một giờ", "Cost of an hour"), ""),
)
_MONEY = frozenset({"setup", "licences", "hour"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A part of the cost as somebody typed it.

    Args:
        name: in the address.
        title: for people.
        typed: the words.
        value: the number, or None where the words are none from 0 on.
        is_money: it is an amount.
        is_wrong: it was typed, and is no such number.
    """

    name: str
    title: Text
    typed: str
    value: float | None
    is_money: bool
    is_wrong: bool


def pays(request: HttpRequest, opened: Opened | None) -> dict[str, Any]:
    """Return what the page of owners shows of the CRM's own return."""
    stated = _stated(request.GET)
    context: dict[str, Any] = {"stated": stated}
    values = {each.name: each.value for each in stated}
    if opened is None or any(value is None for value in values.values()):
        return context
    currency = opened.page.currency
    proven, begun = _proven(scope_for(request), currency)
    days = 0 if begun is None else (timezone.now() - begun).days
    cost = CrmCost(**{name: value for name, value in values.items() if value is not None})
    found = crm_return(cost, opened.page.figures.reading("customer_lifetime_value"), proven, days)
    return {
        **context,
        "pays": found,
        "keep": _shown(found.keep),
        "gained": _shown(found.gained),
        "returned": _shown(found.returned),
    }


def _shown(bounded: Bounded | Undefined) -> dict[str, Any]:
    if isinstance(bounded, Undefined):
        return {"undefined": bounded}
    return dict(zip(("value", "low", "high"), bounded, strict=True))


def _stated(asked: QueryDict) -> list[Stated]:
    found = []
    for name, title, first in _STATED:
        typed = asked.get(name, first)
        value = _number(typed)
        if name == "years" and value == 0:
            value = None
        found.append(Stated(name, title, typed, value, name in _MONEY, bool(typed.strip()) and value is None))
    return found


def _number(typed: str) -> float | None:
    try:
        value = float(read_amount(typed)) if typed.strip() else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value <= MOST else None


def _proven(scope: Scope, currency: str) -> tuple[list[Bounded], datetime | None]:
    """Return the money that each kind of looking after customers was proven to keep, and since when."""
    begun = {each.id: each.opened_at for each in rounds(scope)}
    proven: list[Bounded] = []
    first: datetime | None = None
    for kind in RiskKind:
        ended = [each for each in ended_cases(scope, kind) if each.currency == currency]
        if not ended:
            continue
        from crmeter.evaluation.external.uplift_study import Followed, study_uplift  # noqa: PLC0415 - loads numpy

        followed = [
            Followed(
                each.round,
                each.arm == Arm.TREATED,
                each.held_out_percent > 0 and each.arm != Arm.NOT_CHOSEN,
                each.chance_of_staying,
                each.is_kept,
                each.spent,
            )
            for each in ended
        ]
        kept = study_uplift(followed).effect.money_kept
        if kept is not None:
            proven.append(kept)
            first = min([first or timezone.now(), *(begun[each.round] for each in ended if each.round in begun)])
    return proven, first
