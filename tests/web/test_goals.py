"""The page of the mission and goals: everybody sees the common goal and their own part, and no part of others."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.strategy.months import line, publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.strategy.goals.actions import WantedGoal, set_goal, state_mission
from crmeter.strategy.goals.queries import goals
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
YEAR = date(2099, 1, 1)
FOURTH_QUARTER = date(2099, 10, 1)


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def nam(db: None) -> Person:
    return somebody("nam", Role.REP)


@pytest.fixture
def signed_in(client: Client) -> SignedIn:
    def sign_in(who: Person, language: str = "en") -> Client:
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


def page_of(browser: Client, address: str = "/goals") -> str:
    return browser.get(address).content.decode()


def of_person(who: Person, deals: int) -> Wanted:
    return Wanted("deals_won", Decimal(deals), Span.QUARTER, FOURTH_QUARTER, whose=Whose.PERSON, whose_id=who.id)


def test_a_rep_sees_the_common_target_and_their_own_and_nobody_elses(giang, nam, signed_in) -> None:
    lan = somebody("lan", Role.REP)
    add_team(SYSTEM, "Miền Nam")
    join_team(SYSTEM, lan.id, teams()[0].slug)
    goal = set_goal(giang, WantedGoal("Keep them", Decimal(1000), "customers", date(2099, 12, 31)), version=0)
    keep_target(giang, Wanted("orders", Decimal(5000), Span.YEAR, YEAR, goal=goal), version=0)
    keep_target(giang, Wanted("leads_created", Decimal(777), Span.YEAR, YEAR), version=0)
    keep_target(giang, of_person(nam, 31), version=0)
    keep_target(giang, of_person(lan, 47), version=0)
    of_team = Wanted("deals_won", Decimal(59), Span.QUARTER, FOURTH_QUARTER, whose=Whose.TEAM, whose_id=teams()[0].id)
    keep_target(giang, of_team, version=0)

    whole = page_of(signed_in(nam))
    assert ("5,000\u00a0orders" in whole, "31\u00a0deals" in whole) == (True, True)
    # Lan's, that of her team, and one of the firm under no goal.
    assert [said for said in ("47\u00a0deals", "59\u00a0deals", "Miền Nam", "777") if said in whole] == []
    assert "47\u00a0deals" in page_of(signed_in(giang))
    of_lan = page_of(signed_in(lan))
    assert ("59\u00a0deals" in of_lan, "47\u00a0deals" in of_lan, "31\u00a0deals" in of_lan) == (True, True, False)


def test_where_the_firm_stands_is_told_to_those_who_see_its_figures(giang, nam, signed_in) -> None:
    goal = set_goal(giang, WantedGoal("Sell", Decimal(9), "orders", date(2099, 12, 31)), version=0)
    keep_target(giang, Wanted("orders", Decimal(99_999), Span.YEAR, YEAR, goal=goal), version=0)
    publish_months("r", date(2099, 9, 30), {"orders": (100.0, 100.0)})
    judge_targets("r", {"orders": line("orders", [100.0 + (n * 7) % 13 for n in range(40)])})

    told = page_of(signed_in(giang))
    assert ("likely missed" in told, "chance to miss it 100%" in told) == (True, True)
    hidden = page_of(signed_in(nam))
    assert ("99,999\u00a0orders" in hidden, "likely missed" in hidden, "chance to miss" in hidden) == (
        True,
        False,
        False,
    )


def test_a_goal_that_was_dropped_is_brought_back_by_the_message_that_says_so(giang, signed_in) -> None:
    goal = set_goal(giang, WantedGoal("Keep them", Decimal(1000), "customers", date(2099, 12, 31)), version=0)
    browser = signed_in(giang)

    told = browser.post(f"/goals/{goal}/drop", {"version": "1"}, follow=True).content.decode()
    assert f'action="/goals/{goal}/undo?version=2"' in told
    assert browser.post(f"/goals/{goal}/undo?version=2").status_code == 302
    assert [each.name for each in goals()] == ["Keep them"]
    # Sent twice, it has been brought back already.
    assert browser.post(f"/goals/{goal}/undo?version=2").status_code == 412


def test_every_home_shows_the_common_goals_and_the_readers_own_part_of_each(giang, nam, signed_in) -> None:
    lan = somebody("lan", Role.REP)
    state_mission(giang, "Clean water for everybody", version=0)
    sell = set_goal(giang, WantedGoal("Sell more", Decimal(5000), "orders", date(2099, 12, 31)), version=0)
    set_goal(giang, WantedGoal("Keep them", Decimal(1000), "customers", date(2099, 12, 31)), version=0)
    this_year = date(timezone.localdate().year, 1, 1)
    keep_target(giang, Wanted("deals_won", Decimal(99), Span.YEAR, this_year, goal=sell, owner=giang.id), version=0)
    for who, deals in ((nam, 31), (lan, 47)):
        wanted = Wanted("deals_won", Decimal(deals), Span.YEAR, this_year, whose=Whose.PERSON, whose_id=who.id)
        keep_target(giang, wanted, version=0)

    of_nam = page_of(signed_in(nam), "/").split('id="home-goals"')[1].split("</section>")[0]
    assert [
        said for said in ("Clean water for everybody", "5,000 orders", "1,000 customers") if said not in of_nam
    ] == []
    assert (of_nam.count("your part: "), of_nam.count("no part of yours yet")) == (1, 1)
    assert ("31\u00a0deals" in of_nam, "47\u00a0deals" in of_nam, "99\u00a0deals" in of_nam) == (True, False, False)
    publish_months("r", date(2099, 9, 30), {"orders": (100.0, 100.0)})
    of_giang = page_of(signed_in(giang), "/").split('id="home-goals"')[1].split("</section>")[0]
    assert (of_giang.count("you answer for it: "), "99\u00a0deals" in of_giang) == (1, True)
    assert of_giang.count("no part of yours yet") == 1
