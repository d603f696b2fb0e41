"""Contracts: renewals, how long customers stay, who is about to leave and why, given to those who look after them."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from crmeter.records.customers.queries import customers_at
from crmeter.records.readings.queries import StoredRun
from crmeter.records.retention_cases.at_risk import CustomerAtRisk, known_customers
from crmeter.records.retention_cases.kinds import RiskKind
from crmeter.records.retention_cases.queries import running_case_of
from crmeter.vocabulary import NotEnoughData, Scope, Text, Undefined, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.loyalty.assign import given
from crmeter.web.loyalty.contracts_explained import contracts_explained
from crmeter.web.loyalty.views import assigning_words, care_of
from crmeter.web.loyalty.words import RUN_GONE
from crmeter.web.readings.opened import open_current, run_for, scope_for, words_for
from crmeter.web.readings.pages import for_own_rows

if TYPE_CHECKING:
    from crmeter.evaluation.external.contract_leaving import ContractAtRisk, Leaving
    from crmeter.evaluation.external.contract_study import ContractStudy, Curve

# A page must not take what the worker needs.
_MEMORY, _THREADS = "512MB", 2
_SHOWN = 50
_YEAR = 12
PERIODS: Mapping[str, Text] = {
    "month": Text("tháng", "month"),
    "quarter": Text("quý", "quarter"),
    "year": Text("năm", "year"),
}
_ACTION = Text("hỏi điều chưa hài lòng và bàn việc gia hạn", "ask what is not right and talk about the renewal")


@for_own_rows
def contracts(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened, scope = open_current(request), scope_for(request)
    context: dict[str, Any] = {"nothing_yet": True}
    if opened is not None:
        study = _study(opened.run, None if scope.kind == "all" else words_for(scope))
        context = opened.context()
        if isinstance(study, Undefined):
            context["refused"] = study
        else:
            context |= _told(request, scope, study)
            context["explained"] = explained = contracts_explained(study, opened.run.made_at)
            context["segments"] = [
                (curve, _after_a_year(curve), explained.get(f"year_{place}"), explained.get(f"median_{place}"))
                for place, curve in enumerate(study.curves)
                if place
            ]
    return page_or_explanation(request, "loyalty/contracts.html", context)


@require_POST
@for_own_rows
def assign_contracts(request: HttpRequest) -> HttpResponse:
    """Give tasks for customers who may leave their contract.

    Raises:
        Http404: nobody is known to be at risk.
    """
    run, scope = run_for(request), scope_for(request)
    study = None if run is None else _study(run, None if scope.kind == "all" else words_for(scope))
    if run is None or study is None or isinstance(study, Undefined) or isinstance(study.leaving, Undefined):
        raise Http404
    told = {each.key: (Text.join(each.reasons, "; "), _ACTION) for each in study.leaving.at_risk if each.reasons}
    customers = list(_people(scope, study.leaving).values())
    return given(request, RiskKind.CONTRACT, (run.id, run.currency), customers, told, "loyalty_contracts")


# A published run is never changed, so what was studied once serves every reader who may see it.
@lru_cache(maxsize=8)
def _study(run: StoredRun, words: frozenset[str] | None) -> "ContractStudy | Undefined":
    from crmeter.evaluation.external.contract_study import study_contracts  # noqa: PLC0415 - loads numpy and DuckDB
    from crmeter.evaluation.opened_run import opened_run  # noqa: PLC0415 - see above

    try:
        with opened_run(settings.WORKSPACE, run.id, _MEMORY, _THREADS, names=True, words=words) as opened:
            return study_contracts(opened)
    except NotEnoughData as nothing:
        return nothing.undefined
    except FileNotFoundError:
        return RUN_GONE


def _told(request: HttpRequest, scope: Scope, study: "ContractStudy") -> dict[str, Any]:
    from crmeter.web.loyalty import contract_charts  # noqa: PLC0415 - loads numpy

    projection, leaving = study.projection, study.leaving
    told: dict[str, Any] = {
        "study": study,
        "currency": study.currency,
        "all": study.curves[0],
        "test": None if isinstance(study.test, Undefined) else study.test,
        "survival": contract_charts.survival(study.curves[0]),
        "no_projection": projection if isinstance(projection, Undefined) else None,
        "no_leaving": leaving if isinstance(leaving, Undefined) else None,
        "no_renewal": _NO_RENEWAL,
    }
    if not isinstance(projection, Undefined):
        told |= {
            "projection": projection,
            "period": PERIODS[projection.period],
            "projected": contract_charts.projection(projection),
        }
    if not isinstance(leaving, Undefined):
        told |= {
            "leaving": leaving,
            "check": leaving.model.check_,
            "calibration": contract_charts.calibration(leaving),
            "gains": contract_charts.gains(leaving),
            "offer": _offer(request, study, leaving),
            **assigning_words(request),
            **_listed(request, scope, leaving),
        }
    return told


def _listed(request: HttpRequest, scope: Scope, leaving: "Leaving") -> dict[str, Any]:
    people, cases = _people(scope, leaving), running_case_of(scope)
    listed = [each for each in leaving.at_risk if each.key in people]
    first = _first_of_page([each.key for each in listed], request.GET)
    rows: list[tuple[ContractAtRisk, CustomerAtRisk, Any]] = [
        (each, people[each.key], care_of(people[each.key].owner_name, cases.get(each.key)))
        for each in listed[first : first + _SHOWN]
    ]
    return {
        "rows": rows,
        "before": f"?before={listed[first].key}" if first else None,
        "after": f"?after={rows[-1][0].key}" if first + _SHOWN < len(listed) else None,
        "can_choose": any(care.state is None for _each, _who, care in rows),
    }


def _first_of_page(keys: Sequence[int], asked: Mapping[str, str]) -> int:
    """Return the place of the first customer of the page that comes after or before the one of an address."""
    places = {str(key): place for place, key in enumerate(keys)}
    if (after := places.get(asked.get("after", ""))) is not None and after + 1 < len(keys):
        return after + 1
    return max(places.get(asked.get("before", ""), 0) - _SHOWN, 0)


def _people(scope: Scope, leaving: "Leaving") -> Mapping[int, CustomerAtRisk]:
    """Return the customers at risk as the list of the run knows them, by key."""
    found = customers_at(scope, [each.key for each in leaving.at_risk])
    risks = {each.key: (_amount(each.expected_loss), 1 - each.chance) for each in leaving.at_risk}
    return {each.key: each for each in known_customers(found, risks)}


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 4)))


def _after_a_year(curve: "Curve") -> float | None:
    share = curve.share.value[_YEAR:][:1]
    return next((float(each) for each in share if math.isfinite(each)), None)


def _offer(request: HttpRequest, study: "ContractStudy", leaving: "Leaving") -> Offer | None:
    if leaving.expected_loss is None:
        return None
    loss = Decimal(round(leaving.expected_loss))
    sentence = _SENTENCE.fill(
        n=study.live,
        days=leaving.days,
        money=Text(
            formats.compact_money(loss, study.currency, "vi"), formats.compact_money(loss, study.currency, "en")
        ),
    )
    return offer(request, source="contract_loss", sentence=sentence, money=loss, currency=study.currency)


_SENTENCE = Text(
    "Trong {n} khách đang có hợp đồng, thiệt hại dự kiến do khách rời trong {days} ngày tới là {money} mỗi năm.",
    "Of {n} customers with a contract, those who may leave within {days} days take {money} a year with them.",
)
_NO_RENEWAL = Text(
    "chưa có lần gia hạn nào được ghi nhận trong 365 ngày", "no renewal was recorded in the last 365 days"
)
