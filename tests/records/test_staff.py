"""Accounts, what each person may see, and links that sign in once."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import (
    add_user,
    change_role,
    close,
    make_sign_in_link,
    set_password,
    use_sign_in_link,
)
from crmeter.records.staff.models import SignInLink, User
from crmeter.records.staff.queries import Person, owner_of_link, person, person_at, scope_of, visible_to
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team
from crmeter.vocabulary import Scope

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_however_it_is_written(lan: Person) -> None:
    with pytest.raises(Refused) as refused:
        add_user(SYSTEM, " LAN@example.vn ", Role.REP)

    assert refused.value.code == "has_account"
    assert person_at("Lan@Example.VN") == lan


def test_what_is_no_address_gets_no_account(db: None) -> None:
    with pytest.raises(Refused, match="no e-mail address"):
        add_user(SYSTEM, "lan", Role.REP)

    assert not User.objects.exists()


def test_a_new_account_has_no_password_that_works(lan: Person) -> None:
    user = User.objects.get(pk=lan.id)

    assert not user.has_usable_password()
    assert not any(user.check_password(guess) for guess in ("", "admin", "lan@example.vn"))


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MARKETING_MANAGER, Role.ANALYST, Role.STEWARD])
def test_who_answers_for_the_firm_sees_all_rows(lan: Person, role: Role) -> None:
    new = person(add_user(SYSTEM, "a@example.vn", role))

    assert new is not None
    assert scope_of(new) == Scope()
    assert visible_to(new) == [lan, new] or visible_to(new) == [new, lan]


@pytest.mark.parametrize("role", [Role.REP, Role.AGENT])
def test_who_serves_customers_sees_their_own_rows(lan: Person, role: Role) -> None:
    new = person(add_user(SYSTEM, "a@example.vn", role))

    assert new is not None
    assert scope_of(new) == Scope("owners", ("a@example.vn",))
    assert visible_to(new) == [new]


def test_a_sales_manager_sees_the_rows_of_their_teams(lan: Person, minh: Person, north: str, actor: Actor) -> None:
    change_role(actor, minh.id, Role.SALES_MANAGER, is_admin=False, version=minh.version)

    manager = person(minh.id)

    assert manager is not None
    assert north == "mien-bac"
    assert scope_of(manager) == Scope("teams", ("mien-bac",))
    assert visible_to(manager) == [manager]


def test_a_sales_manager_without_a_team_sees_no_rows(minh: Person, actor: Actor) -> None:
    change_role(actor, minh.id, Role.SALES_MANAGER, is_admin=False, version=minh.version)

    manager = person(minh.id)

    assert manager is not None
    assert scope_of(manager) == Scope("teams", ())


def test_a_closed_account_sees_nothing(lan: Person, minh: Person, actor: Actor) -> None:
    close(actor, minh.id, version=minh.version)

    closed = person(minh.id)

    assert closed is not None
    assert scope_of(closed) == Scope("owners", ())
    assert visible_to(closed) == []


def test_the_last_administrator_cannot_go(lan: Person, actor: Actor) -> None:
    for change in (
        lambda: close(actor, lan.id, version=lan.version),
        lambda: change_role(actor, lan.id, Role.REP, is_admin=False, version=lan.version),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "last_administrator"

    assert person(lan.id) == lan


def test_an_account_that_does_not_administer_is_closed_where_nobody_does(minh: Person) -> None:
    close(SYSTEM, minh.id, version=minh.version)
    closed = person(minh.id)
    assert closed is not None
    assert not closed.is_active


def test_a_password_is_kept_as_a_hash_only(minh: Person, actor: Actor) -> None:
    set_password(actor, minh.id, "quả táo xanh 9")

    user = User.objects.get(pk=minh.id)
    assert user.check_password("quả táo xanh 9")
    assert "táo" not in user.password


def test_a_team_has_its_own_name(lan: Person) -> None:
    add_team(SYSTEM, "Đà Nẵng")

    with pytest.raises(Refused):
        add_team(SYSTEM, "da nang")


def test_a_link_signs_in_once(minh: Person, actor: Actor) -> None:
    token = make_sign_in_link(actor, minh.id)

    assert owner_of_link(token) == minh
    assert use_sign_in_link(token) == minh.id

    assert owner_of_link(token) is None
    with pytest.raises(Refused) as refused:
        use_sign_in_link(token)
    assert refused.value.code == "link_not_valid"


def test_a_link_is_not_kept_in_the_clear(minh: Person, actor: Actor) -> None:
    token = make_sign_in_link(actor, minh.id)

    assert token not in str(SignInLink.objects.values_list()[0])


def test_a_link_is_over_after_an_hour(minh: Person, actor: Actor) -> None:
    token = make_sign_in_link(actor, minh.id)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert owner_of_link(token) is None
    with pytest.raises(Refused):
        use_sign_in_link(token)


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_a_made_up_link_is_refused(minh: Person, token: str) -> None:
    with pytest.raises(Refused):
        use_sign_in_link(token)


def test_what_was_signed_for_another_purpose_is_no_link(minh: Person) -> None:
    with pytest.raises(Refused):
        use_sign_in_link(signing.TimestampSigner(salt="other").sign("guess"))


def test_a_link_of_a_closed_account_signs_nobody_in(minh: Person, actor: Actor) -> None:
    token = make_sign_in_link(actor, minh.id)
    close(actor, minh.id, version=minh.version)

    with pytest.raises(Refused):
        use_sign_in_link(token)
