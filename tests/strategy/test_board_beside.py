"""What boards are told beside their run: targets of the firm to whoever sees all of it, and stages in their order."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from tests.strategy.months import publish_months

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import StoredRun, current_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.beside import beside_of
from crmeter.strategy.targets.actions import set_target
from crmeter.vocabulary import Scope

pytestmark = pytest.mark.django_db
BULLET = TileAsked("retention_rate", "", TileChart.BULLET)
NUMBER = TileAsked("retention_rate", "", TileChart.NUMBER)
FUNNEL = TileAsked("stage_conversion_rate", "deal_stage", TileChart.FUNNEL)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR))
    assert found is not None
    return found


@pytest.fixture
def run(giang: Person) -> StoredRun:
    publish_months("run", date(2026, 9, 30), {"retention_rate": (0.7, 0.72)})
    set_target(giang, "retention_rate", Decimal("0.8"), localdate() + timedelta(days=200), version=0)
    found = current_run(Scope())
    assert found is not None
    return found


def test_a_bullet_of_all_rows_is_told_the_target_that_runs_and_a_part_is_told_none(run: StoredRun) -> None:
    told = beside_of(run, [BULLET, NUMBER])
    part = beside_of(replace(run, part=3), [BULLET])

    assert [(each.value, each.days) for each in told.targets["retention_rate"]] == [(0.8, None)]
    assert not told.is_part
    assert not part.targets
    assert part.is_part
    assert not beside_of(run, [NUMBER]).targets


def test_a_funnel_is_told_the_stages_of_each_pipeline_in_their_order(run: StoredRun) -> None:
    stages = [
        StageAsked("Khảo sát"),
        StageAsked("Báo giá"),
        StageAsked("Thắng", kind="won"),
        StageAsked("Thua", kind="lost"),
    ]
    add_pipeline(SYSTEM, "Bảo trì", stages)

    assert ["Khảo sát", "Báo giá", "Thắng", "Thua"] in [list(each) for each in beside_of(run, [FUNNEL]).pipelines]
    assert not beside_of(run, [BULLET]).pipelines
