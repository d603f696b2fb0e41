"""What is done to single days: added, taken from the proposed ones, removed, put back."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.calendar.actions import add_day, remove_day, take_proposed
from crmeter.records.calendar.queries import special_day
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text
from crmeter.web.administrators import for_administrators, who
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in
from crmeter.web.working_hours.views import REMOVED, show, year_in


@for_administrators
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a day off, or one that is made up."""
    typed = request.POST
    try:
        day = _day(typed.get("day", ""))
        add_day(
            who(request),
            day,
            name_vi=typed.get("name_vi", ""),
            name_en=typed.get("name_en", ""),
            hours_of=_weekday(typed.get("hours_of", "")),
        )
    except Refused as refused:
        return show(request, 400, day=typed, day_refusal=refused)
    messages.success(request, _("Saved"))
    return _back(day.year)


@for_administrators
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take those of the proposed days that were chosen."""
    year = year_in(request)
    try:
        chosen = {_day(each) for each in request.POST.getlist("day")}
    except Refused as refused:
        return show(request, 400, day_refusal=refused)
    taken = take_proposed(who(request), year, chosen)
    messages.success(request, ngettext("%(n)s day added", "%(n)s days added", taken) % {"n": taken})
    return _back(year)


@for_administrators
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Let a day be as its week says, with a way back."""
    found = special_day(number)
    if found is None:
        raise Http404
    remove_day(who(request), number, version=version_in(request))
    request.session[REMOVED] = {
        "day": found.day.isoformat(),
        "name_vi": found.name.vi,
        "name_en": found.name.en,
        "hours_of": found.hours_of,
    }
    return _back(found.day.year)


@for_administrators
@require_POST
def put_back(request: HttpRequest) -> HttpResponse:
    """Put back the day that was removed last."""
    removed = request.session.pop(REMOVED, None)
    if removed is None:
        return redirect("working_hours")
    day = date.fromisoformat(removed.pop("day"))
    try:
        add_day(who(request), day, **removed)
    except Refused as refused:
        messages.error(request, refused.text.in_(language()))
    else:
        messages.success(request, _("The day is back"))
    return _back(day.year)


def _back(year: int) -> HttpResponse:
    return redirect(f"{reverse('working_hours')}?year={year}")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Refused("no_day", Text("hãy chọn một ngày", "choose a day")) from error


def _weekday(words: str) -> int | None:
    if not words:
        return None
    if words not in set("0123456"):
        raise Refused("no_weekday", Text("không có thứ này trong tuần", "there is no such day of the week"))
    return int(words)
