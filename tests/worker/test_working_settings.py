"""What evaluations of the firm count as working time."""

from datetime import date

import pytest

from crmeter.records.calendar.actions import add_day, change_week
from crmeter.records.calendar.queries import week as calendar_now
from crmeter.records.ledger.actor import SYSTEM
from crmeter.vocabulary.working_time import Hours
from crmeter.worker.evaluate import decided_settings

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON = Hours(480, 720), Hours(780, 1020)


def test_nothing_is_assumed_while_nobody_has_said_when_the_firm_works() -> None:
    settings = decided_settings()

    assert (settings.working_hours, settings.special_days, settings.calendar()) == ("", "", None)


def test_the_calendar_of_the_firm_is_a_setting_of_every_evaluation() -> None:
    week = (((MORNING, AFTERNOON),) * 5) + ((MORNING,), ())
    standing = calendar_now()
    change_week(SYSTEM, version=standing.version, zone="Asia/Ho_Chi_Minh", hours=week)
    add_day(SYSTEM, date(2026, 1, 1), name_vi="Tết Dương lịch", name_en="New Year", hours_of=None)
    add_day(SYSTEM, date(2026, 5, 9), name_vi="Làm bù", name_en="Made up", hours_of=0)

    settings = decided_settings()

    assert settings.working_hours == "mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00"
    assert settings.special_days == "2026-01-01 2026-05-09=mon"
    calendar = settings.calendar()
    assert calendar is not None
    assert (calendar.week, calendar.days) == (week, {date(2026, 1, 1): (), date(2026, 5, 9): (MORNING, AFTERNOON)})
