"""Changes of people, teams and the firm by an administrator: versioned, audited, never without an administrator."""

import pytest

from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.queries import firm
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user, change_person, change_profile, close, reopen
from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import Person, scope_of, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team, leave_team, remove_team, rename_team

from .conftest import there

pytestmark = pytest.mark.django_db


def test_an_address_is_changed_by_an_administrator_and_the_audit_tells_the_old_one(minh: Person, actor: Actor) -> None:
    change_person(
        actor, minh.id, version=1, email=" Minh.Tran@Example.VN ", name="Trần Minh", role=Role.AGENT, is_admin=False
    )

    changed = there(minh.id)
    assert (changed.email, changed.name, changed.role) == ("minh.tran@example.vn", "Trần Minh", Role.AGENT)
    entry = history("records.user", str(minh.id))[0]
    assert (entry.actor, entry.action) == ("lan@example.vn", "staff.changed")
    assert entry.before is not None
    assert entry.before["email"] == "minh@example.vn"
    assert owner_words(scope_of(changed)) == {"minh.tran@example.vn", "trần minh"}


def test_a_change_is_made_on_the_version_that_was_seen_and_to_an_address_that_is_free(
    minh: Person, lan: Person, actor: Actor
) -> None:
    kept = {"name": "Minh", "role": Role.REP, "is_admin": False}
    for version, email, refusal in (
        (7, "minh@example.vn", Stale),
        (None, "minh@example.vn", NoVersion),
        (1, "LAN@example.vn", Refused),
        (1, "no address", Refused),
    ):
        with pytest.raises(refusal):
            change_person(actor, minh.id, version=version, email=email, **kept)
    assert there(minh.id) == minh


def test_the_last_administrator_stays_one(lan: Person, actor: Actor) -> None:
    with pytest.raises(Refused) as refused:
        change_person(actor, lan.id, version=1, email=lan.email, name="Lan", role=Role.DIRECTOR, is_admin=False)
    assert refused.value.code == "last_administrator"
    assert there(lan.id).is_admin


def test_a_closed_account_is_opened_again(minh: Person, actor: Actor) -> None:
    version = close(actor, minh.id, version=1)
    reopen(actor, minh.id, version=version)
    assert there(minh.id).is_active
    assert history("records.user", str(minh.id))[0].action == "staff.reopened"


def test_teams_are_renamed_left_and_removed(minh: Person, north: str, actor: Actor) -> None:
    other = add_user(SYSTEM, "thu@example.vn", Role.REP, name="Thu")
    join_team(actor, other, north, leads=True)
    (team,) = teams()
    assert [(name, leads) for _, name, leads in team.members] == [("Minh", False), ("Thu", True)]

    version = rename_team(actor, team.id, "Bắc Bộ", version=team.version)
    leave_team(actor, other, north)
    leave_team(actor, other, north)
    (renamed,) = teams()
    assert (renamed.name, renamed.slug, len(renamed.members)) == ("Bắc Bộ", north, 1)
    # Whoever has not seen that somebody left does not remove the team.
    for seen in (team.version, version):
        with pytest.raises(Stale):
            remove_team(actor, team.id, version=seen)
    with pytest.raises(Refused):
        rename_team(actor, team.id, " ", version=renamed.version)
    remove_team(actor, team.id, version=renamed.version)

    assert teams() == []
    assert history("records.team", str(team.id))[0].before == {"name": "Bắc Bộ", "slug": north, "members": [minh.id]}


def test_teams_have_names_of_any_letters_and_of_a_length_that_is_kept(actor: Actor) -> None:
    long = "Nhóm khách hàng doanh nghiệp miền Trung và Tây Nguyên phụ trách các tỉnh ven biển từ Huế tới Ninh Thuận"
    slugs = [add_team(actor, name) for name in (long, "东区", "西区")]

    assert slugs[1:] == ["team", "team-2"]
    assert [team.name for team in teams() if team.slug == slugs[0]] == [long]
    for name, code in (("x" * 121, "name_too_long"), ("东区", "team_exists"), ("\0 ", "no_name")):
        with pytest.raises(Refused) as refused:
            add_team(actor, name)
        assert refused.value.code == code
    with pytest.raises(Refused):
        join_team(actor, 1, "gone")


def test_a_name_is_kept_as_databases_can_hold_it(lan: Person, actor: Actor) -> None:
    kept = {"language": "vi", "theme": "dark"}
    change_profile(actor, lan.id, version=1, name=" Hương\0  Lan ", **kept)
    assert there(lan.id).name == "Hương Lan"
    with pytest.raises(Refused):
        change_profile(actor, lan.id, version=2, name="x" * 201, **kept)


def test_what_the_firm_decides_is_versioned_and_audited(actor: Actor) -> None:
    before = firm()
    assert (before.version, before.name, dict(before.measures)) == (1, "", {})
    change_firm(actor, version=1, name="An Khang", currency="VND", measures={"window_days": 180})
    with pytest.raises(Stale):
        change_firm(actor, version=1, name="X", currency="", measures={})

    after = firm()
    assert (after.version, after.name, after.currency, after.measures) == (2, "An Khang", "VND", {"window_days": 180})
    (entry,) = history("records.firm", "1")
    assert entry.after == {
        "name": "An Khang",
        "address": "",
        "tax_code": "",
        "currency": "VND",
        "measures": {"window_days": 180},
    }
