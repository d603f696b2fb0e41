"""An own measure: typed, checked, tried, kept, changed, removed, brought back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.measures.own.tables import KIND_WORDS, OWN_TABLES
from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.staff.queries import Person
from crmeter.strategy.own_measures.actions import (
    add_own_measure,
    bring_back_own_measure,
    change_own_measure,
    remove_own_measure,
)
from crmeter.strategy.own_measures.queries import OwnMeasureView, own_measure_at, own_measures
from crmeter.strategy.own_measures.rights import may_define
from crmeter.web.ordering import whole
from crmeter.web.own_measures.checked import checked
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_EXAMPLES = (
    'sum(orders.amount) / count(orders) where orders.channel = "web"',
    'count(orders where orders.segment = "A") / count(orders)',
    "share(tickets.hours_to_answer <= 4) where tickets.is_answered",
    "mean(deals.days_to_win)",
    "sum(lines.amount - lines.cost)",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_own_rows
def new(request: HttpRequest) -> HttpResponse:
    """Show an empty form with the measures that are there, or keep what was typed."""
    reader = _definer(request)
    if request.method != "POST":
        return _show(request, None)
    try:
        add_own_measure(reader, request.POST.get("title", ""), request.POST.get("definition", ""))
    except Refusal as refusal:
        return _show(request, None, refusal)
    messages.success(request, _("Kept; the next evaluation measures it"))
    return redirect("own_measure_new")


@require_safe
@for_own_rows
def check(request: HttpRequest) -> HttpResponse:
    """Say as what a definition is read, and its figure where that is asked for: a part of the page."""
    _definer(request)
    asked = request.GET
    found = checked(request, asked.get("title", ""), asked.get("definition", ""), tries="try" in asked)
    return render(request, "own_measures/checked.html", {"checked": found})


@require_http_methods(["GET", "HEAD", "POST"])
@for_own_rows
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of an own measure, or keep what was changed."""
    reader = _definer(request)
    found = own_measure_at(number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found)
    typed = request.POST
    try:
        change_own_measure(
            reader, number, typed.get("title", ""), typed.get("definition", ""), version=version_in(request)
        )
    except Refusal as refusal:
        return _show(request, found, refusal)
    messages.success(request, _("Kept; the next evaluation measures it"))
    return redirect("own_measure_new")


@require_POST
@for_own_rows
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Measure it no more, with a way back."""
    reader = _definer(request)
    try:
        version = remove_own_measure(reader, number, version=version_in(request))
    except Refusal as refusal:
        return _show(request, None, refusal)
    back = f"{reverse('own_measure_bring_back', args=[number])}?version={version}"
    messages.success(request, _("Measured no more"), extra_tags=f"undo:{back}")
    return redirect("own_measure_new")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Measure it again."""
    reader = _definer(request)
    try:
        bring_back_own_measure(reader, number, version=whole(request.GET.get("version", "")) or None)
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Measured again"))
    return redirect("own_measure_new")


def _definer(request: HttpRequest) -> Person:
    """Return who reads.

    Raises:
        PermissionDenied: they do not say own measures.
    """
    reader = reader_of(request)
    if not may_define(reader):
        raise PermissionDenied
    return reader


def _show(request: HttpRequest, changed: OwnMeasureView | None, refusal: Refusal | None = None) -> HttpResponse:
    typed = request.POST if request.method == "POST" and "definition" in request.POST else None
    title, definition = (changed.title, changed.definition) if changed else ("", "")
    if typed is not None:
        title, definition = typed.get("title", ""), typed.get("definition", "")
    context: dict[str, Any] = {
        "changed": changed,
        "checked": checked(request, title, definition, tries=False),
        "own": own_measures(),
        "tables": [
            (name, table.title, [(column, KIND_WORDS[kind]) for column, kind in table.columns.items()])
            for name, table in OWN_TABLES.items()
        ],
        "examples": _EXAMPLES,
        "refusal": refusal,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "own_measures/form.html", context, status=status)
