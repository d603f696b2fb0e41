"""Targets of every measure: whose, over which period, with floor and benchmark, agreed to by name (C1)."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team
from crmeter.strategy.headline.actions import choose_headline
from crmeter.strategy.targets.actions import agree, drop_target_numbered, keep_target, set_target, take_back
from crmeter.strategy.targets.kinds import Perspective, Span, Whose, months_on
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.queries import headline_measures, target_numbered, targets, targets_of
from crmeter.vocabulary import Period

pytestmark = pytest.mark.django_db


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def nam(db: None) -> Person:
    return somebody("nam", Role.SALES_MANAGER)


@pytest.fixture
def next_year() -> date:
    return date(timezone.localdate().year + 1, 1, 1)


def test_a_target_of_a_year_says_all_that_a_kpi_has(giang, nam, next_year) -> None:
    wanted = Wanted(
        "win_rate", Decimal("0.4"), Span.YEAR, next_year, owner=nam.id, floor=Decimal("0.2"),
        benchmark=Decimal("0.35"), benchmark_source="Hiệp hội 2025", benchmark_sector="xây dựng",
        perspective=Perspective.PROCESS,
    )  # fmt: skip
    keep_target(giang, wanted, version=0)

    (kept,) = targets_of()
    assert (kept.measure, kept.value, kept.floor, kept.benchmark) == (
        "win_rate",
        Decimal("0.4"),
        Decimal("0.2"),
        Decimal("0.35"),
    )
    assert (kept.owner, kept.perspective, kept.is_agreed) == ("Nam", Perspective.PROCESS, False)
    assert kept.period == Period(next_year, date(next_year.year + 1, 1, 1))
    assert kept.period_words.vi == f"năm {next_year.year}"
    # No evaluation has come since: the chance is empty, and says why.
    assert kept.chance_missed is None
    assert kept.chance_missing is not None


def test_a_proposed_target_is_agreed_by_its_owner_alone_and_anew_after_each_change(giang, nam, next_year) -> None:
    wanted = Wanted("win_rate", Decimal("0.4"), Span.YEAR, next_year, owner=nam.id)
    kept = keep_target(giang, wanted, version=0)
    assert [each.title.en for each in notices_of(nam).rows] == [
        "Due: say whether you agree to the target of “Win rate”"
    ]

    with pytest.raises(Refused):
        agree(giang, kept.pk, version=1)
    assert agree(nam, kept.pk, version=1) == 2
    agreed = target_numbered(kept.pk)
    assert agreed is not None
    assert (agreed.agreed_by, agreed.is_agreed) == ("Nam", True)

    keep_target(giang, Wanted("win_rate", Decimal("0.5"), Span.YEAR, next_year, owner=nam.id), version=2)
    changed = target_numbered(kept.pk)
    assert changed is not None
    assert not changed.is_agreed


def test_whoever_sets_a_target_of_their_own_has_agreed_to_it(giang, next_year) -> None:
    kept = keep_target(giang, Wanted("nps", Decimal(40), Span.QUARTER, next_year, owner=giang.id), version=0)

    assert kept.agreed_by_id == giang.id


def test_a_change_and_a_drop_are_taken_back(giang, next_year) -> None:
    wanted = Wanted("orders", Decimal(100), Span.MONTH, next_year)
    kept = keep_target(giang, wanted, version=0)
    keep_target(giang, Wanted("orders", Decimal(120), Span.MONTH, next_year), version=1)

    take_back(giang, kept.pk, version=2)
    (found,) = targets_of()
    assert found.value == 100
    drop_target_numbered(giang, kept.pk, version=3)
    assert targets_of() == []
    take_back(giang, kept.pk, version=4)
    assert [each.value for each in targets_of()] == [100]
    with pytest.raises(Stale):
        take_back(giang, kept.pk, version=4)
    assert AuditEntry.objects.filter(action="targets.taken_back").count() == 2


def test_a_team_and_a_person_have_targets_of_what_is_told_by_owner(giang, nam, next_year) -> None:
    add_team(SYSTEM, "Miền Bắc")
    (team,) = teams()
    keep_target(
        giang, Wanted("deals_won", Decimal(12), Span.QUARTER, next_year, whose=Whose.TEAM, whose_id=team.id), version=0
    )
    keep_target(
        giang, Wanted("deals_won", Decimal(4), Span.QUARTER, next_year, whose=Whose.PERSON, whose_id=nam.id), version=0
    )

    assert [(each.whose, each.whose_name, each.value) for each in targets_of()] == [
        (Whose.PERSON, "Nam", 4),
        (Whose.TEAM, "Miền Bắc", 12),
    ]
    with pytest.raises(Refused) as refusal:
        keep_target(
            giang,
            Wanted("revenue", Decimal(1), Span.YEAR, next_year, whose=Whose.PERSON, whose_id=nam.id, currency="VND"),
            version=0,
        )
    assert refusal.value.code == "not_by_owner"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        # Lower is better: its floor lies above.
        (Wanted("reopen_rate", Decimal("0.05"), Span.YEAR, date(2099, 1, 1), floor=Decimal("0.01")), "floor"),
        (Wanted("win_rate", Decimal("0.4"), Span.YEAR, date(2099, 1, 1), floor=Decimal("0.4")), "floor"),
        (Wanted("win_rate", Decimal("0.4"), Span.YEAR, date(2099, 1, 1), benchmark=Decimal("0.3")), "benchmark_source"),
        (Wanted("win_rate", Decimal("0.4"), Span.QUARTER, date(2099, 2, 1)), "period"),
        (Wanted("win_rate", Decimal("0.4"), Span.MONTH, date(2020, 2, 1)), "over"),
        (Wanted("revenue", Decimal(5), Span.MONTH, date(2099, 2, 1)), "currency"),
        (Wanted("win_rate", Decimal("0.4"), Span.YEAR, date(2099, 1, 1), owner=987654), "owner"),
    ],
)
def test_what_has_no_meaning_is_refused(giang, wanted: Wanted, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        keep_target(giang, wanted, version=0)

    assert refusal.value.code == code


def test_the_targets_of_a_period_are_those_that_run_in_it(giang, next_year) -> None:
    for n, value in enumerate((10, 20, 30)):
        keep_target(giang, Wanted("orders", Decimal(value), Span.MONTH, months_on(next_year, n)), version=0)
    set_target(giang, "retention_rate", Decimal("0.8"), months_on(next_year, 2), version=0)

    second = Period.month_of(months_on(next_year, 1))
    assert [(each.measure, each.value) for each in targets_of(second)] == [
        ("orders", 20),
        ("retention_rate", Decimal("0.8")),
    ]
    # What pages of figures hold against one day are those of the firm by a day.
    assert list(targets()) == ["retention_rate"]


def test_the_firm_chooses_what_stands_out_in_order(giang, nam) -> None:
    assert headline_measures() == ()

    assert choose_headline(giang, ["orders", "nps", "win_rate"], version=0) == 1
    assert headline_measures() == ("orders", "nps", "win_rate")
    assert choose_headline(giang, ["nps", "orders", "win_rate"], version=1) == 2
    with pytest.raises(Refused):
        choose_headline(giang, ["nps"], version=2)
    with pytest.raises(Refused):
        choose_headline(nam, ["orders", "nps", "win_rate"], version=2)
    choose_headline(giang, [], version=2)
    assert headline_measures() == ()
