"""Queues and promises on the pages of settings: kept by administrators, and used by tickets from then on."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team
from crmeter.records.tickets.queries import promises, queues

from .conftest import there

SignIn = Callable[..., Client]
TICKETS = CONCEPTS["tickets"]
FOUR_HOURS = {"response": "30", "response_unit": "minutes", "resolution": "4", "resolution_unit": "hours"}


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


@pytest.fixture
def client_of_admin(signed_in: SignIn, admin: Person) -> Client:
    return signed_in(admin, "en")


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize(("language", "words"), [("vi", "Hàng đợi và cam kết"), ("en", "Queues and promises")])
def test_the_pages_open_in_both_languages(signed_in: SignIn, admin: Person, language: str, words: str) -> None:
    client = signed_in(admin, language)

    answers = [client.get(page) for page in ("/settings/queues", f"/settings/queues/{queues()[0].id}")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert words in shown(answers[0])
    assert "None" not in re.sub(r"<[^>]*>", " ", "".join(map(shown, answers)))


def test_a_queue_is_made_for_a_team_and_changed(client_of_admin: Client) -> None:
    add_team(SYSTEM, "Bảo hành")
    (team,) = teams()

    client_of_admin.post("/settings/queues", {"name": "Máy hỏng", "team": team.id})
    made = queues()[1]
    change = {"name": "Bảo hành máy", "team": "", "version": 1}
    client_of_admin.post(f"/settings/queues/{made.id}", change)
    stale = client_of_admin.post(f"/settings/queues/{made.id}", {**change, "name": "Máy"})
    taken = client_of_admin.post("/settings/queues", {"name": "Bảo hành máy"})

    assert (made.name, made.team_name, made.position) == ("Máy hỏng", "Bảo hành", 1)
    assert (queues()[1].name, queues()[1].team) == ("Bảo hành máy", None)
    assert stale.status_code == 412
    assert 'value="Máy"' in shown(stale)
    assert (taken.status_code, "There is a queue Bảo hành máy" in shown(taken)) == (400, True)


def test_the_first_queue_that_is_open_is_the_one_for_new_tickets(client_of_admin: Client, admin: Person) -> None:
    client_of_admin.post("/settings/queues", {"name": "Máy hỏng"})
    old, new = queues()
    ticket = create(admin, TICKETS, {"name": "Máy kêu to", "queue": new.id})

    rows = {"order": [f"{old.id}.1", f"{new.id}.1"], "move": f"{new.id}.1 up"}
    page = client_of_admin.post("/settings/queues/order", rows, follow=True)

    assert re.search(r"Máy hỏng</a>.*?for new tickets", shown(page))
    assert re.search(rf'<option value="{new.id}" selected', shown(client_of_admin.get("/tickets/new")))

    closing = {"name": "Máy hỏng", "is_closed": "1", "version": 2}
    client_of_admin.post(f"/settings/queues/{new.id}", closing)

    form = shown(client_of_admin.get("/tickets/new"))
    assert re.search(rf'<option value="{old.id}" selected', form)
    assert ">Máy hỏng</option>" not in form
    assert ">Máy hỏng</option>" in shown(client_of_admin.get(f"/tickets/{ticket}/fields/queue?edit=1"))


def test_one_queue_is_left_open(client_of_admin: Client) -> None:
    (only,) = queues()

    refused = client_of_admin.post(
        f"/settings/queues/{only.id}", {"name": only.name, "is_closed": "1", "version": only.version}
    )

    assert (refused.status_code, "One queue must be left" in shown(refused)) == (400, True)
    assert queues() == (only,)


def test_what_is_promised_holds_for_new_tickets(client_of_admin: Client, admin: Person) -> None:
    kept = client_of_admin.post("/settings/promises/high", FOUR_HOURS, follow=True)

    found = record_at(
        admin, TICKETS, create(admin, TICKETS, {"name": "A", "queue": queues()[0].id, "priority": "high"})
    )

    assert "Tickets that are open keep what they were promised" in shown(kept)
    assert re.search(r'(?s)name="response" value="30".*?name="resolution" value="4"', shown(kept))
    assert found is not None
    assert found.values["due_at"] - found.values["opened_at"] == timedelta(hours=4)
    assert found.values["answer_due_at"] - found.values["opened_at"] == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"resolution": "bốn", "version": "1"}, 400), ({"resolution": "0", "version": "1"}, 400), ({}, 428)],
)
def test_a_promise_that_cannot_be_kept_stays_on_the_form(
    client_of_admin: Client, changed: dict[str, str], status: int
) -> None:
    client_of_admin.post("/settings/promises/high", FOUR_HOURS)
    standing = promises()

    refused = client_of_admin.post("/settings/promises/high", {**FOUR_HOURS, "response": "45", **changed})

    assert refused.status_code == status
    assert 'value="45"' in shown(refused)
    assert promises() == standing


def test_only_administrators_decide(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director)
    before = queues(closed=True)

    answers = [
        client.post("/settings/queues", {"name": "X"}),
        client.post(f"/settings/queues/{before[0].id}", {"name": "X", "version": 1}),
        client.post("/settings/promises/high", FOUR_HOURS),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (queues(closed=True), promises()) == (before, {})
