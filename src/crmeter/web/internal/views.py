"""A page for each department; that of service also says which tickets to take next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.evaluation.report.embed import draw_level_of
from crmeter.records.staff.rights import Reach
from crmeter.records.staff.rights_queries import rights_of_each
from crmeter.records.timeline.next_steps import Rank, Step, urgent_tickets
from crmeter.vocabulary import Text
from crmeter.web.findings.offer import offer
from crmeter.web.internal.chapters import chapters_of
from crmeter.web.internal.departments import DEPARTMENTS, Department
from crmeter.web.internal.named_rows import named_rows
from crmeter.web.internal.page_findings import page_findings
from crmeter.web.internal.quotas import quotas_for
from crmeter.web.outside_purposes import added_by
from crmeter.web.purpose import Purpose, purpose_of, purposes
from crmeter.web.readings.named import named
from crmeter.web.readings.opened import Opened, open_current, safe, scope_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of

MOST_NAMED = 15
_QUOTAS = Text("Chỉ tiêu", "Quotas")
_LISTS_OF_SALES = {"leads": "internal/leads_scored.html", "ahead": "internal/deals_ahead.html"}


@for_own_rows
@require_safe
def department(request: HttpRequest, name: str) -> HttpResponse:
    """Show one department.

    Args:
        request: who reads.
        name: one of `DEPARTMENTS`.
    """
    shown = DEPARTMENTS[name]
    opened = open_current(request, ("", *shown.cuts))
    purpose = purpose_of(request)
    context: dict[str, Any] = {
        "department": shown,
        "departments": list(DEPARTMENTS.values()),
        "nothing_yet": opened is None,
        **purposes(purpose),
        "sees_records": rights_of_each(reader_of(request), [shown.records])[shown.records].see != Reach.NONE,
    }
    if name == "service" and context["sees_records"]:
        context["urgent"] = [(step, _tone(step)) for step in urgent_tickets(reader_of(request))]
    if opened is not None:
        context |= _opened(request, shown, opened, purpose)
        context |= added_by(purpose, request, opened, shown.measures, shown.forecasts)
    return render(request, "internal/department.html", context)


def _opened(request: HttpRequest, shown: Department, opened: Opened, purpose: Purpose) -> dict[str, Any]:
    """Return what the page says of a run: its parts, with what this reader sees beside them."""
    name, beside, also = shown.name, {}, _said(request, shown, opened)
    quotas: Text | None = None
    if name == "marketing":
        also["page_findings"] = page_findings(request, opened)
        beside = {"pages": "internal/page_findings.html", "leads": "internal/leads_elsewhere.html"}
    if name == "sales":
        also |= {
            "leads_scored": _named(request, opened, "lead_scores", "leads", "lead_key"),
            "deals_ahead": _named(request, opened, "deal_chances", "deals", "deal_key"),
            "quotas": quotas_for(reader_of(request)),
        }
        # Whoever plans asks for no list of single leads.
        beside = {} if purpose is Purpose.PLANNING else _LISTS_OF_SALES
        quotas = _QUOTAS
    if purpose not in (Purpose.EVERYTHING, Purpose.PLANNING):
        return opened.context() | also
    also["level"] = safe(draw_level_of(opened.page, name))
    part = "service_of_one" if name == "service" and scope_for(request).kind == "owners" else name
    also["chapters"] = chapters_of(opened, part, beside, quotas)
    if also["chapters"]:
        return opened.context() | also
    context: dict[str, Any] = {**opened.context(name)}
    return context | also | {"part": context["parts"][name]}


def _named(request: HttpRequest, opened: Opened, table: str, concept: str, key: str) -> dict[str, Any] | None:
    """Return a table of the run about single records as the reader may see it; None without a row."""
    found = opened.page.figures.table(table)
    rows = named_rows(reader_of(request), found, concept, key, MOST_NAMED)
    if found is None or not rows:
        return None
    titles = [column.title for column in found.columns if column.name not in (key, "source")]
    return {"title": found.title, "note": found.note, "titles": titles, "rows": rows}


def _said(request: HttpRequest, shown: Department, opened: Opened) -> dict[str, Any]:
    """Return the sentence of the page, and the offer to send it to review."""
    told = [found for each in named(opened, shown.first) if (found := each.sentence()) is not None]
    if not told:
        return {}
    title = Text(shown.title.vi.lower(), shown.title.en.lower())
    sentence = Text("Về {title}: {told}.", "As to {title}: {told}.").fill(title=title, told=Text.join(told, "; "))
    page = reverse(shown.name)
    return {"sentence": sentence, "offer": offer(request, source=shown.name, sentence=sentence, page=page)}


def _tone(step: Step) -> str:
    return {Rank.PROMISE_BROKEN: "bad", Rank.PROMISE_SOON: "warn"}.get(step.rank, "")
