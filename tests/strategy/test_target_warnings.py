"""Whoever a target of a team or a person is of is warned once it is likely missed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from tests.strategy.months import line, publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.warning_actions import warn_holders

pytestmark = pytest.mark.django_db
# Eleven deals a month in the mean: three months bring some 33.
WON = 8 + np.random.default_rng(4).poisson(3, 40)


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    publish_months("r", date(2099, 9, 30), {"deals_won": (9,)})
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def nam(db: None) -> Person:
    return somebody("nam", Role.REP)


def of_nam(nam: Person, deals: int) -> Wanted:
    return Wanted("deals_won", Decimal(deals), Span.QUARTER, date(2099, 10, 1), whose=Whose.PERSON, whose_id=nam.id)


def evaluate(won: Sequence[int] = WON) -> int:
    judge_targets("r", {}, {"deals_won": {"nam": line("deals_won", won)}})
    return warn_holders("r")


def test_a_person_is_warned_once_of_their_own_target(giang, nam) -> None:
    keep_target(giang, of_nam(nam, 99), version=0)

    assert (evaluate(), evaluate()) == (1, 0)
    assert [each.title.en for each in notices_of(nam).rows] == [
        "Due: see what can be done: the target of “Deals won” of Nam for Q4 2099 has a chance of 100% to be missed"
    ]
    assert notices_of(giang).rows == ()


def test_nobody_is_warned_of_what_is_on_track_or_of_the_firm(giang, nam) -> None:
    keep_target(giang, of_nam(nam, 5), version=0)
    keep_target(giang, Wanted("deals_won", Decimal(999), Span.QUARTER, date(2099, 10, 1)), version=0)

    assert evaluate() == 0


def test_after_another_aim_one_is_warned_anew(giang, nam) -> None:
    keep_target(giang, of_nam(nam, 99), version=0)
    evaluate()
    keep_target(giang, of_nam(nam, 88), version=1)

    assert evaluate() == 1
    assert warn_holders("another") == 0


def test_of_a_team_whoever_of_it_answers_for_the_target_is_warned_else_who_leads_it(giang, nam) -> None:
    lan = somebody("lan", Role.SALES_MANAGER)
    slug = add_team(SYSTEM, "Bắc")
    join_team(SYSTEM, nam.id, slug)
    join_team(SYSTEM, lan.id, slug, leads=True)
    (team,) = teams()

    def aim(starts: date, owner: int | None) -> None:
        wanted = Wanted("deals_won", Decimal(99), Span.QUARTER, starts, whose=Whose.TEAM, whose_id=team.id, owner=owner)
        keep_target(giang, wanted, version=0)

    def warned(who: Person) -> int:
        return sum("see what can be done" in each.title.en for each in notices_of(who).rows)

    aim(date(2099, 10, 1), owner=nam.id)
    assert (evaluate(), warned(nam), warned(lan)) == (1, 1, 0)
    aim(date(2100, 1, 1), owner=None)
    assert (evaluate(), warned(nam), warned(lan)) == (1, 1, 1)
