"""When the firm works, for the floors above."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from crmeter.records.calendar.models import SpecialDay, WorkingWeek
from crmeter.records.calendar.proposed import ProposedDay, proposed_days
from crmeter.vocabulary import Text
from crmeter.vocabulary.working_time import DayHours, Hours, WorkingCalendar

# There is one row; before its first change it is not there yet.
ONLY = 1


@dataclass(frozen=True, slots=True)
class WeekView:
    """The week of the firm.

    Args:
        version: to be named by a change.
        zone: of its clock; nothing while nobody has said when the firm works.
        hours: of Monday to Sunday.
    """

    version: int
    zone: str
    hours: tuple[DayHours, ...]


@dataclass(frozen=True, slots=True)
class SpecialDayView:
    """A day that is not as its week says.

    Args:
        hours_of: the day of the week (Monday is 0) whose hours it is worked with; nothing for a day off.
    """

    id: int
    version: int
    day: date
    name: Text
    hours_of: int | None


def week() -> WeekView:
    """Return the week as it stands."""
    row = WorkingWeek.objects.filter(pk=ONLY).first() or WorkingWeek()
    hours = tuple(tuple(Hours(start, end) for start, end in day) for day in row.hours or [[]] * 7)
    return WeekView(row.version, row.zone, hours)


def special_days(year: int) -> list[SpecialDayView]:
    """Return the days of a year that are not as their week says, in order."""
    return [_view(row) for row in SpecialDay.objects.filter(day__year=year).order_by("day")]


def special_day(pk: int) -> SpecialDayView | None:
    """Return one such day."""
    row = SpecialDay.objects.filter(pk=pk).first()
    return _view(row) if row else None


def still_proposed(year: int) -> list[ProposedDay]:
    """Return the public holidays and made-up days of a year that the calendar has not."""
    there = set(SpecialDay.objects.filter(day__year=year).values_list("day", flat=True))
    return [each for each in proposed_days(year) if each.day not in there]


def special_weekdays() -> dict[date, int | None]:
    """Return the days that are not as their week says, with the weekday (Monday is 0) whose hours each has."""
    return dict(SpecialDay.objects.values_list("day", "hours_of"))


def is_day_off(day: date) -> bool:
    """Return whether a day is off by the calendar of the firm; a year that it knows nothing of has public holidays."""
    of_year = dict(SpecialDay.objects.filter(day__year=day.year).values_list("day", "hours_of"))
    known = of_year or {each.day: each.hours_of for each in proposed_days(day.year)}
    return day in known and known[day] is None


def working_calendar() -> WorkingCalendar | None:
    """Return when the firm works; None while nobody has said so."""
    standing = week()
    if not standing.zone:
        return None
    days = {
        day: () if hours_of is None else standing.hours[hours_of]
        for day, hours_of in SpecialDay.objects.values_list("day", "hours_of")
    }
    return WorkingCalendar(ZoneInfo(standing.zone), standing.hours, days)


def _view(row: SpecialDay) -> SpecialDayView:
    return SpecialDayView(row.pk, row.version, row.day, Text(row.name_vi, row.name_en), row.hours_of)
