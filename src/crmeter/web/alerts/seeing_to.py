"""What is done with an alert: acknowledged, snoozed, resolved, opened again."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.staff.queries import Person
from crmeter.strategy.alerts.actions import acknowledge, reopen, resolve, snooze
from crmeter.vocabulary import Text
from crmeter.web.alerts.page import seer, show
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.versions import version_in


@require_POST
@for_all_rows
def acknowledge_it(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the reader sees to an alert."""
    return _changed(request, lambda reader: acknowledge(reader, number, version=version_in(request)), _("Acknowledged"))


@require_POST
@for_all_rows
def snooze_it(request: HttpRequest, number: int) -> HttpResponse:
    """Hear of an alert again on a day."""

    def until_the_day(reader: Person) -> int:
        try:
            day = date.fromisoformat(request.POST.get("until", ""))
        except ValueError:
            raise Refused("day", _NO_DAY) from None
        return snooze(reader, number, day, version=version_in(request))

    return _changed(request, until_the_day, _("Snoozed"))


@require_POST
@for_all_rows
def resolve_it(request: HttpRequest, number: int) -> HttpResponse:
    """Resolve an alert with a note."""
    note = request.POST.get("note", "")
    return _changed(request, lambda reader: resolve(reader, number, note, version=version_in(request)), _("Resolved"))


@require_POST
@for_all_rows
def reopen_it(request: HttpRequest, number: int) -> HttpResponse:
    """Open an alert again."""
    return _changed(request, lambda reader: reopen(reader, number, version=version_in(request)), _("Opened again"))


def _changed(request: HttpRequest, change: Callable[[Person], int], said: str) -> HttpResponse:
    reader = seer(request)
    try:
        change(reader)
    except Refusal as refusal:
        return show(request, reader, refusal)
    messages.success(request, said)
    return redirect("alerts")


_NO_DAY = Text("hãy chọn ngày nhắc lại", "choose the day")
