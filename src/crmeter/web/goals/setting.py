"""What is done with the mission and goals: stated, set, agreed to, dropped, brought back."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.concept.values import read_amount
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.staff.queries import Person
from crmeter.strategy.goals.actions import (
    WantedGoal,
    agree_to_goal,
    bring_back_goal,
    drop_goal,
    set_goal,
    state_mission,
)
from crmeter.vocabulary import Text
from crmeter.web.goals.page import show
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import is_number, version_in


@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """State the mission."""
    said = request.POST.get("statement", "")
    return _changed(request, lambda reader: state_mission(reader, said, version=version_in(request)), _("Saved"))


@require_POST
def set_it(request: HttpRequest) -> HttpResponse:
    """Set a goal, or change one."""
    number = _numbered(request.POST.get("goal", ""))
    return _changed(
        request,
        lambda reader: set_goal(reader, _wanted(request), number=number, version=version_in(request)),
        _("Saved"),
    )


@require_POST
def agree(request: HttpRequest, number: int) -> HttpResponse:
    """Agree to a goal."""
    return _changed(request, lambda reader: agree_to_goal(reader, number, version=version_in(request)), _("Agreed"))


@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Drop a goal; the message offers to take that back."""
    reader = reader_of(request)
    try:
        version = drop_goal(reader, number, version=version_in(request))
    except Refusal as refusal:
        return show(request, reader, refusal)
    undo = f"{reverse('goal_undo', args=[number])}?{urlencode({'version': version})}"
    messages.success(request, _("Dropped"), extra_tags=f"undo:{undo}")
    return redirect("goals")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a dropped goal back, by the version that stood in the address of the message."""
    typed = request.GET.get("version", "")
    version = int(typed) if is_number(typed) else version_in(request)
    return _changed(request, lambda reader: bring_back_goal(reader, number, version=version), _("Brought back"))


def _changed(request: HttpRequest, change: Callable[[Person], object], said: str) -> HttpResponse:
    reader = reader_of(request)
    try:
        change(reader)
    except Refusal as refusal:
        return show(request, reader, refusal)
    messages.success(request, said)
    return redirect("goals")


def _wanted(request: HttpRequest) -> WantedGoal:
    posted = request.POST
    typed, day = posted.get("number", "").strip(), posted.get("reach_by", "")
    try:
        number = read_amount(typed) if typed else None
        reach_by = date.fromisoformat(day) if day else None
    except ValueError:
        raise Refused("number", _UNREADABLE) from None
    return WantedGoal(
        posted.get("name", ""), number, posted.get("unit", ""), reach_by, _numbered(posted.get("owner", ""))
    )


def _numbered(typed: str) -> int | None:
    return int(typed) if is_number(typed) else None


_UNREADABLE = Text("con số hoặc ngày không đọc được", "the number or the day cannot be read")
