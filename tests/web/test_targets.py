"""The pages of targets, the scorecard and goals: in both languages, their forms, refusals, and who sees what."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.strategy.months import line, publish_months

from crmeter.records.judgements.actions import DecisionAsked, make_decision
from crmeter.records.judgements.kinds import Purpose
from crmeter.records.judgements.queries import seat_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.options import typed_options
from crmeter.strategy.goals.actions import WantedGoal, set_goal, state_mission
from crmeter.strategy.goals.queries import goals
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import headline_measures, targets_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
LAST = date(2099, 9, 30)
THIRD_QUARTER = date(2099, 7, 1)
ORDERS = (90.0, 100.0, 110.0, 100.0, 120.0, 130.0)


def there(pk: int) -> Person:
    found = person(pk)
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Hương Giang"))


@pytest.fixture
def nam(db: None) -> Person:
    return there(add_user(SYSTEM, "nam@example.vn", Role.REP, name="Nam"))


@pytest.fixture
def signed_in(client: Client) -> SignedIn:
    def sign_in(who: Person, language: str = "vi") -> Client:
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


def page_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


FORM = {"measure": "win_rate", "span": "year", "whose": "firm:0", "value": "40", "floor": "20%", "version": "0"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ("Số đơn hàng", "quý 3/2099", "350", "Xác suất hụt", "đề xuất, chưa đồng ý", "phụ trách")),
        ("en", ("Orders", "Q3 2099", "350", "Chance to miss it", "proposed, not agreed", "owner: ")),
    ],
)
def test_a_target_is_read_in_both_languages(giang, nam, signed_in, language: str, said: tuple[str, ...]) -> None:
    keep_target(
        giang, Wanted("orders", Decimal(400), Span.QUARTER, THIRD_QUARTER, floor=Decimal(200), owner=nam.id), version=0
    )
    publish_months("r", LAST, {"orders": ORDERS})

    whole = page_of(signed_in(giang, language), "/targets")
    assert [each for each in said if each not in whole] == []


def test_a_target_is_set_changed_dropped_and_taken_back_on_its_page(giang, signed_in) -> None:
    browser = signed_in(giang)
    year = timezone.localdate().year + 1
    form = FORM | {"starts_on": f"{year}-01-01"}
    assert browser.post("/targets/set", form).status_code == 302

    (kept,) = targets_of()
    assert (kept.value, kept.floor) == (Decimal("0.4"), Decimal("0.2"))
    assert 'value="40"' in page_of(browser, "/targets")
    assert browser.post("/targets/set", form | {"version": "1", "value": "42,5"}).status_code == 302
    stale = browser.post("/targets/set", form | {"version": "1", "value": "45"})
    assert stale.status_code == 412
    assert browser.post(f"/targets/{kept.id}/drop", {"version": "2"}).status_code == 302
    assert "Đã bỏ" in page_of(browser, "/targets")
    assert browser.post(f"/targets/{kept.id}/undo", {"version": "3"}).status_code == 302
    assert [each.value for each in targets_of()] == [Decimal("0.425")]


def test_a_form_that_has_no_meaning_says_why_and_keeps_what_was_typed(giang, signed_in) -> None:
    year = timezone.localdate().year + 1
    answer = signed_in(giang).post("/targets/set", FORM | {"starts_on": f"{year}-01-01", "floor": "60"})

    assert answer.status_code == 422
    whole = answer.content.decode()
    assert "Mức sàn phải thấp hơn mục tiêu" in whole or "mức sàn phải thấp hơn mục tiêu" in whole
    assert 'value="60"' in whole


def test_a_weight_of_nought_is_refused_and_not_taken_for_one(giang, signed_in) -> None:
    browser = signed_in(giang, "en")
    form = FORM | {"starts_on": f"{timezone.localdate().year + 1}-01-01"}

    nought = browser.post("/targets/set", form | {"weight": "0"})
    assert nought.status_code == 422 and "weight is above 0" in nought.content.decode()
    assert not targets_of()

    browser.post("/targets/set", form | {"weight": ""})
    assert [each.weight for each in targets_of()] == [1]


def test_the_owner_of_a_target_who_sees_no_figures_agrees_among_the_goals(giang, nam, signed_in) -> None:
    kept = keep_target(
        giang,
        Wanted("deals_won", Decimal(4), Span.QUARTER, THIRD_QUARTER, whose=Whose.PERSON, whose_id=nam.id, owner=nam.id),
        version=0,
    )
    publish_months("r", LAST, {"deals_won": (3.0,)})
    browser = signed_in(nam)

    assert browser.get("/targets").status_code == 403
    whole = page_of(browser, "/goals")
    assert "của bạn" in whole
    assert "Tôi đồng ý" in whole
    assert browser.post(f"/targets/{kept.pk}/agree", {"version": "1", "back": "goals"}).status_code == 302
    assert "Nam đồng ý" in page_of(browser, "/goals")


def test_targets_are_filtered_by_status_and_owner(giang, signed_in) -> None:
    keep_target(giang, Wanted("orders", Decimal(400), Span.QUARTER, THIRD_QUARTER, owner=giang.id), version=0)
    keep_target(giang, Wanted("nps", Decimal(40), Span.QUARTER, THIRD_QUARTER), version=0)
    browser = signed_in(giang)

    assert 'class="target"' in page_of(browser, "/targets?status=unknown")
    assert 'class="target"' not in page_of(browser, "/targets?status=reached")
    assert page_of(browser, f"/targets?owner={giang.id}").count('class="target"') == 1


def test_scores_are_shown_with_what_they_are_made_of(giang, signed_in) -> None:
    assert "Chưa có gì để chấm điểm" in page_of(signed_in(giang), "/scorecard")
    keep_target(giang, Wanted("orders", Decimal(400), Span.QUARTER, THIRD_QUARTER, floor=Decimal(200)), version=0)
    publish_months("r", LAST, {"orders": ORDERS})

    whole = page_of(signed_in(giang), "/scorecard")
    # (350 − 200) / 200 = 75, before 50.
    assert "75" in whole
    assert "+25" in whole
    assert "chưa chỉ số nào ở đây có mục tiêu" in whole


def test_a_goal_without_number_unit_and_day_is_refused_and_told_what_it_lacks(giang, signed_in) -> None:
    browser = signed_in(giang)
    answer = browser.post("/goals/set", {"name": "Dẫn đầu thị trường", "version": "0"})

    assert answer.status_code == 422
    assert "quá rộng để thống nhất và kiểm tra: thiếu con số, đơn vị, ngày phải đạt" in answer.content.decode()
    whole = {"name": "Giữ khách", "number": "1000", "unit": "khách", "reach_by": "2099-12-31", "version": "0"}
    assert browser.post("/goals/set", whole).status_code == 302
    assert [(each.name, each.number, each.unit) for each in goals()] == [("Giữ khách", 1000, "khách")]


def test_everybody_sees_the_common_goal_and_agrees_by_name(giang, nam, signed_in) -> None:
    state_mission(giang, "Nước sạch cho mọi nhà", version=0)
    number = set_goal(giang, WantedGoal("Giữ khách", Decimal(1000), "khách", date(2099, 12, 31)), version=0)
    browser = signed_in(nam)

    whole = page_of(browser, "/goals")
    assert "Nước sạch cho mọi nhà" in whole
    assert browser.post(f"/goals/{number}/agree", {"version": "1"}).status_code == 302
    assert [[name for _, name, _ in each.agreed] for each in goals()] == [["Nam"]]
    # What is changed has to be agreed to anew.
    set_goal(giang, WantedGoal("Giữ khách", Decimal(1200), "khách", date(2099, 12, 31)), number=number, version=1)
    assert [each.agreed for each in goals()] == [()]
    assert browser.post(f"/goals/{number}/drop", {"version": "2"}).status_code == 422


def test_targets_are_proposed_from_last_year_with_how_they_came_about(giang, signed_in) -> None:
    keep_target(giang, Wanted("orders", Decimal(400), Span.QUARTER, THIRD_QUARTER, owner=giang.id), version=0)
    publish_months(
        "r", date(2099, 12, 31), {"orders": (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0)}
    )
    browser = signed_in(giang)

    whole = page_of(browser, "/targets/propose?growth=10&span=quarter")
    # The first quarter was 10 + 20 + 30 = 60: 66 the next year, 72.6 the one after.
    assert "tăng 10,0% một năm" in whole
    form = {"growth": "10", "span": "quarter", "draft": ["orders:2100-01-01", "orders:2101-01-01"]}
    assert browser.post("/targets/propose/keep", form).status_code == 302
    drafts = {each.starts_on: each for each in targets_of() if each.way is not None}
    assert {day: each.value for day, each in drafts.items()} == {
        date(2100, 1, 1): 66,
        date(2101, 1, 1): Decimal("72.6"),
    }


def test_before_the_first_target_what_stands_out_is_proposed_and_a_rate_of_a_year_is_that_of_the_year(
    giang: Person, signed_in: SignedIn
) -> None:
    # The main window of the run is a year, of which 0.6 stayed.
    publish_months("r", date(2099, 12, 31), {"retention_rate": (*([0.5] * 11), 0.6), "lost_customer_rate": (0.4,) * 12})
    browser = signed_in(giang)

    whole = page_of(browser, "/targets/propose?growth=10&span=year")

    # 0.6 × 1.1, and for what should be low 0.4 / 1.1.
    assert "66,0%" in whole
    assert "36,4%" in whole
    assert "giảm 10,0% một năm" in whole
    form = {"growth": "10", "span": "year", "draft": ["retention_rate:2100-01-01"]}
    assert browser.post("/targets/propose/keep", form).status_code == 302
    assert [(each.measure, each.value, each.is_agreed) for each in targets_of()] == [
        ("retention_rate", Decimal("0.66"), False)
    ]


def test_what_stands_out_is_chosen_on_the_page(giang, signed_in) -> None:
    browser = signed_in(giang)

    chosen = {"headline": ["orders", "nps", "win_rate", "", "", ""], "version": "0"}
    assert browser.post("/targets/headline", chosen).status_code == 302
    assert headline_measures() == ("orders", "nps", "win_rate")
    assert browser.post("/targets/headline", chosen | {"headline": ["orders"], "version": "1"}).status_code == 422


def test_weights_come_from_what_evaluators_judged(giang, signed_in) -> None:
    for name, value in (("orders", 400), ("new_customers", 50)):
        keep_target(giang, Wanted(name, Decimal(value), Span.QUARTER, THIRD_QUARTER, floor=Decimal(10)), version=0)
    publish_months("r", LAST, {"orders": ORDERS, "new_customers": (10.0, 20.0, 20.0)})
    asked = DecisionAsked(
        "Chỉ số nào quan trọng", Purpose.CRITERIA, "", typed_options("Số đơn hàng\nKhách hàng mới"), ()
    )
    number = make_decision(giang, asked, [giang.id])
    browser = signed_in(giang)
    seat = seat_of(giang, number)
    assert seat is not None
    # Three steps towards the first: it counts four times as much as the second, 80 against 20.
    browser.post(f"/decisions/{number}/judge", {"pair": 0, "favour": 3, "version": seat.version})
    seat = seat_of(giang, number)
    assert seat is not None
    browser.post(f"/decisions/{number}/finish", {"version": seat.version})
    assert "Chỉ số nào quan trọng" in page_of(browser, "/scorecard")

    seen = {"decision": str(number), "target": [f"{each.id}.{each.version}" for each in targets_of()]}
    assert browser.post("/scorecard/weigh", seen).status_code == 302
    weights = {each.measure: each.weight for each in targets_of()}
    assert (weights["orders"], weights["new_customers"]) == (80, 20)
    # No row has such a version: it is none, and no error of the product.
    assert browser.post("/scorecard/weigh", seen | {"target": [f"1.{'9' * 5000}"]}).status_code == 302
    # Seen once, sent twice: the second has not seen what the first has changed.
    answer = browser.post("/scorecard/weigh", seen, follow=True)
    assert {each.measure: each.weight for each in targets_of()} == weights
    assert answer.status_code == 200


def test_pages_ask_as_often_for_many_targets_as_for_few(giang, signed_in) -> None:
    names = ("orders", "nps", "win_rate", "deals_won", "leads_created")
    publish_months("r", LAST, dict.fromkeys(names, (10.0, 20.0)))
    browser = signed_in(giang)

    def asked(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    def aim(name: str, month: int) -> None:
        wanted = Wanted(name, Decimal("0.5"), Span.MONTH, date(2099, month, 1), owner=giang.id, floor=Decimal("0.1"))
        keep_target(giang, wanted, version=0)

    pages = ("/targets", "/scorecard", "/goals", "/summary")
    aim("orders", 9)
    few = {address: asked(address) for address in pages}
    for month in (9, 10, 11, 12):
        for name in names[1:]:
            aim(name, month)
    assert {address: asked(address) for address in pages} == few
    # Sessions, rights, the firm and the bell are some ten of them.
    assert max(few.values()) <= 30, few


def test_a_period_that_is_over_is_held_against_what_was_foreseen_at_first(giang, signed_in) -> None:
    keep_target(giang, Wanted("orders", Decimal(330), Span.QUARTER, THIRD_QUARTER), version=0)
    months = [100.0 + (n * 7) % 13 for n in range(40)]
    publish_months("june", date(2099, 6, 30), {"orders": tuple(months[-6:])})
    judge_targets("june", {"orders": line("orders", months, last=date(2099, 6, 1))})
    publish_months("september", LAST, {"orders": (200.0, 200.0, 200.0)})
    judge_targets("september", {"orders": line("orders", [*months, 200.0, 200.0, 200.0])})

    whole = page_of(signed_in(giang), "/targets")
    assert "đã đạt" in whole
    assert "cả kỳ là 600" in whole
    assert "ngoài khoảng 80% dự báo ngày 30/06/2099" in whole
