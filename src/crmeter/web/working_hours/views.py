"""The page of the working calendar: hours of the week, and the days of a year that are otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_default_timezone_name, localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.records.calendar.actions import change_week
from crmeter.records.calendar.queries import special_days, still_proposed, week
from crmeter.records.calendar.typed import hours_written
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.vocabulary import Text
from crmeter.vocabulary.working_time import DayHours
from crmeter.web.administrators import for_administrators, who
from crmeter.web.versions import version_in

# The library of holidays knows them from before the product until long after it.
YEARS = range(2000, 2100)
# The day that somebody has just removed.
REMOVED = "removed_day"
WEEKDAYS = (
    Text("Thứ Hai", "Monday"),
    Text("Thứ Ba", "Tuesday"),
    Text("Thứ Tư", "Wednesday"),
    Text("Thứ Năm", "Thursday"),
    Text("Thứ Sáu", "Friday"),
    Text("Thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day of the week on the form.

    Args:
        hours: as they are typed.
        refusal: what is wrong with them.
    """

    number: int
    name: Text
    hours: str
    refusal: Text | None = None


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def working_hours(request: HttpRequest) -> HttpResponse:
    """Show the calendar, or keep the hours of the week."""
    if request.method != "POST":
        return show(request)
    typed, hours = _read(request)
    refusal: Refused | Stale | None = None
    if not any(each.refusal for each in typed):
        try:
            change_week(who(request), version=version_in(request), zone=request.POST.get("zone", ""), hours=hours)
        except (Refused, Stale) as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved"))
            return redirect("working_hours")
    status = 412 if isinstance(refusal, Stale) else 400
    # What was typed stays, to be mended or sent on the version that stands now.
    return show(request, status, typed=typed, zone=request.POST.get("zone", ""), refusal=refusal, not_saved=True)


def show(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the page.

    Args:
        request: who reads, and which year.
        status: of the answer.
        more: what was typed or refused: `typed`, `zone`, `refusal`, `not_saved`, `day`, `day_refusal`.
    """
    standing, year = week(), year_in(request)
    days = [(each, None if each.hours_of is None else WEEKDAYS[each.hours_of]) for each in special_days(year)]
    context = {
        "standing": standing,
        "typed": [TypedDay(n, name, written(standing.hours[n])) for n, name in enumerate(WEEKDAYS)],
        # Chosen on the form, and kept only when somebody saves it.
        "zone": standing.zone or get_default_timezone_name(),
        "zones": sorted(available_timezones()),
        "weekdays": list(enumerate(WEEKDAYS)),
        "year": year,
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "days": days,
        "proposed": still_proposed(year),
        "removed": request.session.get(REMOVED),
        **more,
    }
    return render(request, "working_hours/working_hours.html", context, status=status)


def year_in(request: HttpRequest) -> int:
    """Return the year that is asked for, else the present one."""
    asked = request.POST.get("year") or request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in YEARS else localdate().year


def written(hours: Sequence[Any]) -> str:
    """Write the hours of a day as they are typed."""
    return ", ".join(each.written for each in hours)


def _read(request: HttpRequest) -> tuple[list[TypedDay], list[DayHours]]:
    typed, hours = [], []
    for number, name in enumerate(WEEKDAYS):
        words = request.POST.get(f"day-{number}", "")
        try:
            hours.append(hours_written(words))
        except Refused as refused:
            typed.append(TypedDay(number, name, words, refused.text))
        else:
            typed.append(TypedDay(number, name, words))
    return typed, hours
