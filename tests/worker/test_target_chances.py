"""Chances of targets after a run: past months are those that the run measured itself, and every target is judged."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.evaluation.conftest import Firm, trading

from crmeter.evaluation.past_months import past_months
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.actions import set_target
from crmeter.strategy.targets.queries import targets
from crmeter.vocabulary import Work
from crmeter.worker.handlers import LONG, Order
from crmeter.worker.publishing import publish
from crmeter.worker.target_chances import judge

__all__ = ["trading"]
pytestmark = pytest.mark.django_db
NAMES = ("orders", "revenue", "retention_rate")


def test_past_months_are_those_that_the_run_measured_and_go_on_before_them(trading: Firm) -> None:
    found = past_months(trading.workspace, trading.evaluation.run.id, NAMES).lines

    for name in NAMES:
        own = trading.evaluation.over_time(name)
        assert [(r.period, r.value, r.n) for r in found[name][-len(own) :]] == [(r.period, r.value, r.n) for r in own]
        assert len(found[name]) > len(own)


def test_a_run_that_is_published_has_its_targets_judged(trading: Firm, settings) -> None:
    settings.WORKSPACE = trading.workspace
    giang = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert giang is not None
    set_target(giang, "orders", Decimal(10), timezone.localdate() + timedelta(days=30), version=0)

    publish(trading.evaluation, trading.workspace)
    (job,) = latest("judge_targets", most=5)
    assert "judge_targets" in LONG
    assert judge(Order(job.id, job.payload, None, 1), Work()) == {"targets": 1}
    judged = targets()["orders"]
    assert judged.chance is not None
    assert judged.chance.run == trading.evaluation.run.id
