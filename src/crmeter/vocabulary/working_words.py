"""When a firm works, as one line of words: what a setting of an evaluation holds and a command is given.

The week is written `mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00`, with the zone of its clock before it where that
is not the firm's: `Asia/Tokyo mon-fri 09:00-18:00`. Single days are written `2026-01-01` for a day off and
`2026-05-09=mon` for one that is worked with the hours of a Monday.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo, available_timezones

from crmeter.vocabulary.complaints import Misused
from crmeter.vocabulary.text import Text
from crmeter.vocabulary.working_time import DayHours, Hours, WorkingCalendar, in_order

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOUR = 60
_STRETCH = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)")
_WEEKDAYS = re.compile(rf"({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))?")
_SPECIAL = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:=({'|'.join(_DAYS)}))?")
_WEEK_WANTED = Text(
    "“{words}” không phải là giờ làm việc; hãy viết như “mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00”",
    "“{words}” is no working time; write it as “mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00”",
)
_DAY_WANTED = Text(
    "“{words}” không phải là ngày; hãy viết 2026-01-01 cho ngày nghỉ, 2026-05-09=mon cho ngày làm bù như thứ Hai",
    "“{words}” is no day; write 2026-01-01 for a day off, 2026-05-09=mon for one that is worked like a Monday",
)


def calendar_read(week: str, days: str, zone: str) -> WorkingCalendar:
    """Return the calendar that two lines of words tell.

    Args:
        week: the hours of the week.
        days: the days that are not as the week says; may be empty.
        zone: whose clock counts where the week names none.

    Raises:
        Misused: the words are no hours or no days, or nobody would work at all.
    """
    told, hours = _week(week)
    special = dict(_special(days, hours))
    return WorkingCalendar(ZoneInfo(told or zone), hours, special)


def week_written(calendar: WorkingCalendar, zone: str) -> str:
    """Return the hours of the week in words that are read back as they are.

    Args:
        calendar: of the firm.
        zone: which is not written where the calendar has the same.
    """
    told = [] if calendar.zone.key == zone else [calendar.zone.key]
    numbered = enumerate(calendar.week)
    for hours, alike in groupby(numbered, key=lambda each: each[1]):
        days = [number for number, _ in alike]
        if hours:
            span = _DAYS[days[0]] if len(days) == 1 else f"{_DAYS[days[0]]}-{_DAYS[days[-1]]}"
            told += [span, *(each.written for each in hours)]
    return " ".join(told)


def days_written(hours_of: Mapping[date, int | None]) -> str:
    """Return special days in words that are read back as they are.

    Args:
        hours_of: by day, the day of the week (Monday is 0) whose hours it is worked with; nothing for a day off.
    """
    return " ".join(
        day.isoformat() if weekday is None else f"{day.isoformat()}={_DAYS[weekday]}"
        for day, weekday in sorted(hours_of.items())
    )


def _tokens(words: str) -> list[str]:
    return [token for token in re.split(r"[\s,;]+", words.replace("–", "-")) if token]


def _week(words: str) -> tuple[str, tuple[DayHours, ...]]:
    zone, chosen = "", range(0)
    hours: list[list[Hours]] = [[] for _ in _DAYS]
    for token in _tokens(words):
        named, stretch = _WEEKDAYS.fullmatch(token.lower()), _STRETCH.fullmatch(token)
        if named is not None:
            first = _DAYS.index(named[1])
            chosen = range(first, (_DAYS.index(named[2]) if named[2] else first) + 1)
        elif stretch is not None and chosen:
            from_hour, from_minute, to_hour, to_minute = (int(part) for part in stretch.groups())
            for day in chosen:
                hours[day].append(Hours(from_hour * _HOUR + from_minute, to_hour * _HOUR + to_minute))
        elif not zone and not chosen and token in available_timezones():
            zone = token
        else:
            raise Misused("no_hours", _WEEK_WANTED.fill(words=token[:40]))
    if not any(hours):
        raise Misused("no_hours", _WEEK_WANTED.fill(words=words[:40]))
    return zone, tuple(in_order(day) for day in hours)


def _special(words: str, week: Sequence[DayHours]) -> Iterator[tuple[date, DayHours]]:
    for token in _tokens(words):
        found = _SPECIAL.fullmatch(token.lower())
        try:
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if found is None or day is None:
            raise Misused("no_day", _DAY_WANTED.fill(words=token[:40]))
        yield day, week[_DAYS.index(found[2])] if found[2] else ()
