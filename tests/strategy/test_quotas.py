"""Quotas: what was won of them so far, worked out by hand from the deals on record."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal, Stage, StageEvent, StageKind
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team, leave_team
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.quotas import NO_DEALS, Quota, quotas

pytestmark = pytest.mark.django_db
# The 46th of the 92 days of the quarter.
TODAY = date(2099, 8, 15)
THIRD_QUARTER = date(2099, 7, 1)


def there(pk: int) -> Person:
    found = person(pk)
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))


@pytest.fixture
def nam(db: None) -> Person:
    return there(add_user(SYSTEM, "nam@example.vn", Role.REP, name="Nam"))


def won(by: Person, whose: Person, day: str, amount: str | None, currency: str = "VND") -> int:
    way = pipelines()[0]
    values = {"name": "x", "pipeline": way.id, "stage": way.stages[0].id, "owner": whose.id, "currency": currency}
    pk = create(by, CONCEPTS["deals"], values | ({} if amount is None else {"amount": amount}))
    stage = Stage.objects.get(pipeline_id=way.id, kind=StageKind.WON)
    Deal.objects.filter(pk=pk).update(won_on=date.fromisoformat(day), stage=stage)
    return pk


def quota(by: Person, value: int, whose: Whose = Whose.FIRM, whose_id: int = 0) -> None:
    wanted = Wanted(
        "won_value",
        Decimal(value),
        Span.QUARTER,
        THIRD_QUARTER,
        whose=whose,
        whose_id=whose_id,
        currency="VND",
    )
    keep_target(by, wanted, version=0)


def told(found: Quota) -> tuple[object, ...]:
    return found.target.whose, found.won, found.deals, found.left_out


def test_wins_of_the_period_count_for_whoever_has_the_quota(giang: Person, nam: Person) -> None:
    won(giang, nam, "2099-07-10", "300")
    won(giang, giang, "2099-08-01", "500")
    won(giang, nam, "2099-06-30", "999")  # before the quarter
    won(giang, nam, "2099-08-16", "999")  # tomorrow
    won(giang, nam, "2099-07-20", None)  # nobody wrote down what it is worth
    won(giang, nam, "2099-07-21", "10", "USD")  # no rate is known
    quota(giang, 2000)
    quota(giang, 600, Whose.PERSON, nam.id)

    firm, of_nam = quotas(TODAY)

    assert told(firm) == (Whose.FIRM, Decimal(800), 2, 2)
    assert told(of_nam) == (Whose.PERSON, Decimal(300), 1, 2)
    assert (of_nam.attained, of_nam.elapsed, of_nam.remaining) == (0.5, 0.5, Decimal(300))
    assert (of_nam.at_this_pace, of_nam.a_day) == (Decimal(600), Decimal(300) / 46)
    assert (firm.is_behind, of_nam.is_behind) == (True, False)


def test_what_is_changed_after_a_win_moves_no_quota(giang: Person, nam: Person) -> None:
    # Worth 300 at the first win, 450 at the next, 500 now.
    pk = won(giang, nam, "2099-07-10", "500")
    stage = Stage.objects.get(pipeline_id=pipelines()[0].id, kind=StageKind.WON)
    for day, amount in ((20, 450), (10, 300)):
        at = datetime(2099, 7, day, tzinfo=UTC)
        StageEvent.objects.create(deal_id=pk, kind="won", after=stage, amount=Decimal(amount), at=at, recorded_at=at)
    quota(giang, 2000)

    (firm,) = quotas(TODAY)

    assert told(firm) == (Whose.FIRM, Decimal(300), 1, 0)


def test_a_quota_that_is_passed_leaves_nothing_to_win(giang: Person, nam: Person) -> None:
    won(giang, nam, "2099-07-10", "900")
    quota(giang, 600, Whose.PERSON, nam.id)

    (found,) = quotas(TODAY)

    assert (found.attained, found.remaining, found.a_day, found.scale) == (1.5, Decimal(0), None, 1.5)


def test_a_team_has_what_its_people_won_and_strangers_see_only_their_own(giang: Person, nam: Person) -> None:
    join_team(SYSTEM, nam.id, add_team(SYSTEM, "Bắc"))
    team = teams()[0].id
    won(giang, nam, "2099-07-10", "300")
    won(giang, giang, "2099-07-10", "500")
    quota(giang, 1000, Whose.TEAM, team)
    quota(giang, 600, Whose.PERSON, nam.id)
    quota(giang, 600, Whose.PERSON, giang.id)

    assert [each.won for each in quotas(TODAY)] == [Decimal(300), Decimal(500), Decimal(300)]
    assert [each.target.whose_id for each in quotas(TODAY, {giang.id})] == [giang.id]

    # Once nobody is in it, it is nobody's; who sees all sees that nothing counts for it.
    leave_team(SYSTEM, nam.id, teams()[0].slug)
    assert [each.won for each in quotas(TODAY)] == [Decimal(0), Decimal(500), Decimal(300)]
    assert [each.target.whose_id for each in quotas(TODAY, {giang.id})] == [giang.id]


def test_without_a_deal_on_record_nothing_is_claimed(giang: Person) -> None:
    quota(giang, 2000)

    (found,) = quotas(TODAY)

    assert (found.won, found.attained, found.undefined) == (None, None, NO_DEALS)


def test_targets_of_other_measures_and_by_a_day_are_no_quotas(giang: Person) -> None:
    keep_target(giang, Wanted("deals_won", Decimal(4), Span.QUARTER, THIRD_QUARTER), version=0)
    by_a_day = Wanted("won_value", Decimal(4), Span.DAY, reach_by=date(2099, 9, 1), currency="VND")
    keep_target(giang, by_a_day, version=0)

    assert quotas(TODAY) == ()
