"""Working time: which minutes of which days count, exact to the second, also where clocks are changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

from crmeter.vocabulary.complaints import Misused
from crmeter.vocabulary.text import Text

DAY = 24 * 60
# Whoever has not worked for so long does not work at all.
_LONGEST_BREAK = 400


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A stretch of work within one day, in minutes of its clock from midnight.

    Raises:
        Misused: it is empty or goes over midnight.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no stretch of one day."""
        if not 0 <= self.start < self.end <= DAY:
            raise Misused(
                "no_hours",
                Text(
                    "{hours} không nằm trong một ngày; ca qua nửa đêm phải tách thành hai, trước và sau 24:00",
                    "{hours} is not within one day; split what goes over midnight in two, before and after 24:00",
                ).fill(hours=self.written),
            )

    @property
    def written(self) -> str:
        """As it is typed: 08:00-12:00."""
        return f"{_clock(self.start)}-{_clock(self.end)}"


DayHours = tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When a firm works.

    Args:
        zone: whose clock and whose days count.
        week: the hours of Monday to Sunday; nothing for a day without work.
        days: hours of single days that go before those of the week: nothing for a day off.

    Raises:
        Misused: a week has not seven days, or hours of one day overlap or are out of order.
    """

    zone: ZoneInfo
    week: tuple[DayHours, ...]
    days: Mapping[date, DayHours]

    def __post_init__(self) -> None:
        """Refuse hours that would count twice."""
        if len(self.week) != 7:
            raise Misused("no_week", Text("một tuần có bảy ngày", "a week has seven days"))
        for hours in (*self.week, *self.days.values()):
            in_order(hours)

    def hours_of(self, day: date) -> DayHours:
        """Return the hours of a day."""
        return self.days.get(day, self.week[day.weekday()])


def in_order(hours: Sequence[Hours]) -> DayHours:
    """Return the hours of one day, if each ends before the next begins.

    Raises:
        Misused: two overlap or are out of order.
    """
    for former, latter in pairwise(hours):
        if latter.start < former.end:
            raise Misused(
                "overlap",
                Text(
                    "{one} và {other} chồng lên nhau hoặc sai thứ tự", "{one} and {other} overlap or are out of order"
                ).fill(one=former.written, other=latter.written),
            )
    return tuple(hours)


def working_time_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> timedelta:
    """Return how much working time lies between two instants.

    Raises:
        Misused: an instant has no zone, or the end lies before the start.
    """
    start, end = _instant(start), _instant(end)
    if end < start:
        raise Misused("end_first", Text("thời điểm cuối đứng trước thời điểm đầu", "the end lies before the start"))
    last = end.astimezone(calendar.zone).date()
    total = timedelta()
    for day in _days_from(start, calendar):
        if day > last:
            break
        for opens, closes in stretches_of(day, calendar):
            total += max(timedelta(), min(closes, end) - max(opens, start))
    return total


def after_working_time(start: datetime, duration: timedelta, calendar: WorkingCalendar) -> datetime:
    """Return the first instant at which so much working time has passed since the start, in UTC.

    Args:
        start: within working hours or not.
        duration: of working time; none at all gives the start.
        calendar: of the firm.

    Raises:
        Misused: the start has no zone, the duration is below zero, or nobody works for more than a year.
    """
    start = _instant(start)
    if duration < timedelta():
        raise Misused("below_zero", Text("thời lượng không thể âm", "a duration is not below zero"))
    if not duration:
        return start
    left, idle = duration, 0
    for day in _days_from(start, calendar):
        idle += 1
        for opens, closes in stretches_of(day, calendar):
            begins = max(opens, start)
            if closes <= begins:
                continue
            if closes - begins >= left:
                return begins + left
            left, idle = left - (closes - begins), 0
        if idle > _LONGEST_BREAK:
            break
    raise Misused("no_work", Text("lịch không có giờ làm việc nào nữa", "the calendar has no working hours any more"))


def _days_from(start: datetime, calendar: WorkingCalendar) -> Iterator[date]:
    first = start.astimezone(calendar.zone).date()
    return (first + timedelta(days=number) for number in count())


def stretches_of(day: date, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    """Yield when work begins and ends on a day of the calendar's clock, as instants in UTC, in order."""
    for hours in calendar.hours_of(day):
        yield _at(day, hours.start, calendar.zone), _at(day, hours.end, calendar.zone)


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the instant at which a clock first shows a minute of a day, or has just jumped over it."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # The clock was put forward over this minute: work begins or ends at the jump.
    low, high = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Misused("no_zone", Text("thời điểm thiếu múi giờ", "the instant has no time zone"))
    return moment.astimezone(UTC)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
