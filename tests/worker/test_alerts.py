"""What is watched is judged when an evaluation is published, also by the attempt after a killed one."""

from decimal import Decimal

import pytest
from tests.evaluation.conftest import Firm, trading

from crmeter.evaluation.document import to_document
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.alerts.kinds import Side, WatchKind
from crmeter.strategy.alerts.queries import unresolved_alerts, watches
from crmeter.strategy.alerts.watch_actions import Wanted, set_watch
from crmeter.worker.publishing import publish

__all__ = ["trading"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    set_watch(
        found,
        Wanted("orders", WatchKind.THRESHOLD, 1, found.id, Decimal(1_000_000), "", Side.BELOW),
        version=0,
    )
    set_watch(found, Wanted("orders", WatchKind.LIMITS, 1, found.id), version=0)
    return found


def test_an_evaluation_that_is_published_is_judged(trading: Firm, giang: Person) -> None:
    publish(trading.evaluation, trading.workspace)

    (alert,) = unresolved_alerts(giang)
    months = trading.evaluation.over_time("orders")
    assert alert.last_month == months[-1].period.start
    assert alert.sentence.en.startswith(f"Orders: {months[-1].value}")
    # Twelve months: eleven of them tell what is usual.
    assert {(each.kind, each.judged_month, each.unjudged) for each in watches(giang)} == {
        (WatchKind.THRESHOLD, alert.last_month, None),
        (WatchKind.LIMITS, alert.last_month, None),
    }


def test_a_run_whose_worker_was_killed_before_it_was_judged_is_judged_by_the_next(trading: Firm, giang: Person) -> None:
    publish_run(to_document(trading.evaluation, explanations=False))
    assert unresolved_alerts(giang) == []

    publish(trading.evaluation, trading.workspace)
    (alert,) = unresolved_alerts(giang)
    publish(trading.evaluation, trading.workspace)

    assert unresolved_alerts(giang) == [alert]
