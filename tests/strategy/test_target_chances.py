"""Chances of targets as an evaluation writes them down: of sums, rates, periods that are over, or why there is none."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from tests.strategy.months import line, publish_months

from crmeter.measures.catalogue import measures
from crmeter.records.jobs.actions import cancel
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.strategy.targets.actions import drop_target_numbered, keep_target, take_back
from crmeter.strategy.targets.holders import NO_ROWS, line_of, words_of_holders
from crmeter.strategy.targets.judge_actions import judge_targets
from crmeter.strategy.targets.judging import foresee
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import TargetView, targets_of

pytestmark = pytest.mark.django_db
AS_OF = date(2099, 9, 30)
LAST = date(2099, 9, 1)
ORDERS = 100 + 20 * np.sin(2 * np.pi * np.arange(40) / 12) + np.random.default_rng(3).normal(0, 6, 40)


@pytest.fixture
def giang(db: None) -> Person:
    found = person(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang"))
    assert found is not None
    return found


def only() -> TargetView:
    (found,) = targets_of()
    return found


def test_a_target_that_is_set_is_judged_by_the_run_that_is_there(giang) -> None:
    publish_months("r", AS_OF, {"orders": (100,)})
    keep_target(giang, Wanted("orders", Decimal(1300), Span.YEAR, date(2099, 1, 1)), version=0)
    assert [job.payload for job in latest("judge_targets", most=5)] == [{"run": "r"}]

    judge_targets("r", {"orders": line("orders", ORDERS)})
    judged = only().chance
    assert judged is not None
    assert judged.missed is not None
    assert 0 < judged.missed < 1
    # Nine months have come, three are foreseen.
    assert judged.so_far == pytest.approx(float(ORDERS[-9:].sum()))
    assert judged.as_of == AS_OF
    assert judged.tried >= 8


def test_a_target_that_was_changed_since_waits_for_the_next_evaluation(giang) -> None:
    publish_months("r", AS_OF, {"orders": (100,)})
    keep_target(giang, Wanted("orders", Decimal(1300), Span.YEAR, date(2099, 1, 1)), version=0)
    judge_targets("r", {"orders": line("orders", ORDERS)})
    keep_target(giang, Wanted("orders", Decimal(1200), Span.YEAR, date(2099, 1, 1)), version=1)

    assert only().chance_missed is None
    assert only().chance_missing is not None
    judge_targets("another", {"orders": line("orders", ORDERS)})
    assert only().chance_missed is None


def test_a_change_that_is_taken_back_waits_for_the_next_evaluation_which_is_asked_for(giang) -> None:
    publish_months("r", AS_OF, {"orders": (100,)})
    first = keep_target(giang, Wanted("orders", Decimal(1300), Span.YEAR, date(2099, 1, 1)), version=0)
    keep_target(giang, Wanted("orders", Decimal(99_999), Span.YEAR, date(2099, 1, 1)), version=1)
    judge_targets("r", {"orders": line("orders", ORDERS)})
    assert only().chance_missed == pytest.approx(1)
    for job in latest("judge_targets", most=5):
        cancel(SYSTEM, job.id)

    take_back(giang, first.pk, version=2)
    # The chance was that of the aim which was replaced.
    assert (only().value, only().chance_missed) == (1300, None)
    assert any(job.is_open for job in latest("judge_targets", most=5))


def test_a_drop_that_is_taken_back_keeps_what_was_foreseen(giang) -> None:
    publish_months("r", AS_OF, {"orders": (100,)})
    kept = keep_target(giang, Wanted("orders", Decimal(1300), Span.YEAR, date(2099, 1, 1)), version=0)
    judge_targets("r", {"orders": line("orders", ORDERS)})
    before = only().chance

    drop_target_numbered(giang, kept.pk, version=1)
    take_back(giang, kept.pk, version=2)
    assert only().chance == before


def test_a_rate_of_events_is_foreseen_by_windows_as_long_as_its_period(giang) -> None:
    keep_target(giang, Wanted("win_rate", Decimal("0.45"), Span.QUARTER, date(2099, 10, 1)), version=0)
    rates = 0.4 + np.random.default_rng(5).normal(0, 0.05, 40)

    found = foresee(only(), line("win_rate", rates, bottom=20), LAST, "VND")
    assert found.chance is not None
    # The mean of three months varies less than a month, and 45 % lies well above it.
    assert found.chance.missed > 0.8
    assert 0.3 < found.chance.low < found.chance.expected < 0.45


def test_a_period_that_is_over_is_certain(giang) -> None:
    keep_target(giang, Wanted("orders", Decimal(300), Span.QUARTER, date(2099, 7, 1)), version=0)

    # 90 + 100 + 105 = 295, less than 300.
    found = foresee(only(), line("orders", (90, 100, 105)), LAST, "VND")
    assert found.chance is not None
    assert (found.chance.missed, found.came) == (1.0, 295.0)


def test_without_enough_months_the_chance_is_empty_with_the_reason(giang) -> None:
    publish_months("r", AS_OF, {"orders": (100,)})
    keep_target(giang, Wanted("orders", Decimal(1300), Span.YEAR, date(2099, 1, 1)), version=0)
    judge_targets("r", {"orders": line("orders", ORDERS[-15:])})

    assert only().chance_missed is None
    assert only().chance_missing is not None


def test_what_is_not_taken_by_month_has_no_chance(giang) -> None:
    keep_target(
        giang, Wanted("customer_equity", Decimal(10), Span.DAY, reach_by=date(2099, 12, 31), currency="VND"), version=0
    )

    found = foresee(only(), (), LAST, "VND")
    assert found.chance is None
    assert found.why is not None


def test_a_person_is_foreseen_by_the_months_that_the_data_name_them_by(giang) -> None:
    nam = add_user(SYSTEM, "nam@example.vn", Role.REP, name="Nam")
    publish_months("r", AS_OF, {"deals_won": (9,)})
    wanted = Wanted("deals_won", Decimal(30), Span.QUARTER, date(2099, 10, 1), whose=Whose.PERSON, whose_id=nam)
    keep_target(giang, wanted, version=0)
    won = 8 + np.random.default_rng(4).poisson(3, 40)

    judge_targets("r", {}, {"deals_won": {"nam": line("deals_won", won), "lan": line("deals_won", won * 9)}})
    judged = only().chance
    assert judged is not None
    assert judged.missed is not None
    # Eleven a month in the mean: three months bring some 33.
    assert judged.low < 33 < judged.high


def test_a_team_is_foreseen_by_its_people_together(giang) -> None:
    nam, lan = (add_user(SYSTEM, f"{name}@example.vn", Role.REP, name=name) for name in ("Nam", "Lan"))
    slug = add_team(SYSTEM, "Bắc")
    for who in (nam, lan):
        join_team(SYSTEM, who, slug)
    (team,) = teams()
    measure = measures()["deals_won"]
    words = words_of_holders()[Whose.TEAM, team.id]
    by_owner = {"nam": line("deals_won", (1, 2, 3)), "lan": line("deals_won", (10, 20)), "x": line("deals_won", (7,))}

    # Lan's first month is the second of Nam's.
    assert [each.value for each in line_of(measure, by_owner, words, LAST)] == [1, 12, 23]
    rates = {"nam": line("win_rate", (0.5, 0.4), bottom=10), "lan": line("win_rate", (0.8,), bottom=30)}
    pooled = line_of(measures()["win_rate"], rates, words, LAST)
    # 4 of 10 and 24 of 30.
    assert [each.value for each in pooled] == [0.5, pytest.approx(28 / 40)]


def test_whoever_is_not_named_by_the_data_has_no_chance_with_the_reason(giang) -> None:
    nam = add_user(SYSTEM, "nam@example.vn", Role.REP, name="Nam")
    publish_months("r", AS_OF, {"deals_won": (9,)})
    wanted = Wanted("deals_won", Decimal(30), Span.QUARTER, date(2099, 10, 1), whose=Whose.PERSON, whose_id=nam)
    keep_target(giang, wanted, version=0)

    judge_targets("r", {}, {"deals_won": {"lan": line("deals_won", (1, 2, 3))}})
    assert only().chance_missed is None
    assert only().chance_missing == NO_ROWS
