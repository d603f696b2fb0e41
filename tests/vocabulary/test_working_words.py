"""The words in which a setting tells when a firm works."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from crmeter.vocabulary import Misused
from crmeter.vocabulary.working_time import Hours, WorkingCalendar
from crmeter.vocabulary.working_words import calendar_read, days_written, week_written

ZONE = "Asia/Ho_Chi_Minh"
DAY = (Hours(480, 720), Hours(780, 1020))


def test_a_week_with_days_off_and_made_up_is_read() -> None:
    calendar = calendar_read("mon-fri 08:00-12:00, 13:00-17:00; sat 8:00-12:00", "2026-01-01, 2026-05-09=mon", ZONE)

    assert calendar.zone == ZoneInfo(ZONE)
    assert calendar.week == (DAY,) * 5 + ((Hours(480, 720),), ())
    assert calendar.days == {date(2026, 1, 1): (), date(2026, 5, 9): DAY}


@pytest.mark.parametrize(
    "words",
    [
        "mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00",
        "mon 08:00-12:00 wed 08:00-12:00 sun 00:00-24:00",
        "Asia/Tokyo tue-wed 09:00-18:00",
    ],
)
def test_what_is_written_is_read_back(words: str) -> None:
    assert week_written(calendar_read(words, "", ZONE), ZONE) == words


def test_days_are_written_in_order() -> None:
    days: dict[date, int | None] = {date(2026, 5, 9): 0, date(2026, 1, 1): None}

    written = days_written(days)

    assert written == "2026-01-01 2026-05-09=mon"
    week: tuple[tuple[Hours, ...], ...] = ((Hours(480, 720),), (), (), (), (), (), ())
    assert calendar_read(week_written(WorkingCalendar(ZoneInfo(ZONE), week, {}), ZONE), written, ZONE).days == {
        date(2026, 1, 1): (),
        date(2026, 5, 9): (Hours(480, 720),),
    }


@pytest.mark.parametrize(
    ("week", "days", "code"),
    [
        ("08:00-12:00", "", "no_hours"),
        ("mon", "", "no_hours"),
        ("every day", "", "no_hours"),
        ("fri-mon 08:00-12:00", "", "no_hours"),
        ("mon 12:00-08:00", "", "no_hours"),
        ("mon 08:00-12:00 11:00-13:00", "", "overlap"),
        ("mon 08:00-12:00", "2026-02-30", "no_day"),
        ("mon 08:00-12:00", "2026-02-20=holiday", "no_day"),
    ],
)
def test_words_that_tell_no_hours_are_refused(week: str, days: str, code: str) -> None:
    with pytest.raises(Misused) as refused:
        calendar_read(week, days, ZONE)

    assert refused.value.code == code
