"""The page of surveys of the firm's own people, and what came of their survey on the employee viewpoint."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.records.survey_made import opened, typed_for
from tests.web.test_survey_themes import words

from crmeter.engagement.survey_actions import invite
from crmeter.records.concept.listing import Asked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.kinds import By

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def browser_for(user: int) -> Client:
    client = Client()
    client.force_login(get_user_model()._default_manager.get(pk=user))
    return client


def test_employees_build_send_answer_and_read_their_survey(lan: Person, browser_of: BrowserOf) -> None:
    people = [lan.id, *(add_user(SYSTEM, f"nv{n}@example.vn", Role.AGENT, name=f"NV {n}") for n in range(4))]
    director = browser_for(lan.id)
    view = opened(lan, "employees")
    sent = director.post(f"/surveys/{view.id}/send", {"by": "portal", "language": "vi"})
    assert sent.status_code == 302

    for place, user in enumerate(people):
        browser = browser_for(user)
        assert "1 khảo sát của công ty đang chờ bạn trả lời" in words(browser.get("/work"))
        mine = browser.get("/my-surveys").content.decode()
        link = re.search(r'href="(/s/[^"?]+)\?in=vi"', mine)
        assert link is not None
        answered = browser.post(link[1], {**typed_for(view, nps="9", csat="4", ces="5"), "in": "vi"})
        assert answered.status_code == 302
        thanked = browser.get(answered.headers["Location"]).content.decode()
        assert 'href="/my-surveys"' in thanked
        assert "khảo sát của công ty" not in words(browser.get("/work"))
        shown = director.get("/viewpoints/employees")
        # Nothing of an anonymous survey before the fifth answer.
        assert shown.context["said"].is_hidden == (place < 4)
        assert bool(shown.context["said"].rows) == (place == 4)

    assert {row.figure.n for row in shown.context["said"].rows} == {5}


def test_nobody_sees_the_surveys_of_somebody_else(lan: Person) -> None:
    other = add_user(SYSTEM, "minh@example.vn", Role.AGENT, name="Minh")
    view = opened(lan, "employees")
    invite(lan, view.id, Asked(), "vi", only=frozenset({"lan@example.vn"}), by=By.PORTAL)

    assert "/s/" in browser_for(lan.id).get("/my-surveys").content.decode()
    assert "/s/" not in browser_for(other).get("/my-surveys").content.decode()
