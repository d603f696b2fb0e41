"""Loyalty as the run found it, and whom to keep now: with who looks after each, and more of them given to somebody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from crmeter.evaluation.report.embed import draw_came_and_left, draw_keep_list
from crmeter.evaluation.report.sections.at_risk import Assigning, Care
from crmeter.records.customers.queries import current_listing
from crmeter.records.readings.queries import StoredRun, stored_runs
from crmeter.records.retention_cases.at_risk import silent_ones
from crmeter.records.retention_cases.queries import CaseView, running_case_of
from crmeter.records.retention_cases.rights import may_assign, may_hold_out
from crmeter.vocabulary import Period, Text, formats
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.loyalty.keep import kept
from crmeter.web.loyalty.words import ARMS
from crmeter.web.outside_purposes import read_for
from crmeter.web.readings.opened import Opened, open_stored, run_for, safe, scope_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of

FORM = "assign"
DUE_DAYS, WINDOW_DAYS, HELD_OUT = (3, 7, 14, 30), (30, 60, 90, 180), (0, 10, 20, 30, 50)


@for_own_rows
def loyalty(request: HttpRequest) -> HttpResponse:
    """Show the page for the period of the run that the address names, else of the current one."""
    scope = scope_for(request)
    run = (run_for(request, request.GET["run"]) if request.GET.get("run") else None) or run_for(request)
    if run is None:
        return render(request, "loyalty/loyalty.html", {"nothing_yet": True})
    opened = open_stored(run, ("", "stage", "cohort,age", "segment"))
    segments = sorted(opened.page.figures.codes("segment"))
    asked = request.GET.get("segment", "")
    segment = asked if asked in segments else ""
    context = opened.context("moved_and_spoken_to") | _keep(request, opened, segment)
    context |= {
        "segments": segments,
        "segment": segment,
        "periods": _periods(run) if scope.kind == "all" else [],
        "came_and_left": safe(draw_came_and_left(opened.page, segment)),
        "offer": _offer(request, opened),
        **read_for(request, opened, "loyalty"),
    }
    return render(request, "loyalty/loyalty.html", context)


def _periods(shown: StoredRun) -> list[StoredRun]:
    """Return a run for each main period that was evaluated, the latest period first; of the shown one that run."""
    found: dict[Period, StoredRun] = {shown.period: shown}
    for each in stored_runs():
        found.setdefault(each.period, each)
    return sorted(found.values(), key=lambda each: (each.period.end, each.period.start), reverse=True)


def assigning_words(request: HttpRequest) -> dict[str, Any]:
    """Return what a form offers by which customers are given to those who look after them."""
    reader = reader_of(request)
    return {
        "may_assign": may_assign(reader),
        "may_hold_out": may_hold_out(reader),
        "due_days": DUE_DAYS,
        "window_days": WINDOW_DAYS,
        "held_out": HELD_OUT,
    }


def care_of(owner_name: str, case: CaseView | None) -> Care:
    """Return who looks after a customer at risk, and what has begun for them."""
    if case is None:
        return Care(owner_name)
    return Care(
        case.task_owner or owner_name, ARMS[case.arm], f"{reverse('loyalty_cases')}#case-{case.id}", case.due_on
    )


def _keep(request: HttpRequest, opened: Opened, segment: str) -> dict[str, Any]:
    words, scope = assigning_words(request), scope_for(request)
    page = kept(request, opened, segment)
    care: Mapping[str, Care] = {}
    listing = current_listing()
    # The list of customers belongs to one run: an older page of figures has nobody to give to anybody.
    if listing is not None and listing.run == opened.run.id:
        cases = running_case_of(scope)
        people = silent_ones(scope, page.keys)
        care = {str(each.key): care_of(each.owner_name, cases.get(each.key)) for each in people}
    can_choose = any(each.state is None for each in care.values())
    form = FORM if words["may_assign"] and can_choose else ""
    drawn = draw_keep_list(opened.page, Assigning(care, form, page.table, page.first, page.is_whole))
    return words | {"keep": safe(drawn), "kept": page, "can_choose": bool(form)}


def _offer(request: HttpRequest, opened: Opened) -> Offer | None:
    table = opened.page.figures.table("at_risk")
    amounts = [] if table is None else [row["value_at_risk"] for row in table.records()]
    known = [Decimal(str(each)) for each in amounts if each is not None]
    if not known:
        return None
    currency, money = opened.run.currency, sum(known, Decimal(0))
    sentence = Text(
        "{n} khách cần giữ ngay, giá trị có thể mất {money}.", "{n} customers to keep now, with {money} at risk."
    ).fill(
        n=len(amounts),
        money=Text(formats.compact_money(money, currency, "vi"), formats.compact_money(money, currency, "en")),
    )
    return offer(request, source="value_at_risk", sentence=sentence, money=money, currency=currency)
