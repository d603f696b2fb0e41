"""Alerts by what is foreseen: a target that is likely missed, a month off its forecast."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from tests.strategy.months import line, publish_months

from crmeter.measures.catalogue import measures
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.foreseen import judge_forecast
from crmeter.strategy.alerts.foreseen_actions import judge_foreseen
from crmeter.strategy.alerts.judging import Verdict
from crmeter.strategy.alerts.kinds import WatchKind
from crmeter.strategy.alerts.queries import resolved_alerts, unresolved_alerts, watches
from crmeter.strategy.alerts.watch_actions import drop_watch
from crmeter.strategy.targets.actions import drop_target_numbered, keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import targets_of

pytestmark = pytest.mark.django_db
AS_OF = date(2099, 9, 30)
ORDERS = 100 + 20 * np.sin(2 * np.pi * np.arange(40) / 12) + np.random.default_rng(3).normal(0, 6, 40)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    publish_months("r", AS_OF, {"orders": (100,)})
    return found


def evaluate(values: Sequence[float] = ORDERS, run: str = "r", last: date = date(2099, 9, 1)) -> None:
    lines = {"orders": line("orders", values, last=last)}
    judge_targets(run, lines)
    judge_foreseen(run, lines)


def aim(giang: Person, orders: int, version: int = 0) -> None:
    keep_target(giang, Wanted("orders", Decimal(orders), Span.YEAR, date(2099, 1, 1), owner=giang.id), version=version)


def test_a_target_that_is_likely_missed_is_told_to_its_owner_without_being_asked(giang) -> None:
    aim(giang, 5000)
    evaluate()

    (alert,) = unresolved_alerts(giang)
    assert alert.kind is WatchKind.WILL_MISS
    assert alert.sentence.en.startswith("Orders: a chance of 100% to miss the target of 5,000\u00a0orders for 2099; ")
    assert [each.kind for each in notices_of(giang).rows] == ["alert"]
    evaluate()
    assert unresolved_alerts(giang) == [alert]


def test_an_alert_of_a_target_is_resolved_when_it_is_on_track_again(giang) -> None:
    aim(giang, 5000)
    evaluate()
    aim(giang, 900, version=1)
    evaluate()

    assert unresolved_alerts(giang) == []
    (resolved,) = resolved_alerts(giang)
    assert resolved.note.en.startswith("on track again: a chance of ")


def test_an_alert_ends_with_a_target_that_is_dropped(giang) -> None:
    aim(giang, 5000)
    evaluate()
    (target,) = targets_of()
    drop_target_numbered(giang, target.id, version=1)
    evaluate()

    assert unresolved_alerts(giang) == []
    assert [each.note.en for each in resolved_alerts(giang)] == ["its target was dropped"]
    assert any(job.is_open for job in latest("judge_targets", most=5))


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        (5000, "its period is over: 330\u00a0orders, so the target of 5,000\u00a0orders for Q3 2099 was missed"),
        (320, "its period is over: 330\u00a0orders, so the target of 320\u00a0orders for Q3 2099 was reached"),
    ],
)
def test_an_alert_ends_with_the_period_of_its_target_and_says_what_came(giang, orders: int, said: str) -> None:
    publish_months("june", date(2099, 6, 30), {"orders": (100,)})
    keep_target(giang, Wanted("orders", Decimal(orders), Span.QUARTER, date(2099, 7, 1)), version=0)
    low = [60.0 + (n * 7) % 13 for n in range(40)]
    evaluate(low, "june", date(2099, 6, 1))
    assert len(unresolved_alerts(giang)) == 1

    publish_months("september", AS_OF, {"orders": (110,)})
    evaluate([*low, 110.0, 110.0, 110.0], "september")
    assert unresolved_alerts(giang) == []
    assert [each.note.en for each in resolved_alerts(giang)] == [said]


def test_another_target_that_is_likely_missed_is_told_as_news_of_its_own(giang) -> None:
    aim(giang, 1400)
    evaluate()
    (first,) = unresolved_alerts(giang)
    assert "for 2099" in first.sentence.en
    keep_target(giang, Wanted("orders", Decimal(9000), Span.QUARTER, date(2099, 10, 1)), version=0)
    evaluate()

    (second,) = unresolved_alerts(giang)
    assert second.id != first.id
    assert "for Q4 2099" in second.sentence.en
    (resolved,) = resolved_alerts(giang)
    assert resolved.note.en == "by now the target of 9,000\u00a0orders for Q4 2099 is more likely missed"
    assert len(notices_of(giang).rows) == 2
    evaluate()
    assert [each.id for each in unresolved_alerts(giang)] == [second.id]


def test_of_two_that_are_likely_missed_each_is_told_once(giang) -> None:
    keep_target(giang, Wanted("orders", Decimal(9000), Span.QUARTER, date(2099, 10, 1)), version=0)
    evaluate()
    aim(giang, 90_000)
    evaluate()
    told = len(notices_of(giang).rows)
    (of_year,) = [each for each in targets_of() if each.span is Span.YEAR]
    # The year is still likely missed, and the quarter is surely.
    keep_target(
        giang, Wanted("orders", Decimal(1400), Span.YEAR, date(2099, 1, 1), owner=giang.id), version=of_year.version
    )
    evaluate()

    assert len(notices_of(giang).rows) == told
    assert len(unresolved_alerts(giang)) == 1


def test_whoever_answers_for_a_target_of_the_firm_is_told_and_not_who_has_one_of_a_person(giang) -> None:
    binh = person(add_user(SYSTEM, "binh@example.vn", Role.DIRECTOR, name="Bình"))
    nam = add_user(SYSTEM, "nam@example.vn", Role.REP, name="Nam")
    assert binh is not None
    of_nam = Wanted(
        "deals_won", Decimal(4), Span.QUARTER, date(2099, 7, 1), whose=Whose.PERSON, whose_id=nam, owner=binh.id
    )
    keep_target(giang, of_nam, version=0)
    keep_target(giang, Wanted("deals_won", Decimal(900), Span.YEAR, date(2099, 1, 1), owner=giang.id), version=0)
    evaluate()

    assert [(each.measure, each.owner_id) for each in watches(giang)] == [("deals_won", giang.id)]


def test_a_dropped_watch_of_a_target_stays_dropped(giang) -> None:
    aim(giang, 5000)
    evaluate()
    (watch,) = watches(giang)
    drop_watch(giang, watch.id, version=watch.version)
    evaluate()

    assert watches(giang) == []
    assert unresolved_alerts(giang) == []


@pytest.mark.parametrize(("factor", "verdict"), [(1.0, Verdict.WITHIN), (2.0, Verdict.STRUCK), (0.4, Verdict.STRUCK)])
def test_a_month_is_off_the_forecast_outside_the_band_that_those_before_it_foresaw(factor, verdict) -> None:
    calm = np.random.default_rng(11).normal(100, 5, 30)
    calm[-1] = 100 * factor

    found = judge_forecast(measures()["orders"], line("orders", calm), "VND")
    assert found.verdict is verdict


def test_too_few_months_foresee_nothing() -> None:
    assert judge_forecast(measures()["orders"], line("orders", ORDERS[:10]), "VND").verdict is Verdict.UNKNOWN
