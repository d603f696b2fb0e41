"""The page of alerts: in both languages, its forms and refusals, and where else alerts are met."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.strategy.months import publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.alerts.kinds import Side, State, WatchKind
from crmeter.strategy.alerts.queries import AlertView, resolved_alerts, unresolved_alerts, watches
from crmeter.strategy.alerts.watch_actions import watch_by_limits

pytestmark = pytest.mark.django_db
CALM = (0.8, 0.82, 0.8, 0.82, 0.8, 0.82, 0.8, 0.82)
NAMES = ("orders", "retention_rate", "revenue", "active_customers", "new_customers")
SignedIn = Callable[..., Client]


@pytest.fixture
def giang(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Hương Giang"))


@pytest.fixture
def signed_in(client: Client) -> SignedIn:
    def sign_in(who: Person, language: str = "vi") -> Client:
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


@pytest.fixture
def browser(giang: Person, signed_in: SignedIn) -> Client:
    return signed_in(giang)


def there(pk: int) -> Person:
    found = person(pk)
    assert found is not None
    return found


def strike(*names: str) -> None:
    publish_months("struck", date(2026, 9, 30), dict.fromkeys(names, (*CALM, 0.5)))
    judge_run("struck")


@pytest.fixture
def struck(giang: Person) -> AlertView:
    watch_by_limits(giang, ["retention_rate"])
    strike("retention_rate")
    (found,) = unresolved_alerts(giang)
    return found


def page_of(browser: Client, address: str = "/alerts") -> str:
    return browser.get(address).content.decode()


def test_before_anything_is_watched_the_page_says_how_to_begin(browser: Client, giang: Person) -> None:
    empty = page_of(browser)
    assert "Chưa theo dõi chỉ số nào" in empty
    # Without an evaluation nobody knows which figures stand out.
    assert "Theo dõi các chỉ số chính" not in empty

    publish_months("first", date(2026, 9, 30), {"retention_rate": CALM, "orders": CALM, "customer_equity": (1.0,)})
    assert "Theo dõi các chỉ số chính" in page_of(browser)
    assert browser.post("/alerts/watch/headline").status_code == 302
    assert [each.measure for each in watches(giang)] == ["orders", "retention_rate"]
    watched = page_of(browser)
    assert "Theo dõi các chỉ số chính" not in watched
    assert "Không có cảnh báo" in watched


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ("Tỷ lệ giữ chân", "thấp hơn khoảng thường thấy", "từ tháng 09/2026", "phụ trách: Hương Giang", "Hoãn")),
        ("en", ("Retention rate", "outside what it usually varies between", "since Sep 2026", "owner: ", "Snooze")),
    ],
)
def test_an_alert_is_read_in_both_languages(giang, signed_in, struck, language: str, said: tuple[str, ...]) -> None:
    whole = page_of(signed_in(giang, language))

    assert [each for each in said if each not in whole] == []
    assert 'href="/measures/retention_rate"' in whole


def test_a_measure_is_watched_by_a_threshold_in_its_unit(browser: Client, giang: Person) -> None:
    form = {"measure": "retention_rate", "kind": "threshold", "side": "below", "bound": "82,5", "version": "0"}
    form |= {"persistence": "2", "owner": str(giang.id)}
    assert browser.post("/alerts/watch", form).status_code == 302

    (watch,) = watches(giang)
    assert (str(watch.bound), watch.side, watch.persistence) == ("0.825", Side.BELOW, 2)
    whole = page_of(browser)
    assert "ngưỡng: thấp hơn 82,5%" in whole
    assert 'value="82.5"' in whole

    form |= {"version": "1", "bound": "80%"}
    assert browser.post("/alerts/watch", form).status_code == 302
    assert browser.post("/alerts/watch", form).status_code == 412
    assert browser.post(f"/alerts/watches/{watch.id}/drop", {"version": "2"}).status_code == 302
    assert watches(giang) == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"measure": ""}, "không được đo theo tháng"),
        ({"kind": "hunch"}, "hãy chọn cách theo dõi"),
        ({"bound": "nhiều"}, "ngưỡng là một con số"),
        ({"side": ""}, "ngưỡng là một con số"),
        ({"persistence": "9"}, "số tháng liền phải từ 1 đến 6"),
        ({"owner": "999999"}, "phải xem được toàn bộ dữ liệu"),
        ({"version": ""}, "thiếu số phiên bản"),
    ],
)
def test_a_form_that_means_nothing_is_refused_in_words(browser, giang, changed: dict[str, str], why: str) -> None:
    form = {"measure": "orders", "kind": "threshold", "side": "below", "bound": "10", "version": "0"}
    form |= {"persistence": "1", "owner": str(giang.id)} | changed
    answer = browser.post("/alerts/watch", form)

    assert answer.status_code == 422
    whole = answer.content.decode()
    assert why in whole
    assert watches(giang) == []
    # Whoever typed it does not type it again.
    assert "bound" in changed or "version" in changed or 'value="10"' in whole


def test_an_alert_is_acknowledged_snoozed_resolved_and_opened_again(browser, giang, struck) -> None:
    at = f"/alerts/{struck.id}"
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert browser.post(f"{at}/acknowledge", {"version": "7"}).status_code == 412
    assert browser.post(f"{at}/acknowledge", {"version": "1"}).status_code == 302
    assert browser.post(f"{at}/snooze", {"version": "2", "until": "mai"}).status_code == 422
    assert browser.post(f"{at}/snooze", {"version": "2", "until": tomorrow}).status_code == 302
    assert "đang hoãn" in page_of(browser)
    assert browser.post(f"{at}/resolve", {"version": "3", "note": " "}).status_code == 422
    assert browser.post(f"{at}/resolve", {"version": "3", "note": "Đã <b>gọi</b>"}).status_code == 302

    assert "Đã &lt;b&gt;gọi&lt;/b&gt;" in page_of(browser)
    assert [each.state for each in resolved_alerts(giang)] == [State.RESOLVED]
    assert browser.post(f"{at}/reopen", {"version": "4"}).status_code == 302
    assert [each.state for each in unresolved_alerts(giang)] == [State.OPEN]


def test_an_analyst_reads_alerts_of_others_and_changes_nothing(giang, signed_in, struck) -> None:
    analyst = signed_in(there(add_user(SYSTEM, "nam@example.vn", Role.ANALYST, name="Nam")))
    whole = page_of(analyst)

    assert "Tỷ lệ giữ chân" in whole
    assert f"/alerts/{struck.id}/acknowledge" not in whole
    assert "/alerts/watch" not in whole
    assert analyst.post(f"/alerts/{struck.id}/acknowledge", {"version": "1"}).status_code == 422
    assert analyst.post("/alerts/watch/headline").status_code == 422


def test_who_sees_a_part_of_the_rows_is_told_why_there_is_nothing(giang, signed_in, struck) -> None:
    rep = signed_in(there(add_user(SYSTEM, "lan@example.vn", Role.REP, name="Lan")))
    answer = rep.get("/alerts")

    assert answer.status_code == 403
    assert "chỉ xem một phần" in answer.content.decode()
    assert rep.post(f"/alerts/{struck.id}/acknowledge", {"version": "1"}).status_code == 403
    assert "home-alerts" not in page_of(rep, "/")


def test_home_shows_what_waits_and_nothing_where_nothing_does(browser, giang) -> None:
    watch_by_limits(giang, NAMES[:1])
    publish_months("calm", date(2026, 8, 31), {NAMES[0]: CALM})
    judge_run("calm")
    assert "home-alerts" not in page_of(browser, "/")

    watch_by_limits(giang, [*NAMES, "lost_customers"])
    strike(*NAMES, "lost_customers")
    home = page_of(browser, "/")
    assert home.count("/alerts#alert-") == 5
    assert 'href="/alerts"' in home


def test_the_page_of_a_measure_leads_to_its_watch(browser, giang) -> None:
    publish_months("first", date(2026, 9, 30), {"retention_rate": CALM, "customer_equity": (1.0,)})
    assert "/alerts?measure=retention_rate#watch" in page_of(browser, "/measures/retention_rate")
    assert "/alerts?measure" not in page_of(browser, "/measures/customer_equity")

    assert '<option value="retention_rate" selected>' in page_of(browser, "/alerts?measure=retention_rate")


def test_a_notice_leads_to_its_alert(browser, struck) -> None:
    assert "Cảnh báo: Tỷ lệ giữ chân" in page_of(browser, "/notices")
    answer = browser.post("/notices/1/open", {"concept": "alerts", "record": str(struck.id)})

    assert answer.headers["Location"] == f"/alerts#alert-{struck.id}"


def test_the_page_asks_no_oftener_for_many_alerts_than_for_few(browser, giang) -> None:
    asked = []
    for names in (NAMES[:1], NAMES):
        watch_by_limits(giang, names)
        publish_months(f"struck-{len(names)}", date(2026, 9, 30), dict.fromkeys(names, (*CALM, 0.5)))
        judge_run(f"struck-{len(names)}")
        page_of(browser)
        with CaptureQueriesContext(connection) as queries:
            assert page_of(browser).count('id="alert-') == len(names)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 15


def test_a_trend_is_asked_for_with_its_shortest_row(browser, giang) -> None:
    form = {"measure": "orders", "kind": "trend", "version": "0", "persistence": "3", "owner": str(giang.id)}
    assert browser.post("/alerts/watch", form).status_code == 302

    (watch,) = watches(giang)
    assert (watch.kind, watch.persistence, watch.bound) == (WatchKind.TREND, 3, None)
