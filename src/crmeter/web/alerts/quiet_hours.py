"""When mail of alerts waits: the hours of the reader, and those of the firm."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.strategy.alerts.quiet import Quiet
from crmeter.strategy.alerts.quiet_actions import Wish, set_firm_quiet, set_own_quiet
from crmeter.strategy.alerts.quiet_queries import QuietView, quiet_of
from crmeter.strategy.alerts.rights import may_watch
from crmeter.strategy.boards.report_dates import WEEKDAYS
from crmeter.vocabulary import Text
from crmeter.web.alerts.page import seer
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.versions import version_in

_FIRM = "firm"


@require_http_methods(["GET", "HEAD", "POST"])
@for_all_rows
def quiet_hours(request: HttpRequest) -> HttpResponse:
    """Show the quiet hours of the reader and of the firm, or change one of them."""
    reader = seer(request)
    if request.method != "POST":
        return _show(request, reader)
    try:
        quiet = _quiet(request)
        if request.POST.get("whose") == _FIRM:
            set_firm_quiet(reader, quiet, version=version_in(request))
        else:
            is_mailed, lets_severe = "mailed" in request.POST, "severe" in request.POST
            wish = Wish(quiet, is_mailed=is_mailed, lets_severe=lets_severe)
            set_own_quiet(reader, wish, version=version_in(request))
    except Refusal as refusal:
        return _show(request, reader, refusal)
    messages.success(request, _("The quiet hours are kept"))
    return redirect("alert_quiet")


def _quiet(request: HttpRequest) -> Quiet:
    """Return the hours of the form.

    Raises:
        Refused: a time is none.
    """
    posted = request.POST
    return Quiet(
        _minutes(posted.get("starts", "")),
        _minutes(posted.get("ends", "")),
        _days(posted.getlist("day")),
        _days(posted.getlist("whole_day")),
        on_holidays="holidays" in posted,
    )


def _minutes(typed: str) -> int:
    """Return minutes from midnight; an empty field is midnight."""
    if not typed.strip():
        return 0
    hours, _colon, minutes = typed.strip().partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2 and int(minutes) < 60):
        raise Refused("time", _NO_TIME)
    return int(hours) * 60 + int(minutes)


def _days(typed: list[str]) -> frozenset[int]:
    return frozenset(int(each) for each in typed if each.isdecimal() and len(each) == 1)


def _show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    own, firm = quiet_of(reader.id), quiet_of(None)
    context: dict[str, Any] = {
        "own": own,
        "own_form": _form(own),
        "firm": firm,
        "firm_form": _form(firm),
        "may_set_firm": may_watch(reader),
        "address": reader.email,
        "zone": settings.TIME_ZONE,
        "refusal": refusal,
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "alerts/quiet.html", context, status=status)


def _form(view: QuietView) -> dict[str, Any]:
    quiet = view.quiet
    has_stretch = quiet.starts != quiet.ends
    return {
        "starts": _written(quiet.starts) if has_stretch else "",
        "ends": _written(quiet.ends) if has_stretch else "",
        "days": [(at, words, at in quiet.days, at in quiet.whole_days) for at, words in enumerate(WEEKDAYS)],
        "on_holidays": quiet.on_holidays,
    }


def _written(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


_NO_TIME = Text("hãy viết giờ như 21:00", "write a time like 21:00")
