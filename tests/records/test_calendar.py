"""When the firm works: said by somebody, with the holidays of Vietnam proposed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crmeter.records.calendar.actions import add_day, change_week, remove_day, take_proposed
from crmeter.records.calendar.proposed import proposed_days
from crmeter.records.calendar.queries import special_days, still_proposed, week, working_calendar
from crmeter.records.calendar.typed import hours_written
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary.working_time import Hours, after_working_time

OFFICE = hours_written("08:00-12:00, 13:00-17:00")
WEEK = (*[OFFICE] * 5, (), ())
FIRST_OF_TET = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
}
HUNG_KINGS = {
    2024: date(2024, 4, 18),
    2025: date(2025, 4, 7),
    2026: date(2026, 4, 26),
    2027: date(2027, 4, 16),
    2028: date(2028, 4, 4),
    2029: date(2029, 4, 23),
    2030: date(2030, 4, 12),
}


@pytest.mark.parametrize("year", FIRST_OF_TET)
def test_tet_and_the_day_of_the_hung_kings_are_proposed(year: int) -> None:
    names = {each.day: each.name for each in proposed_days(year)}

    assert names[FIRST_OF_TET[year]].vi == "Tết Nguyên Đán"
    assert names[FIRST_OF_TET[year]].en == "Lunar New Year"
    assert names[HUNG_KINGS[year]].vi == "Ngày Giỗ Tổ Hùng Vương"
    assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= set(names)


def test_a_day_that_is_worked_for_another_has_the_hours_of_that() -> None:
    (made_up,) = [each for each in proposed_days(2026) if each.hours_of is not None]

    assert (made_up.day, made_up.hours_of) == (date(2026, 8, 22), 0)
    assert made_up.name.en == "Worked instead of 31 Aug 2026"


@pytest.mark.django_db
def test_nothing_is_known_until_somebody_says_it(actor: Actor) -> None:
    assert working_calendar() is None

    change_week(actor, version=1, zone="Asia/Ho_Chi_Minh", hours=WEEK)

    calendar = working_calendar()
    assert calendar is not None
    assert calendar.hours_of(date(2026, 2, 17)) == OFFICE
    assert special_days(2026) == []


@pytest.mark.django_db
def test_a_promise_goes_around_tet(actor: Actor) -> None:
    change_week(actor, version=1, zone="Asia/Ho_Chi_Minh", hours=WEEK)
    assert take_proposed(actor, 2026, [date(2026, 2, number) for number in range(16, 21)]) == 5
    calendar = working_calendar()
    assert calendar is not None

    friday_at_four = datetime(2026, 2, 13, 9, tzinfo=UTC)

    assert after_working_time(friday_at_four, timedelta(hours=2), calendar) == datetime(2026, 2, 23, 2, tzinfo=UTC)
    assert date(2026, 2, 17) not in {each.day for each in still_proposed(2026)}


@pytest.mark.django_db
def test_a_made_up_day_follows_the_hours_of_its_week(actor: Actor) -> None:
    change_week(actor, version=1, zone="Asia/Ho_Chi_Minh", hours=WEEK)
    pk = add_day(actor, date(2026, 8, 22), name_vi="Làm bù", name_en="", hours_of=0)
    change_week(actor, version=2, zone="Asia/Ho_Chi_Minh", hours=(hours_written("9:00-15:00"), *WEEK[1:]))

    calendar = working_calendar()
    assert calendar is not None
    assert calendar.hours_of(date(2026, 8, 22)) == (Hours(540, 900),)
    with pytest.raises(NoVersion):
        remove_day(actor, pk, version=None)
    remove_day(actor, pk, version=1)
    assert special_days(2026) == []


@pytest.mark.django_db
def test_what_means_nothing_is_refused(actor: Actor) -> None:
    add_day(actor, date(2026, 5, 4), name_vi="", name_en="Outing", hours_of=None)
    with pytest.raises(Refused, match="has 4 May 2026"):
        add_day(actor, date(2026, 5, 4), name_vi="Nghỉ", name_en="", hours_of=None)
    with pytest.raises(Refused, match="a day has a name"):
        add_day(actor, date(2026, 5, 5), name_vi=" ", name_en="", hours_of=None)
    with pytest.raises(Refused, match="no such time zone"):
        change_week(actor, version=1, zone="Asia/Nowhere", hours=WEEK)
    with pytest.raises(Refused, match="at least one working day"):
        change_week(actor, version=1, zone="Asia/Ho_Chi_Minh", hours=((),) * 7)
    with pytest.raises(Stale):
        change_week(actor, version=9, zone="Asia/Ho_Chi_Minh", hours=WEEK)
    assert week().zone == ""


@pytest.mark.parametrize(
    "typed", ["8-12", "22:00-06:00", "08:00-12:00 13:00-17:00", "12:00-13:00, 08:00-10:00", "08:60-09:00"]
)
def test_hours_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        hours_written(typed)


def test_no_hours_are_a_day_off_and_midnight_is_an_end() -> None:
    assert hours_written("  ") == ()
    assert hours_written("18h00–24h00") == (Hours(1080, 1440),)
