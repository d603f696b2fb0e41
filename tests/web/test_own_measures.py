"""The pages of own measures: typed, checked, kept, refused, removed and brought back, found where measures are."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from tests.strategy.months import publish_months

from crmeter.measures.own.compiled import own_measure
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.own_measures.actions import (
    add_own_measure,
    bring_back_own_measure,
    change_own_measure,
    remove_own_measure,
)
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.strategy.own_measures.queries import own_lines, own_measure_at, own_measures
from crmeter.vocabulary import Misused, Text
from crmeter.worker.evaluate import decided_settings

pytestmark = pytest.mark.django_db
WEB = 'sum(orders.amount) / count(orders) where orders.channel = "web"'
SignedIn = Callable[..., Client]


@pytest.fixture
def giang(db: None) -> Person:
    return there(Role.DIRECTOR)


@pytest.fixture
def signed_in(db: None) -> SignedIn:
    def sign_in(who: Person, language: str = "vi") -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


def there(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role))
    assert found is not None
    return found


def page_of(browser: Client, address: str, **asked: str) -> str:
    answer = browser.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "read", "refused"),
    [
        ("vi", "Đã hiểu: tính bằng tiền", "Ở chữ thứ 5: bảng orders không có cột profit"),
        ("en", "Read: in money", "At letter 5: orders has no column profit"),
    ],
)
def test_what_is_typed_is_checked_in_both_languages(
    giang: Person, signed_in: SignedIn, language: str, read: str, refused: str
) -> None:
    browser = signed_in(giang, language)

    assert read in page_of(browser, "/measures/check", title="Web", definition=WEB)
    wrong = page_of(browser, "/measures/check", title="Web", definition="sum(orders.profit)")
    assert refused.casefold() in wrong.casefold()
    assert "<script>alert" not in page_of(browser, "/measures/check", definition="<script>alert(1)</script>")


def test_what_the_engine_cannot_work_out_says_so_where_it_is_tried(
    giang: Person, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_asked: object) -> None:
        raise Misused("own_measure", Text("không tính được", "it cannot be worked out"))

    monkeypatch.setattr("crmeter.evaluation.own_preview.preview", fails)
    publish_months("run", date(2026, 9, 30), {"orders": (100.0, 120.0)})

    page = page_of(signed_in(giang, "en"), "/measures/check", title="Web", definition=WEB, **{"try": "1"})

    assert "it cannot be worked out" in page.casefold()


def test_a_measure_is_kept_taken_by_the_next_evaluation_and_found_where_measures_are(
    giang: Person, signed_in: SignedIn
) -> None:
    browser = signed_in(giang)
    assert browser.post("/measures/new", {"title": "Web", "definition": WEB}).status_code == 302
    assert browser.post("/measures/new", {"title": "wEB", "definition": WEB}).status_code == 422
    assert browser.post("/measures/new", {"title": "A", "definition": "sum(orders.profit)"}).status_code == 422

    assert decided_settings().own_measures == own_lines() == f"Web = {WEB}"
    name = own_measure(f"Web = {WEB}").name
    publish_months("run", date(2026, 9, 30), {name: (100.0, 120.0)})

    assert name in page_of(browser, "/measures", q="web")
    assert "120" in page_of(browser, f"/measures/{name}")
    board = browser.post("/boards/new", {"name": "Web"})["Location"].partition("?")[0]
    assert f'value="{name}"' in page_of(browser, f"{board}/measures", q="web")
    assert browser.post(f"{board}/tiles", {"measure": name, "drawn": "|number", "version": "1"}).status_code == 302
    assert "120" in page_of(browser, board)
    assert b"120" in b"".join(browser.get(f"{board}/figures.csv").streaming_content)


def test_a_measure_is_changed_removed_and_brought_back_by_version(giang: Person, signed_in: SignedIn) -> None:
    browser = signed_in(giang)
    number = add_own_measure(giang, "Web", WEB)
    at, form = f"/measures/own/{number}", {"title": "Web", "definition": "count(orders)"}

    assert browser.post(at, {**form, "version": "7"}).status_code == 412
    assert browser.post(at, {**form, "version": "1"}).status_code == 302
    assert own_measure_at(number).definition == "count(orders)"
    assert browser.post(f"{at}/remove", {"version": "2"}).status_code == 302
    assert own_measures() == []
    assert f"{at}/bring-back?version=3" in page_of(browser, "/measures/new")
    assert browser.post(f"{at}/bring-back?version=3").status_code == 302
    assert [each.title for each in own_measures()] == ["Web"]


def test_who_may_not_define_is_refused(giang: Person, signed_in: SignedIn) -> None:
    rep = there(Role.REP)
    number = add_own_measure(giang, "Web", WEB)

    assert signed_in(rep).get("/measures/new").status_code == 403
    for change in (
        lambda: add_own_measure(rep, "B", WEB),
        lambda: change_own_measure(rep, number, "B", WEB, version=1),
        lambda: remove_own_measure(rep, number, version=1),
        lambda: bring_back_own_measure(rep, number, version=1),
    ):
        with pytest.raises(Refused, match="directors"):
            change()


@pytest.mark.parametrize(
    ("title", "definition"),
    [("", WEB), ("a = b", WEB), ("A", ""), ("A", f"{WEB}\nB = {WEB}"), ("A" * 81, WEB), ("A", "(" * 600)],
)
def test_what_is_no_title_or_no_definition_is_not_kept(giang: Person, title: str, definition: str) -> None:
    with pytest.raises(Refused):
        add_own_measure(giang, title, definition)

    assert own_measures() == []


def test_a_change_names_its_version_and_a_removed_one_is_not_there(giang: Person) -> None:
    number = add_own_measure(giang, "Web", WEB)
    with pytest.raises(NoVersion):
        change_own_measure(giang, number, "Web", WEB, version=None)
    with pytest.raises(Stale):
        remove_own_measure(giang, number, version=9)
    remove_own_measure(giang, number, version=1)
    add_own_measure(giang, "web", WEB)
    with pytest.raises(Refused, match="called Web"):
        bring_back_own_measure(giang, number, version=2)
    with pytest.raises(Refused, match="not there"):
        remove_own_measure(giang, number, version=2)


def test_one_that_cannot_be_read_any_more_stops_no_evaluation_and_says_why(giang: Person, signed_in: SignedIn) -> None:
    number = add_own_measure(giang, "Web", WEB)
    OwnMeasure.objects.filter(pk=number).update(definition="sum(orders.gone)")

    assert own_lines() == ""
    assert decided_settings().own_measures == ""
    assert "no column gone" in page_of(signed_in(giang, "en"), "/measures/new")
