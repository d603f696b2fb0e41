"""A change and its audit entry stand or fall together; old versions are refused; the chain shows tampering."""

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from crmeter.records.ledger.actions import audit, forget_old_answers, remember_answer, tell_outside
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry, OutboxEvent, SealedEnd
from crmeter.records.ledger.queries import answer_to, broken_link, history, sealed_up_to
from crmeter.records.ledger.refusals import NoVersion, Stale
from crmeter.records.ledger.seal import FIRST, WITH_VALUES, digest_of, hash_of
from crmeter.records.ledger.seal_actions import erase_values, seal
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


@pytest.mark.parametrize("field", ["before", "after"])
def test_changed_values_of_an_entry_are_found(actor: Actor, minh: Person, field: str) -> None:
    seal()
    place = AuditEntry.objects.count()

    AuditEntry.objects.filter(sequence=place).update(**{field: {"role": "director"}})

    assert broken_link() == place


def test_an_entry_taken_out_is_found(actor: Actor, minh: Person, north: str) -> None:
    seal()

    AuditEntry.objects.filter(sequence=2).delete()

    assert broken_link() == 2


def test_newest_entries_cut_off_are_found_also_after_others_were_sealed(actor: Actor, minh: Person, north: str) -> None:
    seal()
    place = AuditEntry.objects.count()
    AuditEntry.objects.filter(sequence=place).delete()

    assert broken_link() == place

    change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version)
    seal()
    assert broken_link() == place


def test_newest_entries_cut_off_with_their_end_are_found_by_what_was_kept_elsewhere(actor: Actor, minh: Person) -> None:
    seal()
    kept = sealed_up_to()
    assert kept is not None
    before = AuditEntry.objects.get(sequence=kept.sequence - 1)
    AuditEntry.objects.filter(sequence=kept.sequence).delete()
    SealedEnd.objects.update(sequence=before.sequence, hash=before.hash)

    assert broken_link() is None
    assert broken_link(kept=kept) == kept.sequence


def test_erased_values_leave_the_chain_whole_and_say_when_they_went(actor: Actor, minh: Person) -> None:
    change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version, why="Trần Thị Hoa asked")
    seal()
    entry = AuditEntry.objects.get(action="staff.role_changed")
    salt, digest = entry.salt, entry.digest

    assert erase_values(SYSTEM, [entry.pk], "customers/7") == 1

    entry.refresh_from_db()
    assert (entry.before, entry.after, entry.why, entry.salt) == (None, None, "", "")
    assert entry.erased_at is not None
    assert (entry.digest, bool(salt)) == (digest, True)
    assert broken_link() is None
    seal()
    assert broken_link() is None
    told = AuditEntry.objects.get(action="ledger.values_erased")
    assert (told.after or {})["entries"] == [entry.pk]


def test_what_is_left_of_short_values_cannot_be_found_by_trying(actor: Actor, minh: Person) -> None:
    change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version)
    change_role(actor, minh.id, Role.REP, is_admin=False, version=minh.version + 1)
    change_role(actor, minh.id, Role.AGENT, is_admin=False, version=minh.version + 2)
    seal()
    first, _, third = AuditEntry.objects.filter(action="staff.role_changed").order_by("id")

    assert (first.before, first.after) == (third.before, third.after)
    assert first.digest != third.digest
    assert digest_of(first, "") != first.digest
    assert digest_of(first, first.salt) == first.digest


def test_values_erased_before_the_seal_leave_the_chain_whole(actor: Actor, minh: Person) -> None:
    entry = AuditEntry.objects.latest("id")

    erase_values(SYSTEM, [entry.pk], "customers/7")
    seal()

    assert broken_link() is None


def test_values_emptied_without_an_entry_of_it_are_found(actor: Actor, minh: Person) -> None:
    seal()

    AuditEntry.objects.filter(sequence=2).update(before=None, after=None, why="", salt="", erased_at=timezone.now())

    assert broken_link() == 2


def test_values_put_into_an_erased_entry_are_found(actor: Actor, minh: Person) -> None:
    seal()
    erase_values(SYSTEM, [AuditEntry.objects.get(sequence=2).pk], "customers/7")

    AuditEntry.objects.filter(sequence=2).update(after={"role": "director"})

    assert broken_link() == 2


def test_who_did_what_in_an_erased_entry_cannot_be_changed(actor: Actor, minh: Person) -> None:
    seal()
    erase_values(SYSTEM, [AuditEntry.objects.get(sequence=2).pk], "customers/7")

    AuditEntry.objects.filter(sequence=2).update(actor_name="nobody")

    assert broken_link() == 2


def test_entries_of_the_former_form_stay_whole_and_can_be_erased(actor: Actor, minh: Person, north: str) -> None:
    sealed_in_the_former_form()
    assert broken_link() is None

    erase_values(SYSTEM, [AuditEntry.objects.get(sequence=2).pk], "customers/7")
    seal()

    assert broken_link() is None
    AuditEntry.objects.filter(sequence=2).update(action="nothing")
    assert broken_link() == 2


def sealed_in_the_former_form() -> None:
    previous = FIRST
    for place, entry in enumerate(AuditEntry.objects.order_by("id"), start=1):
        entry.form, entry.sequence, entry.previous_hash = WITH_VALUES, place, previous
        entry.hash = previous = hash_of(entry)
        entry.save()
        SealedEnd.objects.update_or_create(pk=1, defaults={"sequence": place, "hash": previous, "at": timezone.now()})


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
