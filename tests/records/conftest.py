"""People of a small firm."""

import pytest

from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team


@pytest.fixture
def lan(db: None) -> Person:
    """A director who administers the product."""
    return there(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan", is_admin=True))


@pytest.fixture
def minh(db: None) -> Person:
    """A rep in the team of the north."""
    return there(add_user(SYSTEM, "minh@example.vn", Role.REP, name="Minh"))


@pytest.fixture
def actor(lan: Person) -> Actor:
    return actor_of(lan)


@pytest.fixture
def north(lan: Person, minh: Person) -> str:
    slug = add_team(SYSTEM, "Miền Bắc")
    join_team(SYSTEM, minh.id, slug)
    return slug


def there(pk: int) -> Person:
    found = person(pk)
    assert found is not None
    return found
