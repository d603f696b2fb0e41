"""Owners of alerts are written to: at once, or in one mail when quiet hours end; and what wakes by the clock."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from tests.strategy.months import publish_months

from crmeter.engagement.mail.models import Message
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.actions import resolve, snooze
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.alerts.kinds import Side, State, WatchKind
from crmeter.strategy.alerts.mail_models import AlertNews
from crmeter.strategy.alerts.queries import unresolved_alerts, watches
from crmeter.strategy.alerts.quiet import NEVER, Quiet
from crmeter.strategy.alerts.quiet_actions import Wish, set_firm_quiet, set_own_quiet
from crmeter.strategy.alerts.watch_actions import Wanted, set_watch, watch_by_limits
from crmeter.vocabulary import Work
from crmeter.worker.alert_mail import mail_alerts, wake_alerts
from crmeter.worker.handlers import Order

pytestmark = pytest.mark.django_db
HERE = ZoneInfo(settings.TIME_ZONE)
CALM = (100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0)
NIGHTS = Quiet(21 * 60, 7 * 60)
ORDER = Order(1, {}, None, 1)


def somebody(name: str, role: Role, language: str = "vi") -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title(), language=language))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None, settings: Any) -> Person:
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:1", "An Khang <lienhe@an-khang.example>"
    settings.ADDRESS = "https://crm.an-khang.example"
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stands_at(written: str) -> None:
        moment = datetime.fromisoformat(written).replace(tzinfo=HERE)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stands_at("2026-11-02 10:00")
    return stands_at


def fewer_than(bound: str, owner: Person, measure: str = "orders") -> Wanted:
    return Wanted(measure, WatchKind.THRESHOLD, 1, owner.id, Decimal(bound), "", Side.BELOW)


def evaluate(*values: float, names: tuple[str, ...] = ("orders",), again: str = "") -> None:
    run = f"run-{again}"
    publish_months(run, date(2026, 9, 30), dict.fromkeys(names, values))
    judge_run(run)


def write() -> int:
    told: int = mail_alerts(ORDER, Work())["told"]
    return told


def test_an_owner_is_written_to_once_with_the_sentence_and_its_place(giang: Person, clock: Any) -> None:
    set_watch(giang, fewer_than("50", giang), version=0)
    evaluate(*CALM, 10.0)

    assert write() == 1
    assert write() == 0

    (mail,) = Message.objects.all()
    (alert,) = unresolved_alerts(giang)
    assert mail.recipient == "giang@example.vn"
    assert mail.subject == f"Cảnh báo: {alert.sentence.vi}"[:200]
    assert f"https://crm.an-khang.example/alerts#alert-{alert.id}" in mail.text
    assert "(từ 09/2026; mới, nặng)" in mail.text
    assert "https://crm.an-khang.example/alerts/quiet" in mail.text
    (entry,) = AuditEntry.objects.filter(action="alerts.mailed")
    assert entry.after == {"message": mail.pk, "alerts": [alert.id]}


def test_what_comes_in_quiet_hours_is_gathered_in_one_mail_when_they_end(giang: Person, clock: Any) -> None:
    names = ("orders", "new_customers", "active_customers")
    set_firm_quiet(giang, NIGHTS, version=0)
    for name in names:
        set_watch(giang, fewer_than("50", giang, name), version=0)
    clock("2026-11-02 23:30")
    evaluate(*CALM, 10.0, names=names)

    assert write() == 0
    assert len(notices_of(giang).rows) == 3
    clock("2026-11-03 06:59")
    assert write() == 0
    clock("2026-11-03 07:00")
    assert write() == 3

    (mail,) = Message.objects.all()
    assert mail.subject == "3 cảnh báo về con số bạn phụ trách"
    assert mail.text.count("/alerts#alert-") == 3


def test_severe_alerts_pass_quiet_hours_if_the_person_says_so(giang: Person, clock: Any) -> None:
    nam = somebody("nam", Role.ANALYST, "en")
    set_own_quiet(nam, Wish(NIGHTS, lets_severe=True), version=0)
    set_watch(giang, fewer_than("50", nam), version=0)
    set_watch(giang, Wanted("new_customers", WatchKind.LIMITS, 1, nam.id), version=0)
    clock("2026-11-02 22:00")
    evaluate(*CALM, 10.0, names=("orders", "new_customers"))

    assert write() == 1
    (severe,) = Message.objects.all()
    assert severe.subject.startswith("Alert: Orders")
    clock("2026-11-03 08:00")
    assert write() == 1
    assert "New customers" in Message.objects.latest("pk").subject


def test_whoever_wants_no_mail_and_whoever_left_gets_none(giang: Person, clock: Any) -> None:
    nam = somebody("nam", Role.ANALYST)
    set_own_quiet(giang, Wish(NEVER, is_mailed=False), version=0)
    set_watch(giang, fewer_than("50", giang), version=0)
    set_watch(giang, fewer_than("50", nam, "new_customers"), version=0)
    evaluate(*CALM, 10.0, names=("orders", "new_customers"))
    close(SYSTEM, nam.id, version=nam.version)

    assert write() == 0

    assert not Message.objects.exists()
    assert not AlertNews.objects.filter(ended_at=None).exists()


def test_what_was_seen_to_before_the_hours_end_is_not_written_any_more(giang: Person, clock: Any) -> None:
    set_firm_quiet(giang, NIGHTS, version=0)
    set_watch(giang, fewer_than("50", giang), version=0)
    clock("2026-11-02 22:00")
    evaluate(*CALM, 10.0)
    (alert,) = unresolved_alerts(giang)
    resolve(giang, alert.id, "đã gọi khách", version=alert.version)

    clock("2026-11-03 08:00")
    assert write() == 0
    assert not AlertNews.objects.filter(ended_at=None).exists()


def test_without_a_mail_server_nothing_is_kept_for_later(giang: Person, clock: Any, settings: Any) -> None:
    settings.SMTP_URL = ""
    set_watch(giang, fewer_than("50", giang), version=0)
    evaluate(*CALM, 10.0)

    assert write() == 0
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    assert write() == 0
    assert len(notices_of(giang).rows) == 1


def test_a_snoozed_alert_wakes_by_the_clock_without_an_evaluation(giang: Person, clock: Any) -> None:
    set_watch(giang, fewer_than("50", giang), version=0)
    evaluate(*CALM, 10.0)
    write()
    (alert,) = unresolved_alerts(giang)
    snooze(giang, alert.id, date(2026, 11, 5), version=alert.version)

    clock("2026-11-04 23:59")
    assert wake_alerts(ORDER, Work()) == {"woken": 0}
    clock("2026-11-05 00:01")
    assert wake_alerts(ORDER, Work()) == {"woken": 1}
    assert wake_alerts(ORDER, Work()) == {"woken": 0}

    assert [each.state for each in unresolved_alerts(giang)] == [State.OPEN]
    assert write() == 1
    assert "hết hạn hoãn" in Message.objects.latest("pk").text


def test_a_new_owner_of_an_open_alert_is_told(giang: Person, clock: Any) -> None:
    nam = somebody("nam", Role.ANALYST)
    set_watch(giang, fewer_than("50", giang), version=0)
    evaluate(*CALM, 10.0)
    (watch,) = watches(giang)

    set_watch(giang, fewer_than("50", nam), version=watch.version)

    assert len(notices_of(nam).rows) == 1
    assert write() == 1
    (mail,) = Message.objects.all()
    # Giang has not been written to yet, and it is not hers any more.
    assert mail.recipient == "nam@example.vn"
    assert "được giao cho bạn" in mail.text


def test_a_new_watch_is_judged_at_once_by_the_current_evaluation(giang: Person, clock: Any) -> None:
    publish_months("run", date(2026, 9, 30), {"orders": (*CALM, 10.0), "new_customers": CALM})

    set_watch(giang, fewer_than("50", giang), version=0)
    watch_by_limits(giang, ["new_customers"])

    assert [each.measure for each in unresolved_alerts(giang)] == ["orders"]
    assert {each.measure: each.judged_month for each in watches(giang)} == {
        "orders": date(2026, 9, 1),
        "new_customers": None,
    }
    assert [each.unjudged is not None for each in watches(giang)] == [True, False]
