"""Targets: set by those who steer, by version, for a day to come, with an audit row (C1, screen B)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.actions import drop_target, set_target
from crmeter.strategy.targets.queries import targets

pytestmark = pytest.mark.django_db
EQUITY, SHARE = "customer_equity", "customer_equity_share"


def somebody(name: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{name}@example.vn", role, name=name.title()))
    assert found is not None
    return found


@pytest.fixture
def giang(db: None) -> Person:
    return somebody("giang", Role.DIRECTOR)


@pytest.fixture
def year_on() -> date:
    return timezone.localdate() + timedelta(days=365)


def test_a_target_is_kept_with_its_day_and_who_set_it(giang, year_on) -> None:
    set_target(giang, EQUITY, Decimal(190_000_000_000), year_on, currency="VND", version=0)

    kept = targets()[EQUITY]
    assert (kept.value, kept.currency, kept.reach_by, kept.set_by) == (190_000_000_000, "VND", year_on, "Giang")
    entry = AuditEntry.objects.get(action="targets.set")
    assert entry.after == {
        "measure": EQUITY, "value": "190000000000", "currency": "VND", "reach_by": year_on.isoformat(),
    }  # fmt: skip


def test_a_target_is_changed_and_dropped_by_the_version_that_was_seen(giang, year_on) -> None:
    set_target(giang, SHARE, Decimal("0.4"), year_on, version=0)

    assert set_target(giang, SHARE, Decimal("0.42"), year_on, version=1) == 2
    with pytest.raises(Stale):
        set_target(giang, SHARE, Decimal("0.5"), year_on, version=1)
    with pytest.raises(NoVersion):
        set_target(giang, EQUITY, Decimal(1), year_on, currency="VND", version=None)
    drop_target(giang, SHARE, version=2)
    assert targets() == {}
    assert AuditEntry.objects.get(action="targets.dropped").before["value"] == "0.42"


@pytest.mark.parametrize(
    ("measure", "value", "code"),
    [
        (SHARE, "1.2", "out_of_range"),
        (EQUITY, "0", "out_of_range"),
        (EQUITY, "NaN", "out_of_range"),
        ("no_such_measure", "40", "unknown_measure"),
        ("tickets_created", "40", "no_direction"),
        ("nps", "101", "out_of_range"),
    ],
)
def test_a_target_without_a_meaning_is_refused(giang, year_on, measure: str, value: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        set_target(giang, measure, Decimal(value), year_on, version=0)

    assert refusal.value.code == code


def test_the_day_of_a_target_is_still_to_come(giang) -> None:
    with pytest.raises(Refused) as refusal:
        set_target(giang, SHARE, Decimal("0.4"), timezone.localdate(), version=0)

    assert refusal.value.code == "over"


def test_a_rep_sets_no_target(year_on) -> None:
    with pytest.raises(Refused):
        set_target(somebody("rep", Role.REP), SHARE, Decimal("0.4"), year_on, version=0)

    assert targets() == {}
