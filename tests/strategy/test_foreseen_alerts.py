"""Alerts by what is foreseen: a target that is likely missed, a month off its forecast."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from tests.strategy.months import line, publish_months

from crmeter.measures.catalogue import measures
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
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.kinds import Span
from crmeter.strategy.targets.meaning import Wanted

pytestmark = pytest.mark.django_db
AS_OF = date(2099, 9, 30)
ORDERS = 100 + 20 * np.sin(2 * np.pi * np.arange(40) / 12) + np.random.default_rng(3).normal(0, 6, 40)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    publish_months("r", AS_OF, {"orders": (100,)})
    return found


def evaluate(values: Sequence[float] = ORDERS) -> None:
    lines = {"orders": line("orders", values)}
    judge_targets("r", lines)
    judge_foreseen("r", lines)


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
