"""A change and its audit entry stand or fall together; old versions are refused; the chain shows tampering."""

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from crmeter.records.ledger.actions import audit, forget_old_answers, remember_answer, seal, tell_outside
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry, OutboxEvent
from crmeter.records.ledger.queries import answer_to, broken_link, history
from crmeter.records.ledger.refusals import NoVersion, Stale
from crmeter.records.staff.actions import change_profile, change_role
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db


def test_a_change_tells_who_what_and_why(actor: Actor, minh: Person) -> None:
    change_role(actor, minh.id, Role.SALES_MANAGER, is_admin=False, version=minh.version, why="moves up")

    change = history("records.user", str(minh.id))[0]
    assert (change.actor, change.action, change.why) == ("lan@example.vn", "staff.role_changed", "moves up")
    assert change.before is not None
    assert change.after is not None
    assert (change.before["role"], change.after["role"]) == ("rep", "sales_manager")


def test_a_change_rolled_back_leaves_no_entry(actor: Actor, minh: Person) -> None:
    before = AuditEntry.objects.count()

    with pytest.raises(DatabaseError), transaction.atomic():
        change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version)
        raise DatabaseError

    assert AuditEntry.objects.count() == before
    assert person(minh.id) == minh


def test_an_entry_that_cannot_be_written_takes_the_change_with_it(
    actor: Actor, minh: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("crmeter.records.ledger.actions.write_rows", fails)

    with pytest.raises(DatabaseError):
        change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version)

    assert person(minh.id) == minh


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        audit(SYSTEM, "nothing", User(pk=1))


def test_a_change_on_an_old_version_is_refused_and_writes_nothing(actor: Actor, minh: Person) -> None:
    new = change_profile(actor, minh.id, version=1, name="Minh Anh", language="en", theme="dark")
    entries = AuditEntry.objects.count()

    with pytest.raises(Stale) as stale:
        change_profile(actor, minh.id, version=1, name="Minh B", language="vi", theme="light")

    assert stale.value.current == new == 2
    assert User.objects.get(pk=minh.id).display_name == "Minh Anh"
    assert AuditEntry.objects.count() == entries


def test_a_change_must_name_its_version(actor: Actor, minh: Person) -> None:
    with pytest.raises(NoVersion):
        change_profile(actor, minh.id, version=None, name="M", language="vi", theme="light")


def test_sealing_chains_all_entries_once(actor: Actor, minh: Person, north: str) -> None:
    entries = AuditEntry.objects.count()

    assert seal(most=2) == 2
    assert seal() == entries - 2
    assert seal() == 0

    assert sorted(AuditEntry.objects.values_list("sequence", flat=True)) == list(range(1, entries + 1))
    assert broken_link() is None


@pytest.mark.parametrize("field", ["actor_name", "action", "why", "object_id", "hash"])
def test_a_changed_entry_is_found(actor: Actor, minh: Person, north: str, field: str) -> None:
    seal()

    AuditEntry.objects.filter(sequence=2).update(**{field: "0"})

    assert broken_link() == 2


def test_an_entry_taken_out_is_found(actor: Actor, minh: Person, north: str) -> None:
    seal()

    AuditEntry.objects.filter(sequence=2).delete()

    assert broken_link() == 2


def test_an_event_for_the_outside_rolls_back_with_its_change(minh: Person) -> None:
    tell_outside("staff.joined", {"user": minh.id})
    with pytest.raises(DatabaseError), transaction.atomic():
        tell_outside("staff.left", {"user": minh.id})
        raise DatabaseError

    assert list(OutboxEvent.objects.values_list("topic", flat=True)) == ["staff.joined"]


def test_an_answer_is_remembered_for_its_key_and_owner() -> None:
    remember_answer("user:1", "k", "hash", 201, {"id": 7})

    kept = answer_to("user:1", "k")
    assert kept is not None
    assert (kept.request_hash, kept.status, kept.body) == ("hash", 201, {"id": 7})
    assert answer_to("user:2", "k") is None
    assert forget_old_answers() == 0
