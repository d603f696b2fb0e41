"""The sample company on the pages: marked, opened and removed in one click by whoever answers for the data."""

from collections.abc import Callable

import pytest
from django.test import Client

from crmeter.evaluation.document import to_document
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from ..evaluation.conftest import Firm
from .conftest import there

SignIn = Callable[..., Client]


@pytest.fixture
def sample(trading: Firm, db: None) -> None:
    publish_run(to_document(trading.evaluation, explanations=False), is_sample=True)


def test_one_click_asks_for_it_to_go_and_the_page_shows_how_far(
    signed_in: SignIn, director: Person, sample: None
) -> None:
    client = signed_in(director, "en")
    assert "Remove the sample" in client.get("/").content.decode()

    shown = client.post("/sample/remove", follow=True).content.decode()
    client.post("/sample/remove")

    assert "Removing the sample company" in shown
    assert [(job.state, job.created_by) for job in latest("remove_sample")] == [("waiting", director.id)]
    # While one goes out, none is put in.
    client.post("/sample")
    assert latest("sample_company") == []


def test_the_first_page_opens_the_sample(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director)
    assert "Mở công ty mẫu" in client.get("/").content.decode()

    shown = client.post("/sample", follow=True).content.decode()

    assert "Đang tạo công ty mẫu" in shown
    assert [job.state for job in latest("sample_company")] == ["waiting"]


def test_when_it_is_done_the_page_is_loaded_anew(signed_in: SignIn, director: Person) -> None:
    assert signed_in(director).get("/sample/progress").headers["HX-Refresh"] == "true"


def test_who_does_not_answer_for_the_data_neither_sees_the_button_nor_gets_through(
    signed_in: SignIn, sample: None
) -> None:
    manager = there(add_user(SYSTEM, "mai@example.vn", Role.MARKETING_MANAGER))
    client = signed_in(manager, "en")

    shown = client.get("/").content.decode()
    assert "sample company that does not exist" in shown
    assert "Remove the sample" not in shown
    assert client.post("/sample/remove").status_code == 403
    assert latest("remove_sample") == []
