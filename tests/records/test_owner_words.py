"""By which words the data name people."""

import unicodedata

import pytest

from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user, call_in_data, change_profile, close
from crmeter.records.staff.owner_words import owner_words, words_of
from crmeter.records.staff.queries import Person, actor_of, scope_of
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import join_team
from crmeter.vocabulary import Scope
from crmeter.vocabulary.folding import spelled

from .conftest import there

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Nguyễn Thị Hương Giang", "nguyễn thị hương giang"),
        ("  ĐỖ  Văn\tĐức ", "đỗ văn đức"),
        (unicodedata.normalize("NFD", "Đỗ"), "đỗ"),
        ("GIANG@Example.VN", "giang@example.vn"),
        ("", ""),
    ],
)
def test_people_are_told_apart_by_marks_and_not_by_case_or_spaces(written: str, compared: str) -> None:
    assert spelled(written) == compared


def test_a_rep_is_written_by_address_name_and_names_in_the_data(minh: Person) -> None:
    call_in_data(SYSTEM, minh.id, ["Trần Đức Minh", " MINH.TD ", "Trần  Đức Minh", ""], version=minh.version)

    assert owner_words(scope_of(minh)) == {"minh@example.vn", "minh", "trần đức minh", "minh.td"}
    assert there(minh.id).names_in_data == ("Trần Đức Minh", "MINH.TD")


def test_a_team_is_written_by_the_words_of_all_its_members(minh: Person, north: str) -> None:
    other = add_user(SYSTEM, "thu@example.vn", Role.REP)
    join_team(SYSTEM, other, north)
    manager = add_user(SYSTEM, "quan@example.vn", Role.SALES_MANAGER, name="Quân")
    join_team(SYSTEM, manager, north)

    words = {"minh@example.vn", "minh", "thu@example.vn", "quan@example.vn", "quân"}
    assert owner_words(scope_of(there(manager))) == words


def test_who_is_in_no_team_and_who_is_closed_are_written_by_nothing(minh: Person) -> None:
    assert owner_words(Scope("teams", ())) == frozenset()
    close(SYSTEM, minh.id, version=minh.version)
    assert owner_words(scope_of(there(minh.id))) == frozenset()


def test_everybody_together_are_the_words_of_all(lan: Person, minh: Person) -> None:
    assert owner_words(Scope()) == {"lan@example.vn", "lan", "minh@example.vn", "minh"}
    assert words_of(minh.id) == {"minh@example.vn", "minh"}


def test_names_in_the_data_are_changed_on_the_version_that_was_seen_and_audited(minh: Person, actor: Actor) -> None:
    call_in_data(actor, minh.id, ["MTD"], version=minh.version)
    for version, refusal in ((minh.version, Stale), (None, NoVersion)):
        with pytest.raises(refusal):
            call_in_data(actor, minh.id, [], version=version)
    with pytest.raises(Refused):
        call_in_data(actor, minh.id, ["x" * 201], version=minh.version + 1)

    entry = history("records.user", str(minh.id))[0]
    assert (entry.action, entry.before, entry.after) == (
        "staff.names_in_data_changed", {"names_in_data": []}, {"names_in_data": ["MTD"]}
    )  # fmt: skip


def test_nobody_comes_to_the_rows_of_another_by_taking_their_name(minh: Person, lan: Person) -> None:
    with pytest.raises(Refused) as refused:
        change_profile(actor_of(minh), minh.id, version=minh.version, name="Thu", language="vi", theme="dark")
    assert refused.value.code == "name_by_administrator"
    # Whoever sees all rows gains nothing by a name.
    change_profile(actor_of(lan), lan.id, version=lan.version, name="Hương Lan", language="vi", theme="dark")

    assert there(lan.id).name == "Hương Lan"
