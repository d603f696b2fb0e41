"""Working time against answers counted by hand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crmeter.vocabulary import Misused
from crmeter.vocabulary.working_time import (
    DAY,
    Hours,
    WorkingCalendar,
    after_working_time,
    in_order,
    working_time_between,
)

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
NEW_YORK = ZoneInfo("America/New_York")
OFFICE = (Hours(8 * 60, 12 * 60), Hours(13 * 60, 17 * 60))
MORNING = (Hours(8 * 60, 12 * 60),)
TET_2026 = {date(2026, 2, number): () for number in range(16, 21)}
FIRM = WorkingCalendar(SAIGON, (*[OFFICE] * 5, MORNING, ()), TET_2026)
NOBODY = WorkingCalendar(SAIGON, ((),) * 7, {})


def at(*parts: int, zone: ZoneInfo = SAIGON) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[misc,arg-type]


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        (at(2026, 3, 2, 9), at(2026, 3, 2, 9), 0),
        (at(2026, 3, 2, 9), at(2026, 3, 2, 14), 4),
        (at(2026, 3, 2, 12, 15), at(2026, 3, 2, 12, 45), 0),
        (at(2026, 3, 2, 16), at(2026, 3, 3, 9), 2),
        (at(2026, 3, 6, 16), at(2026, 3, 9, 9), 1 + 4 + 1),
        (at(2026, 2, 14, 11), at(2026, 2, 21, 9), 1 + 1),
        (at(2026, 2, 13, 16), at(2026, 2, 23, 9), 1 + 4 + 4 + 1),
    ],
)
def test_working_time_is_counted(start: datetime, end: datetime, worked: float) -> None:
    assert working_time_between(start, end, FIRM) == hours(worked)


@pytest.mark.parametrize(
    ("start", "duration", "reached"),
    [
        (at(2026, 3, 2, 9), hours(0), at(2026, 3, 2, 9)),
        (at(2026, 3, 2, 9), hours(3), at(2026, 3, 2, 12)),
        (at(2026, 3, 2, 9), timedelta(hours=3, seconds=1), at(2026, 3, 2, 13, 0, 1)),
        (at(2026, 3, 2, 16), hours(2), at(2026, 3, 3, 9)),
        (at(2026, 3, 2, 6), hours(1), at(2026, 3, 2, 9)),
        (at(2026, 3, 2, 22), hours(1), at(2026, 3, 3, 9)),
        (at(2026, 3, 8, 10), hours(8), at(2026, 3, 9, 17)),
        (at(2026, 2, 14, 11), hours(2), at(2026, 2, 21, 9)),
    ],
)
def test_a_promise_falls_due_within_working_hours(start: datetime, duration: timedelta, reached: datetime) -> None:
    due = after_working_time(start, duration, FIRM)

    assert due == reached
    assert working_time_between(start, due, FIRM) == duration


def test_a_day_made_up_counts_with_its_own_hours() -> None:
    calendar = WorkingCalendar(SAIGON, FIRM.week, {date(2026, 8, 22): OFFICE, date(2026, 8, 31): ()})

    assert working_time_between(at(2026, 8, 22), at(2026, 8, 23), calendar) == hours(8)
    assert working_time_between(at(2026, 8, 31), at(2026, 9, 1), calendar) == hours(0)


def test_years_are_counted_too() -> None:
    week = WorkingCalendar(SAIGON, ((Hours(0, DAY),),) * 7, {})

    assert working_time_between(at(2020, 1, 1), at(2024, 1, 1), week) == timedelta(days=1461)
    assert working_time_between(at(2020, 1, 1), at(2024, 1, 1), NOBODY) == timedelta()


@pytest.mark.parametrize(
    ("day", "of_day", "worked"),
    [
        (8, Hours(0, DAY), 23),
        (8, Hours(60, 4 * 60), 2),
        (8, Hours(60, 2 * 60 + 30), 1),
        (8, Hours(2 * 60 + 15, 4 * 60), 1),
        (8, Hours(2 * 60, 2 * 60 + 45), 0),
        (9, Hours(0, DAY), 24),
    ],
)
def test_an_hour_that_clocks_jump_over_is_not_worked(day: int, of_day: Hours, worked: float) -> None:
    calendar = WorkingCalendar(NEW_YORK, ((of_day,),) * 7, {})

    counted = working_time_between(at(2026, 3, day, zone=NEW_YORK), at(2026, 3, day + 1, zone=NEW_YORK), calendar)

    assert counted == hours(worked)


def test_an_hour_that_clocks_show_twice_is_worked_once_or_twice_as_the_hours_lie() -> None:
    whole = WorkingCalendar(NEW_YORK, ((Hours(0, DAY),),) * 7, {})
    split = WorkingCalendar(NEW_YORK, ((Hours(0, 90), Hours(90, DAY)),) * 7, {})

    for calendar in (whole, split):
        start, end = at(2026, 11, 1, zone=NEW_YORK), at(2026, 11, 2, zone=NEW_YORK)
        assert working_time_between(start, end, calendar) == hours(25)


@pytest.mark.parametrize(("start", "end"), [(22 * 60, 6 * 60), (60, 60), (-1, 60), (60, DAY + 1)])
def test_hours_over_midnight_are_refused_with_what_to_do(start: int, end: int) -> None:
    with pytest.raises(Misused, match="split what goes over midnight in two"):
        Hours(start, end)


def test_hours_that_overlap_are_refused() -> None:
    with pytest.raises(Misused, match="08:00-12:00 and 11:00-13:00 overlap"):
        in_order((Hours(480, 720), Hours(660, 780)))
    with pytest.raises(Misused, match="seven days"):
        WorkingCalendar(SAIGON, (OFFICE,), {})


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(Misused, match="no working hours"):
        after_working_time(at(2026, 3, 2), hours(1), NOBODY)
    with pytest.raises(Misused, match="no time zone"):
        working_time_between(datetime(2026, 3, 2), at(2026, 3, 3), FIRM)  # noqa: DTZ001 - what is tested
    with pytest.raises(Misused, match="before the start"):
        working_time_between(at(2026, 3, 3), at(2026, 3, 2), FIRM)
    with pytest.raises(Misused, match="not below zero"):
        after_working_time(at(2026, 3, 2), hours(-1), FIRM)
