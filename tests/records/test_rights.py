"""What administrators decide of roles, and that evaluated data follow it."""

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.gate import may, within_each
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Stale
from crmeter.records.staff.actions import change_role
from crmeter.records.staff.models import RoleRights
from crmeter.records.staff.queries import Person, everybodys_scopes, names_themselves, scope_of, visible_to
from crmeter.records.staff.rights import Deed, Reach, Rights, usual_rights
from crmeter.records.staff.rights_actions import decide_rights
from crmeter.records.staff.role_rights import decided_for, role_rights
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Scope

from .conftest import there

pytestmark = pytest.mark.django_db
SEES_ALL = Rights(see=Reach.ALL, create=Reach.OWN, change=Reach.OWN)


def test_a_decision_is_kept_with_a_version_and_in_the_audit(actor: Actor) -> None:
    version = decide_rights(actor, Role.REP, {"deals": SEES_ALL}, version=1)

    assert version == 2
    assert role_rights(Role.REP, "deals") == SEES_ALL
    assert role_rights(Role.AGENT, "deals") == usual_rights(Role.AGENT, "deals")
    newest = history("records.rolerights", str(RoleRights.objects.get(role="rep").pk))[0]
    assert newest.before == {"role": "rep", "deals": None}
    assert newest.after is not None and newest.after["deals"]["see"] == 3


def test_what_is_as_usual_again_is_not_decided_any_more(actor: Actor) -> None:
    decide_rights(actor, Role.REP, {"deals": SEES_ALL}, version=1)

    decide_rights(actor, Role.REP, {"deals": usual_rights(Role.REP, "deals")}, version=2)

    assert decided_for(Role.REP).rights == {}
    assert decided_for(Role.REP).version == 3


def test_a_decision_that_changes_nothing_leaves_no_trace(actor: Actor) -> None:
    assert decide_rights(actor, Role.REP, {"deals": usual_rights(Role.REP, "deals")}, version=1) == 1
    assert history("records.rolerights", str(RoleRights.objects.get(role="rep").pk)) == []


def test_nothing_is_kept_to_reach_further_than_what_is_seen(actor: Actor) -> None:
    decide_rights(actor, Role.REP, {"deals": Rights(see=Reach.OWN, change=Reach.ALL, export=Reach.TEAM)}, version=1)

    assert role_rights(Role.REP, "deals") == Rights(see=Reach.OWN, change=Reach.OWN, export=Reach.OWN)


def test_a_decision_on_an_older_version_is_refused(actor: Actor) -> None:
    decide_rights(actor, Role.REP, {"deals": SEES_ALL}, version=1)

    with pytest.raises(Stale):
        decide_rights(actor, Role.REP, {"deals": Rights()}, version=1)
    with pytest.raises(NoVersion):
        decide_rights(actor, Role.REP, {"deals": Rights()}, version=None)
    assert role_rights(Role.REP, "deals") == SEES_ALL


@pytest.mark.parametrize(
    ("see", "scope"),
    [
        (Reach.ALL, Scope()),
        (Reach.TEAM, Scope("teams", ("mien-bac",))),
        (Reach.OWN, Scope("owners", ("minh@example.vn",))),
        (Reach.NONE, Scope("owners", ())),
    ],
)
def test_evaluated_rows_follow_whose_customers_are_seen(
    actor: Actor, minh: Person, north: str, see: Reach, scope: Scope
) -> None:
    decide_rights(actor, Role.REP, {"customers": Rights(see=see)}, version=1)

    assert scope_of(there(minh.id)) == scope
    assert (scope in everybodys_scopes()) == (see != Reach.ALL)
    assert names_themselves(Role.REP, is_admin=False) == (see == Reach.ALL)


def test_who_sees_all_customers_by_decision_sees_everybody(actor: Actor, lan: Person, minh: Person) -> None:
    decide_rights(actor, Role.REP, {"customers": SEES_ALL}, version=1)

    assert {each.id for each in visible_to(minh)} == {lan.id, minh.id}


def test_a_director_can_be_left_with_the_own_customers(actor: Actor, lan: Person, minh: Person) -> None:
    decide_rights(actor, Role.DIRECTOR, {"customers": Rights(see=Reach.OWN)}, version=1)

    assert scope_of(lan) == Scope("owners", ("lan@example.vn",))
    assert everybodys_scopes() == {Scope("owners", ("lan@example.vn",)), Scope("owners", ("minh@example.vn",))}


def test_rights_on_several_concepts_are_asked_at_once(
    actor: Actor, minh: Person, north: str, django_assert_num_queries: object
) -> None:
    change_role(actor, minh.id, Role.SALES_MANAGER, is_admin=False, version=minh.version)

    manager = there(minh.id)

    # What was decided, who is in the team, what was shared.
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = within_each(manager, CONCEPTS.values(), Deed.CHANGE)

    assert set(found) == set(CONCEPTS)


def test_a_concept_that_a_role_may_not_see_is_closed_to_all_deeds(actor: Actor, minh: Person) -> None:
    decide_rights(actor, Role.REP, {"deals": Rights()}, version=1)

    assert not any(may(minh, CONCEPTS["deals"], deed) for deed in Deed)
    assert may(minh, CONCEPTS["contacts"], Deed.SEE)
