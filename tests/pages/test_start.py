"""Where somebody begins after signing in: what their role is there for, or the page that they chose."""

import html
from collections.abc import Callable

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.saved_views.actions import Kept, open_with, save_view
from crmeter.records.staff.actions import add_user, make_sign_in_link
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Reach, Rights
from crmeter.records.staff.rights_actions import decide_rights
from crmeter.records.staff.role_rights import decided_for
from crmeter.records.staff.roles import Role

from .conftest import there

SignIn = Callable[..., Client]


def somebody(role: Role) -> Person:
    return there(add_user(SYSTEM, f"{role}@example.vn", role))


def begins(who: Person) -> str:
    answer = Client().post(f"/accounts/link/{make_sign_in_link(SYSTEM, who.id)}/")
    return str(answer.headers["Location"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.REP, "/work"),
        (Role.AGENT, "/tickets?where=is_open.is.yes&sort=due_at"),
        (Role.DIRECTOR, "/"),
        (Role.ANALYST, "/measures"),
        (Role.SALES_MANAGER, "/deals/board"),
        (Role.MARKETING_MANAGER, "/internal/marketing"),
        (Role.STEWARD, "/imports"),
    ],
)
def test_each_role_begins_where_its_work_is(role: Role, page: str) -> None:
    who = somebody(role)

    answer = Client().post(f"/accounts/link/{make_sign_in_link(SYSTEM, who.id)}/", follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert answer.status_code == 200


@pytest.mark.django_db
def test_who_asked_for_a_page_before_signing_in_gets_that_page() -> None:
    who = somebody(Role.REP)

    answer = Client().post(f"/accounts/link/{make_sign_in_link(SYSTEM, who.id)}/?next=/contacts")

    assert answer.headers["Location"] == "/contacts"


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Theo vai trò: Việc của tôi"), ("en", "As my role does: My work")]
)
def test_another_page_is_chosen_and_given_back(signed_in: SignIn, rep: Person, language: str, words: str) -> None:
    client = signed_in(rep, language)
    typed = {"name": rep.name, "language": language, "theme": "system"}

    page = html.unescape(client.get("/settings").content.decode())
    client.post("/settings", {**typed, "version": 1, "start_page": "leads"})
    chosen = begins(rep)
    client.post("/settings", {**typed, "version": 2, "start_page": ""})

    assert words in page
    assert (chosen, begins(rep)) == ("/leads", "/work")


def test_a_page_that_there_is_not_is_not_kept(signed_in: SignIn, rep: Person) -> None:
    typed = {"name": rep.name, "language": "en", "theme": "system", "version": 1, "start_page": "https://elsewhere"}

    assert signed_in(rep).post("/settings", typed).status_code == 400
    assert there(rep.id).start_page == ""


@pytest.mark.django_db
def test_who_does_not_see_the_page_of_their_role_begins_at_home() -> None:
    who = somebody(Role.AGENT)
    nothing = Rights(*(Reach.NONE,) * 5)
    decide_rights(SYSTEM, Role.AGENT, {"tickets": nothing}, version=decided_for(Role.AGENT).version)

    assert begins(who) == "/"


@pytest.mark.django_db
def test_an_agent_who_keeps_another_view_of_tickets_begins_with_it() -> None:
    who = somebody(Role.AGENT)
    tickets = CONCEPTS["tickets"]
    view = save_view(who, tickets, Kept("Của tôi", sort="opened_at"))
    open_with(who, tickets, view)

    assert begins(who) == "/tickets"
