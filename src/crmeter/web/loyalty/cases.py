"""What became of customers at risk: each case, each round, and what looking after them changed."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from crmeter.records.activities.concept import OUTCOMES as TASK_OUTCOMES
from crmeter.records.retention_cases.kinds import Arm, RiskKind
from crmeter.records.retention_cases.queries import CaseView, cases, ended_cases, rounds
from crmeter.records.retention_cases.rights import may_take_back
from crmeter.vocabulary import LANGUAGES, Scope, Text, Undefined, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import by_key
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.loyalty.cases_explained import ASSOCIATION, EFFECT, compared_explained
from crmeter.web.loyalty.words import ARMS, OUTCOMES, RISKS
from crmeter.web.readings.opened import scope_for
from crmeter.web.records.reader import reader_of

if TYPE_CHECKING:
    from crmeter.evaluation.external.uplift_study import Compared, UpliftStudy

MOST_SHOWN = 200
_OF_TASK = {each.value: each.title for each in TASK_OUTCOMES}


def cases_page(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    scope, reader = scope_for(request), reader_of(request)
    begun = rounds(scope)
    context: dict[str, Any] = {
        "cases": [_case(each) for each in cases(scope, most=MOST_SHOWN)],
        "rounds": [
            (
                each,
                RISKS[each.kind],
                [(ARMS[arm], each.cases.get(arm, 0)) for arm in Arm],
                each.taken_back_at is None and may_take_back(reader, each.opened_by),
            )
            for each in begun
        ],
        "studies": _studies(request, scope, {each.kind: each.currency for each in begun}),
    }
    context["explained"] = by_key(
        each
        for study in context["studies"]
        for way in (EFFECT, ASSOCIATION)
        for each in study[way]["explained"].values()
    )
    return page_or_explanation(request, "loyalty/cases.html", context)


def _case(found: CaseView) -> dict[str, Any]:
    outcome, tone = OUTCOMES[found.kind, found.outcome]
    return {
        "case": found,
        "address": reverse("customer", args=[found.record or found.key]),
        "arm": ARMS[found.arm],
        "outcome": outcome,
        "tone": tone,
        "task_outcome": _OF_TASK.get(found.task_outcome),
    }


def _studies(request: HttpRequest, scope: Scope, currencies: dict[RiskKind, str]) -> list[dict[str, Any]]:
    """Return what is known of each kind of risk; numbers are loaded where a window is over."""
    found = []
    for kind, currency in currencies.items():
        ended = [each for each in ended_cases(scope, kind) if each.currency == currency]
        if not ended:
            continue
        from crmeter.evaluation.external.uplift_study import Followed, study_uplift  # noqa: PLC0415 - loads numpy

        study = study_uplift(
            [
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
        )
        found.append(
            {
                "kind": RISKS[kind],
                "currency": currency,
                "treated": study.treated,
                "treated_kept": study.treated_kept,
                "effect": _shown(study.effect, EFFECT, kind, currency),
                "association": _shown(study.association, ASSOCIATION, kind, currency),
                "offer": _offer(request, study, currency),
            }
        )
    return found


def _shown(compared: "Compared", way: str, kind: RiskKind, currency: str) -> dict[str, Any]:
    kept, money = compared.kept, compared.money
    return {
        "explained": compared_explained(compared, way, kind, currency, timezone.now()),
        "refused": kept if isinstance(kept, Undefined) else None,
        "kept": None if isinstance(kept, Undefined) else kept,
        "points": None
        if isinstance(kept, Undefined)
        else [100 * each for each in (kept.difference, kept.low, kept.high)],
        "money": None if isinstance(money, Undefined) else money,
        "no_money": money if isinstance(money, Undefined) else None,
        "money_kept": compared.money_kept,
        "without_money": compared.without_money,
    }


def _offer(request: HttpRequest, study: "UpliftStudy", currency: str) -> Offer | None:
    """Offer the effect to a review; an association is none."""
    kept, money = study.effect.kept, study.effect.money_kept
    if isinstance(kept, Undefined):
        return None
    sentence = _EFFECT.fill(
        n=kept.n_treated,
        points=Text(*(formats.points(kept.difference, each) for each in LANGUAGES)),
        low=Text(*(formats.hundredths(kept.low, each) for each in LANGUAGES)),
        high=Text(*(formats.hundredths(kept.high, each) for each in LANGUAGES)),
    )
    amount = None if money is None else Decimal(round(money[0]))
    return offer(request, source="retention_uplift", sentence=sentence, money=amount, currency=currency)


_EFFECT = Text(
    "Chăm sóc {n} khách có nguy cơ làm tỷ lệ giữ được thay đổi {points} so với nhóm để riêng (80%: {low} đến {high}).",
    "Looking after {n} customers at risk changed the share kept by {points} against those held out"
    " (80%: {low} to {high}).",
)
