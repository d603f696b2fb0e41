"""The market: what is foreseen of it, and the figures that people typed or pasted, each with its source."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.market.actions import add_figure, bring_back_figure, change_figure, remove_figure
from crmeter.records.market.meaning import Said
from crmeter.records.market.pasted import (
    RefusedLine,
    day_said,
    number_written,
    period_written,
    take_figures,
    who_written,
)
from crmeter.records.market.queries import figure_at, figures, figures_kept
from crmeter.records.market.rights import may_keep
from crmeter.web.forecasts.market_typed import period_typed, typed_of, whose
from crmeter.web.ordering import whole
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.opened import open_current
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

SHOWN = 20
_MOST = 2000
_NAMES = ("period", "who", "product_set", "amount", "units", "share", "price", "currency", "said_by", "said_on")


@for_own_rows
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what is foreseen of the market, and its figures."""
    return _show(request)


@require_POST
@for_own_rows
def add(request: HttpRequest) -> HttpResponse:
    """Keep one figure that was typed."""
    try:
        add_figure(reader_of(request), _said(request))
    except Refusal as refusal:
        return _show(request, refusal)
    messages.success(request, _("Kept; the figures follow with the next evaluation"))
    return redirect("market")


@require_POST
@for_own_rows
def paste(request: HttpRequest) -> HttpResponse:
    """Keep the figures of a table that was pasted; what cannot be read is said line by line."""
    typed = request.POST
    try:
        kept, refused = take_figures(
            reader_of(request),
            typed.get("table", "").splitlines(),
            currency=_currency(request),
            said_by=typed.get("said_by", "").strip(),
            said_on=day_said(typed.get("said_on", "")),
            product_set=" ".join(typed.get("product_set", "").split()),
        )
    except Refusal as refusal:
        return _show(request, refusal)
    if refused:
        return _show(request, refused=refused, kept=kept)
    messages.success(request, ngettext("%(n)s figure kept", "%(n)s figures kept", kept) % {"n": kept})
    return redirect("market")


@require_POST
@for_own_rows
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a figure."""
    if figure_at(number) is None:
        raise Http404
    try:
        change_figure(reader_of(request), number, _said(request), version=version_in(request))
    except Refusal as refusal:
        return _show(request, refusal)
    messages.success(request, _("Kept; the figures follow with the next evaluation"))
    return redirect("market")


@require_POST
@for_own_rows
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a figure, with a way back."""
    try:
        version = remove_figure(reader_of(request), number, version=version_in(request))
    except Refusal as refusal:
        return _show(request, refusal)
    back = f"{reverse('market_bring_back', args=[number])}?version={version}"
    messages.success(request, _("Figure removed"), extra_tags=f"undo:{back}")
    return redirect("market")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a removed figure back."""
    try:
        bring_back_figure(reader_of(request), number, version=whole(request.GET.get("version", "")) or None)
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Figure brought back"))
    return redirect("market")


def _said(request: HttpRequest) -> Said:
    """Return what was typed.

    Raises:
        Refused: a period, a number or a day cannot be read.
    """
    typed = request.POST
    span, starts_on = period_written(typed.get("period", ""))
    who, name = who_written(typed.get("who", ""))
    return Said(
        span,
        starts_on,
        who,
        typed.get("said_by", "").strip(),
        day_said(typed.get("said_on", "")),
        " ".join(typed.get("product_set", "").split()),
        name,
        number_written(typed.get("amount", "")),
        _currency(request),
        number_written(typed.get("units", "")),
        number_written(typed.get("share", ""), is_share=True),
        number_written(typed.get("price", "")),
    )


def _currency(request: HttpRequest) -> str:
    return request.POST.get("currency", "").strip().upper() or own_currency()


def _show(
    request: HttpRequest, refusal: Refusal | None = None, *, refused: list[RefusedLine] | None = None, kept: int = 0
) -> HttpResponse:
    opened = open_current(request)
    most = _MOST if "all" in request.GET else SHOWN
    number = whole(request.GET.get("figure", "")) or whole(request.POST.get("figure", ""))
    changed = figure_at(number) if number else None
    first = typed_of(changed, own_currency())
    typed = {name: request.POST.get(name, first.get(name, "")) for name in _NAMES}
    context: dict[str, Any] = {
        "here": "market",
        "nothing_yet": opened is None,
        "may_keep": may_keep(reader_of(request)),
        "rows": [(each, period_typed(each.span, each.starts_on), whose(each)) for each in figures(most)],
        "count": figures_kept(),
        "changed": changed,
        # What was refused stays a change of the version that was seen.
        "version": version_in(request) if request.method == "POST" else changed and changed.version,
        "typed": typed,
        "table": request.POST.get("table", ""),
        "refusal": refusal,
        "refused": refused,
        "kept": kept,
    }
    if opened is not None:
        context |= opened.context("market")
    status = 200 if refusal is None and not refused else 412 if isinstance(refusal, Stale) else 422
    return render(request, "forecasts/market.html", context, status=status)
