"""Alerts: opened once by an evaluation, told to their owner, seen to by version, resolved by people or by figures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.strategy.months import publish_months

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.actions import acknowledge, reopen, resolve, snooze
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.alerts.kinds import Side, State, WatchKind
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.alerts.queries import (
    AlertView,
    possible_owners,
    resolved_alerts,
    unresolved_alerts,
    waiting_alerts,
    watches,
)
from crmeter.strategy.alerts.watch_actions import Wanted, drop_watch, set_watch, watch_by_limits

pytestmark = pytest.mark.django_db
ORDERS, RATE, REVENUE = "orders", "retention_rate", "revenue"
CALM = (100.0, 110.0, 100.0, 110.0, 100.0, 110.0, 100.0, 110.0)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def nam(db: None) -> Person:
    return somebody("nam", Role.ANALYST)


def fewer_than(bound: str, owner: Person, persistence: int = 1, measure: str = ORDERS) -> Wanted:
    return Wanted(measure, WatchKind.THRESHOLD, persistence, owner.id, Decimal(bound), "", Side.BELOW)


def evaluate(as_of: date, *values: float | None, measure: str = ORDERS, again: str = "") -> None:
    run = f"run-{as_of}{again}"
    publish_months(run, as_of, {measure: values})
    judge_run(run)


def only(reader: Person) -> AlertView:
    (found,) = unresolved_alerts(reader)
    return found


@pytest.fixture
def struck(giang: Person, nam: Person) -> AlertView:
    """An alert of September, owned by the analyst."""
    set_watch(giang, fewer_than("90", nam), version=0)
    evaluate(SEPTEMBER, *CALM, 80)
    return only(nam)


def test_an_evaluation_opens_an_alert_and_tells_its_owner(giang, nam, struck) -> None:
    assert (struck.state, struck.opened_on, struck.owner) == (State.OPEN, date(2026, 9, 1), "Nam")
    assert struck.sentence.en == "Orders: 80\u00a0orders in Sep 2026, below the bound of 90\u00a0orders"
    (notice,) = notices_of(nam).rows
    assert (notice.kind, notice.concept, notice.record) == ("alert", "alerts", struck.id)
    assert notice.title.en == f"Alert: {struck.sentence.en}"
    assert notice.title.vi == f"Cảnh báo: {struck.sentence.vi}"
    assert notices_of(giang).rows == ()
    assert AuditEntry.objects.get(action="alerts.opened").after["run"] == "run-2026-09-30"


def test_nothing_is_opened_where_nothing_is_watched(giang) -> None:
    evaluate(SEPTEMBER, *CALM, 1)

    assert unresolved_alerts(giang) == []


def test_a_run_that_is_judged_again_changes_nothing(nam, struck) -> None:
    judge_run("run-2026-09-30")
    evaluate(SEPTEMBER, *CALM, 80, again="-again")

    assert only(nam) == struck
    assert len(notices_of(nam).rows) == 1


def test_a_run_that_is_not_current_any_more_is_not_judged(nam, struck) -> None:
    publish_months("newer", OCTOBER, {ORDERS: (*CALM, 80, 120)})
    judge_run("run-2026-09-30")

    assert only(nam) == struck


def test_what_lasts_is_brought_up_to_date_and_told_once(nam, struck) -> None:
    acknowledge(nam, struck.id, version=1)
    evaluate(OCTOBER, *CALM, 80, 70)

    now = only(nam)
    assert (now.id, now.state, now.opened_on, now.last_month) == (
        struck.id, State.ACKNOWLEDGED, date(2026, 9, 1), date(2026, 10, 1),
    )  # fmt: skip
    assert now.sentence.en == "Orders: 70\u00a0orders in Oct 2026, below the bound of 90\u00a0orders, 2 months in a row"
    assert len(notices_of(nam).rows) == 1


def test_what_is_back_is_resolved_by_itself(nam, struck) -> None:
    evaluate(OCTOBER, *CALM, 80, 95)

    assert unresolved_alerts(nam) == []
    (ended,) = resolved_alerts(nam)
    assert ended.note.en == "back within the bound of 90\u00a0orders: 95\u00a0orders in Oct 2026"
    assert (ended.by, ended.last_month) == ("", date(2026, 9, 1))


def test_a_month_without_a_value_leaves_an_alert_as_it_is(nam, giang, struck) -> None:
    evaluate(OCTOBER, *CALM, 80, None)

    assert only(nam) == struck
    (watch,) = watches(giang)
    assert watch.unjudged is not None
    assert watch.unjudged.en == "there is no figure for Oct 2026"
    assert watch.judged_month == date(2026, 9, 1)


def test_an_evaluation_of_an_earlier_day_says_nothing_of_what_has_come_since(nam, giang, struck) -> None:
    evaluate(date(2026, 8, 31), *CALM)

    assert only(nam) == struck
    (watch,) = watches(giang)
    assert watch.unjudged is not None


def test_an_alert_that_somebody_resolved_is_not_opened_again_in_the_same_month(nam, struck) -> None:
    resolve(nam, struck.id, "Nghỉ lễ", version=1)
    evaluate(SEPTEMBER, *CALM, 79, again="-later")
    assert unresolved_alerts(nam) == []

    evaluate(OCTOBER, *CALM, 79, 78)
    assert only(nam).id != struck.id
    assert len(notices_of(nam).rows) == 2


def test_what_resolved_itself_is_opened_again_when_its_month_strikes_after_all(nam, struck) -> None:
    evaluate(SEPTEMBER, *CALM, 95, again="-mended")
    assert unresolved_alerts(nam) == []

    evaluate(SEPTEMBER, *CALM, 80, again="-after-all")
    assert only(nam).opened_on == date(2026, 9, 1)


def test_snoozed_until_a_day_it_wakes_and_tells_again(nam, struck, monkeypatch) -> None:
    today = timezone.localdate()
    snooze(nam, struck.id, today + timedelta(days=3), version=1)
    judge_run("run-2026-09-30")
    assert only(nam).state == State.SNOOZED
    assert waiting_alerts(nam) == []

    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    judge_run("run-2026-09-30")
    judge_run("run-2026-09-30")

    woken = only(nam)
    assert (woken.state, woken.snoozed_until, woken.version) == (State.OPEN, None, 3)
    assert len(notices_of(nam).rows) == 2


@pytest.mark.parametrize("days", [0, -1, 400])
def test_it_is_snoozed_until_a_day_to_come_within_a_year(nam, struck, days: int) -> None:
    with pytest.raises(Refused):
        snooze(nam, struck.id, timezone.localdate() + timedelta(days=days), version=1)


def test_an_alert_is_seen_to_by_the_version_that_was_seen(nam, struck) -> None:
    with pytest.raises(NoVersion):
        acknowledge(nam, struck.id, version=None)
    assert acknowledge(nam, struck.id, version=1) == 2
    with pytest.raises(Stale):
        resolve(nam, struck.id, "Đã gọi khách", version=1)
    with pytest.raises(Refused) as refusal:
        acknowledge(nam, struck.id, version=2)
    assert refusal.value.code == "state"


def test_it_is_resolved_with_a_note(nam, struck) -> None:
    with pytest.raises(Refused):
        resolve(nam, struck.id, "  ", version=1)
    resolve(nam, struck.id, "Đã gọi khách", version=1)

    (ended,) = resolved_alerts(nam)
    assert (ended.note.vi, ended.by, ended.state) == ("Đã gọi khách", "Nam", State.RESOLVED)
    entry = AuditEntry.objects.get(action="alerts.resolved")
    assert (entry.why, entry.before, entry.after) == ("Đã gọi khách", {"state": "open"}, {"state": "resolved"})


def test_it_is_opened_again_unless_there_is_a_newer_one(nam, struck) -> None:
    resolve(nam, struck.id, "Đã gọi khách", version=1)
    assert reopen(nam, struck.id, version=2) == 3
    assert only(nam).note.vi == ""
    resolve(nam, struck.id, "Đã gọi lại", version=3)
    evaluate(OCTOBER, *CALM, 80, 70)

    with pytest.raises(Refused) as refusal:
        reopen(nam, struck.id, version=4)
    assert refusal.value.code == "another"


def test_its_owner_and_who_steers_see_to_it_and_nobody_else(giang, nam, struck) -> None:
    other, rep, agent = (somebody(*each) for each in (("thu", Role.STEWARD), ("lan", Role.REP), ("duc", Role.AGENT)))
    assert [each.may_change for each in unresolved_alerts(other)] == [False]
    assert unresolved_alerts(rep) == unresolved_alerts(agent) == watches(rep) == []
    for person_ in (other, rep, agent):
        with pytest.raises(Refused):
            acknowledge(person_, struck.id, version=1)

    assert only(giang).may_change
    assert acknowledge(giang, struck.id, version=1) == 2


def test_who_steers_says_what_is_watched(giang, nam) -> None:
    with pytest.raises(Refused):
        set_watch(nam, fewer_than("90", nam), version=0)
    rep = somebody("lan", Role.REP)
    with pytest.raises(Refused) as refusal:
        set_watch(giang, fewer_than("90", rep), version=0)
    assert refusal.value.code == "owner"
    assert {each.name for each in possible_owners()} == {"Giang", "Nam"}
    assert watches(giang) == []


def test_an_owner_who_sees_all_rows_no_more_is_told_nothing(giang, nam) -> None:
    set_watch(giang, fewer_than("90", nam), version=0)
    close(SYSTEM, nam.id, version=nam.version)
    evaluate(SEPTEMBER, *CALM, 80)

    assert only(giang).owner == "Nam"
    assert notices_of(nam).rows == ()


def test_a_watch_is_set_changed_dropped_and_set_again_by_version(giang, nam) -> None:
    pk = set_watch(giang, fewer_than("90", nam), version=0)
    with pytest.raises(Refused) as refusal:
        set_watch(giang, fewer_than("80", nam), version=0)
    assert refusal.value.code == "watched"
    set_watch(giang, fewer_than("85.5", giang, 2), version=1)
    with pytest.raises(Stale):
        set_watch(giang, fewer_than("80", nam), version=1)
    (watch,) = watches(giang)
    assert (watch.bound, watch.persistence, watch.owner, watch.version) == (Decimal("85.5"), 2, "Giang", 2)

    with pytest.raises(Stale):
        drop_watch(giang, pk, version=1)
    drop_watch(giang, pk, version=2)
    assert watches(giang) == []
    set_watch(giang, fewer_than("70", nam), version=0)
    assert [each.id for each in watches(giang)] == [pk]
    last = AuditEntry.objects.filter(action="alerts.watch_set").latest("id")
    assert last.after == {
        "measure": ORDERS, "kind": "threshold", "persistence": 1, "owner": nam.id,
        "bound": "70", "side": "below", "currency": "",
    }  # fmt: skip


def test_dropping_a_watch_resolves_its_alert_and_keeps_it(giang, nam, struck) -> None:
    drop_watch(giang, Watch.objects.get().pk, version=1)

    assert unresolved_alerts(nam) == []
    (ended,) = resolved_alerts(nam)
    assert ended.note.en == "watched no more"
    with pytest.raises(Refused) as refusal:
        reopen(giang, ended.id, version=2)
    assert refusal.value.code == "dropped"


@pytest.mark.parametrize(
    ("measure", "kind", "persistence", "code"),
    [
        ("no_such", WatchKind.LIMITS, 1, "unknown_measure"),
        # Equity is taken at one moment only.
        ("customer_equity", WatchKind.LIMITS, 1, "unknown_measure"),
        (ORDERS, WatchKind.LIMITS, 0, "persistence"),
        (ORDERS, WatchKind.THRESHOLD, 7, "persistence"),
        # Twelve months are known, and eight of them tell what is usual.
        (ORDERS, WatchKind.LIMITS, 5, "persistence"),
        (ORDERS, WatchKind.TREND, 2, "persistence"),
        (ORDERS, WatchKind.THRESHOLD, 1, "bound"),
    ],
)
def test_a_watch_without_a_meaning_is_refused(giang, measure: str, kind: WatchKind, persistence: int, code) -> None:
    with pytest.raises(Refused) as refusal:
        set_watch(giang, Wanted(measure, kind, persistence, giang.id), version=0)

    assert refusal.value.code == code


def test_a_bound_of_money_is_not_held_against_another_currency(giang) -> None:
    wanted = Wanted(REVENUE, WatchKind.THRESHOLD, 1, giang.id, Decimal(1_000_000), "VND", Side.BELOW)
    with pytest.raises(Refused):
        set_watch(giang, Wanted(REVENUE, WatchKind.THRESHOLD, 1, giang.id, Decimal(1), "", Side.BELOW), version=0)
    set_watch(giang, wanted, version=0)
    publish_months("dollars", SEPTEMBER, {REVENUE: (*CALM, 80)}, "USD")
    judge_run("dollars")

    assert unresolved_alerts(giang) == []
    (watch,) = watches(giang)
    assert watch.unjudged is not None
    assert watch.unjudged.en == "the bound is in VND, and the evaluation counts in USD"


def test_the_headline_is_watched_by_limits_once(giang) -> None:
    assert watch_by_limits(giang, [ORDERS, "customer_equity", RATE]) == 2
    assert watch_by_limits(giang, [ORDERS, RATE]) == 0
    assert [(each.measure, each.kind, each.owner) for each in watches(giang)] == [
        (ORDERS, WatchKind.LIMITS, "Giang"),
        (RATE, WatchKind.LIMITS, "Giang"),
    ]

    evaluate(SEPTEMBER, *CALM, 140)
    assert "outside what it usually varies between" in only(giang).sentence.en


def test_too_few_months_are_said_on_the_watch(giang) -> None:
    watch_by_limits(giang, [ORDERS])
    evaluate(SEPTEMBER, *CALM[:5], 140)

    assert unresolved_alerts(giang) == []
    (watch,) = watches(giang)
    assert watch.unjudged is not None
    assert "only 5 months" in watch.unjudged.en
    assert watch.judged_month is None


def test_the_month_in_which_the_history_begins_is_no_whole_month(giang) -> None:
    watch_by_limits(giang, [ORDERS])
    publish_months("part", SEPTEMBER, {ORDERS: (*CALM, 140.0)}, since=date(2026, 1, 15))
    judge_run("part")
    (watch,) = watches(giang)
    assert watch.unjudged is not None
    assert "only 7 months" in watch.unjudged.en

    publish_months("whole", SEPTEMBER, {ORDERS: (*CALM, 140.0)}, since=date(2026, 1, 1))
    judge_run("whole")
    assert only(giang).opened_on == date(2026, 9, 1)


def test_open_ones_come_first_thresholds_before_limits(giang) -> None:
    watch_by_limits(giang, [ORDERS])
    set_watch(giang, fewer_than("90", giang), version=0)
    set_watch(giang, fewer_than("90", giang, measure="new_customers"), version=0)
    lines = {ORDERS: (*CALM, 60.0), "new_customers": (*CALM, 60.0)}
    publish_months("both", SEPTEMBER, lines)
    judge_run("both")
    newest = unresolved_alerts(giang)[0]
    acknowledge(giang, newest.id, version=1)

    assert [(each.state, each.kind) for each in unresolved_alerts(giang)] == [
        (State.OPEN, WatchKind.THRESHOLD),
        (State.OPEN, WatchKind.LIMITS),
        (State.ACKNOWLEDGED, WatchKind.THRESHOLD),
    ]
    assert Alert.objects.count() == 3
