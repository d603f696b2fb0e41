"""The page of the rights of roles, and that what it decides is obeyed by every way to a record."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach, Rights, usual_rights
from crmeter.records.staff.rights_actions import decide_rights
from crmeter.records.staff.role_rights import decided_for, role_rights
from crmeter.records.staff.roles import Role

from .conftest import there
from .test_parts import work_off

SignIn = Callable[..., Client]
CUSTOMERS = CONCEPTS["customers"]


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


@pytest.fixture
def an(db: None) -> Person:
    """A rep whom the data call by name."""
    return there(add_user(SYSTEM, "an@example.vn", Role.REP, name="An"))


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def chosen(role: Role, **changed: Reach) -> dict[str, str]:
    """What the form sends: all as usual but what is changed, as `deals_see`."""
    sent = {}
    for concept in CONCEPTS:
        for deed in Deed:
            reach = changed.get(f"{concept}_{deed}", getattr(usual_rights(role, concept), deed.value))
            sent[f"{concept}.{deed}"] = str(int(reach))
    return sent


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_role_is_shown_with_every_concept_and_deed(signed_in: SignIn, admin: Person, language: str) -> None:
    client = signed_in(admin, language)

    for role in Role:
        text = shown(client.get(f"/settings/roles?role={role}"))
        assert text.count("<select") == len(CONCEPTS) * len(Deed)
        assert all(concept.title.in_(language) in text for concept in CONCEPTS.values())  # type: ignore[arg-type]
        assert 'class="differs"' not in text
        assert "None" not in re.sub(r"<[^>]*>", " ", text)
    assert client.get("/settings/roles?role=nobody").status_code == 200


def test_what_is_decided_is_kept_and_marked_until_it_is_put_back(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    address = "/settings/roles?role=rep"

    saved = client.post(address, {"version": 1, **chosen(Role.REP, deals_see=Reach.ALL)})
    marked = shown(client.get(address))
    client.post(address, {"version": 2, "usual": "deals", **chosen(Role.REP, deals_see=Reach.ALL)})

    assert (saved.status_code, saved["Location"]) == (302, address)
    assert marked.count('class="differs"') == 1
    assert "usually own" in marked
    assert decided_for(Role.REP).rights == {}
    assert 'class="differs"' not in shown(client.get(address))


def test_all_of_a_role_is_put_back_at_once(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin)
    decide_rights(SYSTEM, Role.REP, {"deals": Rights(), "contacts": Rights(see=Reach.ALL)}, version=1)

    client.post("/settings/roles?role=rep", {"version": 2, "usual": "*"})

    assert decided_for(Role.REP).rights == {}


def test_a_choice_on_an_older_page_stays_beside_what_stands_now(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    decide_rights(SYSTEM, Role.REP, {"deals": Rights(see=Reach.TEAM)}, version=1)
    typed = chosen(Role.REP, deals_see=Reach.ALL)

    stale = client.post("/settings/roles?role=rep", {"version": 1, **typed})

    assert stale.status_code == 412
    assert role_rights(Role.REP, "deals").see == Reach.TEAM
    text = shown(stale)
    assert "now the team's" in text
    assert re.search(r'name="deals\.see"[^>]*>.*?<option value="3" selected>', text)
    again = client.post("/settings/roles?role=rep", {"version": 2, **typed})
    assert again.status_code == 302
    assert role_rights(Role.REP, "deals").see == Reach.ALL
    assert client.post("/settings/roles?role=rep", typed).status_code == 428


def test_a_value_that_is_none_leaves_what_stands(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin)

    client.post("/settings/roles?role=rep", {"version": 1, **chosen(Role.REP), "deals.see": "9"})

    assert role_rights(Role.REP, "deals") == usual_rights(Role.REP, "deals")


def test_only_who_may_see_a_concept_finds_its_page(signed_in: SignIn, rep: Person, admin: Person) -> None:
    client = signed_in(rep, "en")
    before = shown(client.get("/"))

    decide_rights(SYSTEM, Role.REP, {"deals": Rights()}, version=1)
    after = shown(client.get("/"))

    assert 'href="/deals/board"' in before and 'href="/deals/new"' in before and 'href="/contacts"' in before
    assert "/deals" not in after
    assert 'href="/contacts"' in after
    assert client.get("/deals").status_code == 404
    assert "/settings/roles" not in after
    assert 'href="/settings/roles"' in shown(signed_in(admin).get("/"))


def test_only_who_may_make_a_record_is_offered_to(signed_in: SignIn, admin: Person, db: None) -> None:
    analyst = there(add_user(SYSTEM, "hoa@example.vn", Role.ANALYST))

    text = shown(signed_in(analyst).get("/"))

    assert 'href="/customers"' in text
    assert "/new" not in text
    assert "/customers/new" in shown(signed_in(admin).get("/"))


def test_a_right_changes_lists_search_explanations_and_downloads_alike(
    firm: Any, signed_in: SignIn, an: Person, director: Person
) -> None:
    own = create(an, CUSTOMERS, {"name": "Lan Anh", "kind": "firm", "owner": an.id})
    other = create(director, CUSTOMERS, {"name": "Lan Chi", "kind": "firm", "owner": director.id})

    def seen(who: Person) -> tuple[set[str], set[str], int, int]:
        """Records in the list, records found, rows explained, rows downloaded."""
        client = signed_in(there(who.id), "en")
        client.get("/")
        work_off()
        listing = re.findall(r'href="/customers/(\d+)[^"]*" data-row', shown(client.get("/customers")))
        found = re.findall(r'href="/customers/(\d+)"', shown(client.get("/find", {"q": "lan"})))
        rows = client.get("/explain/active_customers/rows")
        explained = rows.context["totals"].n if rows.status_code == 200 and "totals" in rows.context else 0
        file = client.get("/explain/active_customers/rows.csv")
        lines = b"".join(file.streaming_content).decode().splitlines() if file.streaming else []  # type: ignore[attr-defined]
        return set(listing), set(found), explained, max(len(lines) - 1, 0)

    usual = seen(an)
    whole = seen(director)
    decide_rights(SYSTEM, Role.REP, {"customers": Rights(see=Reach.ALL)}, version=1)
    of_all = seen(an)
    decide_rights(SYSTEM, Role.REP, {"customers": Rights()}, version=2)
    of_none = seen(an)

    assert usual[:2] == ({str(own)}, {str(own)})
    assert 0 < usual[2] < whole[2]
    assert usual[2] == usual[3]
    assert of_all == whole
    assert of_all[:2] == ({str(own), str(other)}, {str(own), str(other)})
    assert of_none == (set(), set(), 0, 0)
