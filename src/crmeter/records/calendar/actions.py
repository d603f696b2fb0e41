"""The only writer of the calendar."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from crmeter.records.calendar.models import SpecialDay, WorkingWeek
from crmeter.records.calendar.proposed import ProposedDay
from crmeter.records.calendar.queries import ONLY, still_proposed
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text
from crmeter.vocabulary.working_time import DayHours, Hours

LONGEST_NAME = 120
# As the audit names them.
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def change_week(actor: Actor, *, version: int | None, zone: str, hours: Sequence[DayHours]) -> int:
    """Keep when the firm works, and return the new version.

    Args:
        actor: who decides.
        version: on which the change was made.
        zone: of the clock, such as Asia/Ho_Chi_Minh.
        hours: of Monday to Sunday.

    Raises:
        Refusal: there is no such zone, nobody would work at all, or somebody has changed it since.
    """
    if zone not in available_timezones():
        raise Refused("no_zone", Text("không có múi giờ này", "there is no such time zone"))
    if len(hours) != 7 or not any(hours):
        raise Refused("no_work", Text("tuần phải có ít nhất một ngày làm việc", "a week has at least one working day"))
    with transaction.atomic():
        WorkingWeek.objects.get_or_create(pk=ONLY)
        row = held(WorkingWeek, ONLY, version)
        before = _week(row)
        row.zone, row.hours = zone, [[[each.start, each.end] for each in day] for day in hours]
        new = keep(row, "zone", "hours")
        audit(actor, "calendar.week_changed", row, before=before, after=_week(row))
    return new


def add_day(actor: Actor, day: date, *, name_vi: str, name_en: str, hours_of: int | None) -> int:
    """Add a day off, or one that is made up, and return its number.

    Args:
        actor: who decides.
        day: the day.
        name_vi: what it is called in Vietnamese.
        name_en: and in English; either may be left to the other.
        hours_of: the day of the week (Monday is 0) whose hours it is worked with; nothing for a day off.

    Raises:
        Refused: it has no name or too long a one, or the calendar has this day.
    """
    typed_vi, typed_en = (name.replace("\x00", "").strip() for name in (name_vi, name_en))
    vi, en = typed_vi or typed_en, typed_en or typed_vi
    if not vi or max(len(vi), len(en)) > LONGEST_NAME:
        raise Refused(
            "no_name",
            Text("ngày phải có tên, dài nhất {most} chữ", "a day has a name of at most {most} letters").fill(
                most=LONGEST_NAME
            ),
        )
    if hours_of is not None and not 0 <= hours_of <= 6:
        raise Refused("no_weekday", Text("không có thứ này trong tuần", "there is no such day of the week"))
    try:
        with transaction.atomic():
            row = SpecialDay.objects.create(day=day, name_vi=vi, name_en=en, hours_of=hours_of)
            audit(actor, "calendar.day_added", row, after=_day(row))
    except IntegrityError as error:
        raise Refused("day_exists", Text("lịch đã có ngày {day}", "the calendar has {day}").fill(day=day)) from error
    return row.pk


def take_proposed(actor: Actor, year: int, days: Collection[date]) -> int:
    """Add those of the proposed days of a year that were chosen, and return how many they were."""
    with transaction.atomic():
        chosen = [each for each in still_proposed(year) if each.day in days]
        for each in chosen:
            _add(actor, each)
    return len(chosen)


def remove_day(actor: Actor, pk: int, *, version: int | None) -> None:
    """Let a day be as its week says.

    Raises:
        Refusal: it is gone or has changed.
    """
    with transaction.atomic():
        row = held(SpecialDay, pk, version)
        audit(actor, "calendar.day_removed", row, before=_day(row))
        row.delete()


def _add(actor: Actor, each: ProposedDay) -> None:
    add_day(actor, each.day, name_vi=each.name.vi, name_en=each.name.en, hours_of=each.hours_of)


def _week(row: WorkingWeek) -> dict[str, Any]:
    written = {
        name: ", ".join(Hours(start, end).written for start, end in day)
        for name, day in zip(_WEEKDAYS, row.hours or [[]] * 7, strict=True)
    }
    return {"zone": row.zone, **written}


def _day(row: SpecialDay) -> dict[str, Any]:
    hours_of = None if row.hours_of is None else _WEEKDAYS[row.hours_of]
    return {"day": row.day.isoformat(), "name_vi": row.name_vi, "name_en": row.name_en, "hours_of": hours_of}
