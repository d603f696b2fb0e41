"""What is watched: added, changed, dropped."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.measures.catalogue import measures
from crmeter.records.concept.values import read_amount
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.strategy.alerts.kinds import Side, WatchKind
from crmeter.strategy.alerts.watch_actions import Wanted, drop_watch, set_watch, watch_by_limits
from crmeter.vocabulary import Text, Unit
from crmeter.web.alerts.page import headline, seer, show
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.versions import version_in


@require_POST
@for_all_rows
def watch(request: HttpRequest) -> HttpResponse:
    """Watch a measure, or change how it is watched."""
    reader = seer(request)
    try:
        set_watch(reader, _wanted(request), version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, refusal)
    messages.success(request, _("Watched, and judged by the current evaluation"))
    return redirect("alerts")


@require_POST
@for_all_rows
def watch_headline(request: HttpRequest) -> HttpResponse:
    """Watch the headline figures by control limits."""
    reader = seer(request)
    try:
        n = watch_by_limits(reader, headline(request))
    except Refusal as refusal:
        return show(request, reader, refusal)
    said = ngettext(
        "%(n)d figure is watched from now on",
        "%(n)d figures are watched from now on",
        n,
    )
    messages.success(request, said % {"n": n})
    return redirect("alerts")


@require_POST
@for_all_rows
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Watch something no more."""
    reader = seer(request)
    try:
        drop_watch(reader, number, version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, refusal)
    messages.success(request, _("Watched no more"))
    return redirect("alerts")


def _wanted(request: HttpRequest) -> Wanted:
    """Return what the form asks for.

    Raises:
        Refused: something in it cannot be read.
    """
    posted = request.POST
    name, kind = posted.get("measure", ""), posted.get("kind", "")
    if kind not in WatchKind.values:
        raise Refused("kind", _NO_KIND)
    owner, persistence = _number(posted.get("owner", "")), _number(posted.get("persistence", ""))
    if kind != WatchKind.THRESHOLD:
        return Wanted(name, WatchKind(kind), persistence, owner)
    measure = measures().get(name)
    unit = None if measure is None else measure.unit
    side = posted.get("side", "")
    return Wanted(
        name,
        WatchKind.THRESHOLD,
        persistence,
        owner,
        bound=_bound(posted.get("bound", ""), unit),
        currency=own_currency() if unit is Unit.MONEY else "",
        side=Side(side) if side in Side.values else None,
    )


def _bound(typed: str, unit: Unit | None) -> Decimal | None:
    is_share = unit is Unit.SHARE
    try:
        value = read_amount(typed.strip().removesuffix("%") if is_share else typed)
    except ValueError:
        return None
    return value / 100 if is_share else value


def _number(typed: str) -> int:
    """Return a number of the form; what is none is that of nobody and of no month."""
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else 0


_NO_KIND = Text("hãy chọn cách theo dõi", "choose by what it is watched")
