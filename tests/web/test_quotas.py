"""Quotas on the page of sales, pages sent to review, the parts of long pages: who sees what, in which words."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.strategy.months import publish_months

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal, Stage, StageKind
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.web.internal.quotas import quotas_for

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


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


@pytest.fixture
def year(giang: Person, nam: Person) -> date:
    """Quotas of this year for the firm and for Nam, who has won 300 of 600."""
    first = timezone.localdate().replace(month=1, day=1)
    for whose, whose_id, value in ((Whose.FIRM, 0, 2000), (Whose.PERSON, nam.id, 600)):
        wanted = Wanted("won_value", Decimal(value), Span.YEAR, first, whose=whose, whose_id=whose_id, currency="VND")
        keep_target(giang, wanted, version=0)
    way = pipelines()[0]
    stages = {"pipeline": way.id, "stage": way.stages[0].id}
    pk = create(giang, CONCEPTS["deals"], {"name": "x", **stages, "owner": nam.id, "currency": "VND", "amount": "300"})
    won = Stage.objects.get(pipeline_id=way.id, kind=StageKind.WON)
    Deal.objects.filter(pk=pk).update(won_on=first, stage=won)
    return first


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ("Chỉ tiêu doanh số", "Cả công ty", "Nam", "50%", "Còn lại", "Cứ đà này", "Trên trang này")),
        ("en", ("Quotas", "The whole firm", "Nam", "50%", "Remaining", "At this pace", "On this page")),
    ],
)
def test_sales_shows_what_is_won_of_each_quota(
    giang: Person, signed_in: SignedIn, year: date, language: str, said: tuple[str, ...]
) -> None:
    publish_months("r", timezone.localdate(), {"win_rate": (0.5,)})

    whole = signed_in(giang, language).get("/internal/sales").content.decode()

    assert [each for each in said if each not in whole] == []
    # What is counted leads to the deals behind it.
    assert f"where=won_on.from.{year}" in whole
    assert f"&amp;where=owner.is.{there(giang.id).id + 1}" in whole


def test_a_rep_sees_their_own_quota_and_nobody_elses(giang: Person, nam: Person, year: date) -> None:
    assert [each.holder.en for each in quotas_for(giang).shown] == ["The whole firm", "Nam"]
    assert [each.holder.en for each in quotas_for(nam).shown] == ["Nam"]
    assert (quotas_for(giang).may_set, quotas_for(nam).may_set) == (True, False)


def test_the_quota_of_a_team_of_nobody_leads_to_no_deals_and_is_no_reps(
    giang: Person, nam: Person, signed_in: SignedIn, year: date
) -> None:
    add_team(SYSTEM, "Bắc")
    team = Wanted("won_value", Decimal(900), Span.YEAR, year, whose=Whose.TEAM, whose_id=teams()[0].id, currency="VND")
    keep_target(giang, team, version=0)
    publish_months("r", timezone.localdate(), {"win_rate": (0.5,)})

    shown = {each.holder.en: each.records for each in quotas_for(giang).shown}

    assert (list(shown), shown["Bắc"]) == (["The whole firm", "Bắc", "Nam"], "")
    assert [each.holder.en for each in quotas_for(nam).shown] == ["Nam"]
    assert 'href=""' not in signed_in(giang).get("/internal/sales").content.decode()


def test_without_a_quota_the_page_says_how_to_set_one(giang: Person, signed_in: SignedIn) -> None:
    publish_months("r", timezone.localdate(), {"win_rate": (0.5,)})

    whole = signed_in(giang).get("/internal/sales").content.decode()

    assert "Hôm nay chưa có chỉ tiêu nào" in whole
    assert 'href="/targets"' in whole


def test_parts_of_a_long_page_are_led_to(giang: Person, signed_in: SignedIn) -> None:
    publish_months("r", timezone.localdate(), {"win_rate": (0.5,), "reply_rate": (0.2,)})
    browser = signed_in(giang)

    sales = browser.get("/internal/sales").content.decode()
    marketing = browser.get("/internal/marketing").content.decode()

    for whole in (sales, marketing):
        assert '<a href="#numbers">' in whole
        assert 'id="numbers"' in whole


@pytest.mark.parametrize(("language", "button"), [("vi", "Đưa vào rà soát"), ("en", "Send to review")])
def test_a_page_that_is_seen_much_and_acted_on_little_is_sent_to_review(
    giang: Person, signed_in: SignedIn, language: str, button: str
) -> None:
    publish_months("r", timezone.localdate(), {"reply_rate": (0.2,)})
    browser = signed_in(giang, language)

    whole = browser.get("/internal/marketing").content.decode()
    found = whole[whole.index('class="list page-findings"') :]
    offer = re.search(r'name="offer" value="([^"]+)"', found)
    assert offer is not None
    assert button in found

    assert browser.post("/findings", {"offer": offer.group(1)}).status_code in (200, 302)
    assert "203" in browser.get("/findings").content.decode()
    assert "#finding-" in browser.get("/internal/marketing").content.decode()
