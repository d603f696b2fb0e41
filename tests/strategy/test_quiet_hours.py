"""Quiet hours: when mail waits, who says so, and what lets it through."""

from datetime import date, datetime

import pytest

from crmeter.records.calendar.models import SpecialDay
from crmeter.records.calendar.queries import is_day_off
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.quiet import NEVER, Quiet, is_quiet
from crmeter.strategy.alerts.quiet_actions import Wish, set_firm_quiet, set_own_quiet
from crmeter.strategy.alerts.quiet_queries import quiet_of

NIGHTS = Quiet(21 * 60, 7 * 60)
# Monday to Thursday evenings, and the whole of Sunday.
WEEK = Quiet(21 * 60, 7 * 60, frozenset({0, 1, 2, 3}), frozenset({6}))
LUNCH = Quiet(12 * 60, 13 * 60)
FEAST = Quiet(on_holidays=True)


def somebody(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name=str(role)))
    assert found is not None
    return found


# 2 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("quiet", "moment", "waits"),
    [
        (NIGHTS, "2026-11-02 20:59", False),
        (NIGHTS, "2026-11-02 21:00", True),
        (NIGHTS, "2026-11-03 06:59", True),
        (NIGHTS, "2026-11-03 07:00", False),
        # The night that begins on Thursday ends on Friday morning; Friday evening is not quiet.
        (WEEK, "2026-11-06 06:30", True),
        (WEEK, "2026-11-06 22:00", False),
        (WEEK, "2026-11-07 06:30", False),
        (WEEK, "2026-11-08 12:00", True),
        # Sunday begins no stretch, so Monday morning is over at midnight.
        (WEEK, "2026-11-09 00:00", False),
        (LUNCH, "2026-11-02 12:30", True),
        (LUNCH, "2026-11-02 13:00", False),
        (FEAST, "2026-09-02 10:00", True),
        (FEAST, "2026-09-04 10:00", False),
        (NIGHTS, "2026-09-02 10:00", False),
        (NEVER, "2026-11-02 00:00", False),
    ],
)
def test_mail_waits_in_quiet_hours(quiet: Quiet, moment: str, waits: bool) -> None:
    is_feast = date(2026, 9, 2).__eq__
    assert is_quiet(quiet, datetime.fromisoformat(moment), is_feast) is waits


@pytest.mark.django_db
def test_days_off_are_public_holidays_until_the_calendar_of_the_firm_knows_the_year() -> None:
    assert is_day_off(date(2026, 9, 2))
    assert not is_day_off(date(2026, 9, 4))

    SpecialDay.objects.create(day=date(2026, 9, 4), name_vi="Ngày thành lập", name_en="Our day")
    SpecialDay.objects.create(day=date(2026, 9, 5), name_vi="Làm bù", name_en="Made up", hours_of=4)

    assert [is_day_off(date(2026, 9, day)) for day in (2, 4, 5)] == [False, True, False]
    assert is_day_off(date(2027, 9, 2))


@pytest.mark.django_db
def test_people_say_their_own_hours_and_directors_those_of_the_firm() -> None:
    giang, nam = somebody(Role.DIRECTOR), somebody(Role.ANALYST)

    set_own_quiet(nam, Wish(WEEK, is_mailed=False, lets_severe=True), version=0)
    version = set_firm_quiet(giang, NIGHTS, version=0)

    own = quiet_of(nam.id)
    assert (own.quiet, own.is_mailed, own.lets_severe) == (WEEK, False, True)
    assert quiet_of(None).quiet == NIGHTS
    assert quiet_of(giang.id).quiet == NEVER
    with pytest.raises(Refused, match="directors and marketing managers"):
        set_firm_quiet(nam, NEVER, version=version)
    with pytest.raises(Stale):
        set_firm_quiet(giang, NEVER, version=0)
    with pytest.raises(NoVersion):
        set_own_quiet(nam, Wish(NEVER), version=None)
    assert set_firm_quiet(giang, NEVER, version=version) == version + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Quiet(21 * 60, 24 * 60), "times of day"),
        (Quiet(21 * 60, 7 * 60, frozenset({7})), "times of day"),
        (Quiet(21 * 60, 7 * 60, frozenset()), "choose a day"),
        (Quiet(whole_days=frozenset(range(7))), "no mail would ever leave"),
    ],
)
def test_hours_that_are_none_are_refused(wrong: Quiet, why: str) -> None:
    with pytest.raises(Refused, match=why):
        set_own_quiet(somebody(Role.DIRECTOR), Wish(wrong), version=0)


@pytest.mark.django_db
def test_whoever_gets_no_alerts_has_no_hours_to_say() -> None:
    with pytest.raises(Refused, match="no alerts"):
        set_own_quiet(somebody(Role.AGENT), Wish(NIGHTS), version=0)
