"""What is done with targets: set, agreed to, looked at again, dropped, taken back; and what stands out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.staff.queries import Person
from crmeter.strategy.headline.actions import choose_headline
from crmeter.strategy.targets.actions import agree, drop_target_numbered, keep_target, look_again, take_back
from crmeter.strategy.targets.kinds import Perspective, Review, Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.vocabulary import Text, Unit
from crmeter.web.alerts.page import seer
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.targets.page import show
from crmeter.web.typed_amounts import read_typed
from crmeter.web.versions import version_in


@require_POST
@for_all_rows
def set_it(request: HttpRequest) -> HttpResponse:
    """Set a target, or change one."""
    return _changed(
        request, lambda reader: keep_target(reader, wanted_in(request), version=version_in(request)), _("Saved")
    )


@require_POST
@for_all_rows
def look_at_it(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a target was looked at today and stands."""
    return _changed(request, lambda reader: look_again(reader, number, version=version_in(request)), _("Reviewed"))


@require_POST
@for_all_rows
def drop_it(request: HttpRequest, number: int) -> HttpResponse:
    """Drop a target."""
    said = _("Dropped")
    return _changed(request, lambda reader: drop_target_numbered(reader, number, version=version_in(request)), said)


@require_POST
@for_all_rows
def take_it_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last change of a target back."""
    return _changed(request, lambda reader: take_back(reader, number, version=version_in(request)), _("Taken back"))


@require_POST
@for_all_rows
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what stands out."""
    names = [each for each in request.POST.getlist("headline") if each]
    said = _("Saved")
    return _changed(request, lambda reader: choose_headline(reader, names, version=version_in(request)), said)


@require_POST
def agree_to_it(request: HttpRequest, number: int) -> HttpResponse:
    """Say as its owner that a target is agreed; whoever owns one need not see all rows."""
    back = "goals" if request.POST.get("back") == "goals" else "targets"
    try:
        agree(reader_of(request), number, version=version_in(request))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_("vi" if request.LANGUAGE_CODE == "vi" else "en"))
    else:
        messages.success(request, _("Agreed"))
    return redirect(back)


def wanted_in(request: HttpRequest) -> Wanted:
    """Return what the form asks for.

    Raises:
        Refused: something in it cannot be read.
    """
    posted = request.POST
    name = posted.get("measure", "")
    measure = measures().get(name)
    unit = None if measure is None else measure.unit
    span = posted.get("span", "")
    if span not in Span.values:
        raise Refused("period", _NO_PERIOD)
    whose, _colon, holder = posted.get("whose", "").partition(":")
    perspective, review = posted.get("perspective", ""), posted.get("review", "")
    value = _number(posted.get("value", ""), unit)
    if value is None:
        raise Refused("value", _NO_VALUE)
    weight = _number(posted.get("weight", ""), None)
    return Wanted(
        name,
        value,
        Span(span),
        starts_on=_day(posted.get("starts_on", "")),
        reach_by=_day(posted.get("reach_by", "")),
        whose=Whose(whose) if whose in Whose.values else Whose.FIRM,
        whose_id=_numbered(holder) or 0,
        currency=own_currency() if unit is Unit.MONEY else "",
        floor=_number(posted.get("floor", ""), unit),
        benchmark=_number(posted.get("benchmark", ""), unit),
        benchmark_source=posted.get("benchmark_source", ""),
        benchmark_sector=posted.get("benchmark_sector", ""),
        weight=Decimal(1) if weight is None else weight,
        owner=_numbered(posted.get("owner", "")),
        goal=_numbered(posted.get("goal", "")),
        perspective=Perspective(perspective) if perspective in Perspective.values else None,
        review=Review(review) if review in Review.values else None,
    )


def _changed(request: HttpRequest, change: Callable[[Person], object], said: str) -> HttpResponse:
    reader = seer(request)
    try:
        change(reader)
    except Refusal as refusal:
        return show(request, reader, refusal)
    messages.success(request, said)
    return redirect("targets")


def _number(typed: str, unit: Unit | None) -> Decimal | None:
    if not typed.strip():
        return None
    try:
        return read_typed(typed, unit)
    except ValueError:
        raise Refused("number", _NO_NUMBER.fill(typed=typed[:40])) from None


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused("period", _NO_PERIOD) from None


def _numbered(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None


_NO_PERIOD = Text("hãy chọn kỳ và ngày", "it takes a period and a day")
_NO_VALUE = Text("hãy ghi mục tiêu bằng một con số", "a target is a number")
_NO_NUMBER = Text("“{typed}” không phải là một con số", "“{typed}” is no number")
