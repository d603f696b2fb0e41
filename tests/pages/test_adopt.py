"""Sources on the page of imports: taken into the records and given back by whoever answers for the data."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from crmeter.records.adoption.models import Adoption
from crmeter.records.adoption.write_actions import UNDO_LIFE, begin, count
from crmeter.records.imports.models import Upload, UploadState
from crmeter.records.jobs.queries import job, latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def shop(director: Person) -> int:
    """The file of a source whose rows count."""
    return Upload.objects.create(
        file_name="don.csv", size=9, sha256="0" * 64, place="files/uploads/x/don.csv", source="shop", import_id="a1",
        sent_by_id=director.id, sent_at=timezone.now(), state=UploadState.DONE, rows=1200, rejected=0,
    ).pk  # fmt: skip


def taken_in() -> int:
    pk = begin(SYSTEM, "shop", imports=["a1"])
    count(SYSTEM, pk, left_in="b2", left={"orders.kind": 3})
    return pk


def test_one_click_asks_for_it_once_and_another_one_stops_it(signed_in: SignIn, director: Person, shop: int) -> None:
    client = signed_in(director, "en")
    assert "Take into the records" in client.get("/imports").content.decode()

    shown = client.post("/imports/adopt", {"source": "shop"}, follow=True).content.decode()
    client.post("/imports/adopt", {"source": "shop"})

    assert "It starts as soon as a worker is free." in shown
    asked = latest("adopt")
    assert [(each.payload, each.created_by) for each in asked] == [({"source": "shop"}, director.id)]
    client.post("/imports/adopt/stop", {"source": "shop"})
    ended = job(asked[0].id)
    assert ended is not None
    assert ended.state == "cancelled"


def test_what_could_be_no_record_is_told_with_its_reason(signed_in: SignIn, director: Person, shop: int) -> None:
    taken_in()

    shown = signed_in(director, "en").get("/imports").content.decode()

    assert "in the records" in shown
    assert "3 rows could be no records and count as before" in shown
    assert "Neither a sale nor given away" in shown or "neither a sale nor given away" in shown


def test_it_is_given_back_as_a_whole_and_not_file_by_file(signed_in: SignIn, director: Person, shop: int) -> None:
    taken_in()
    client = signed_in(director, "en")

    refused = client.post(f"/imports/{shop}/undo", {"version": 1}, follow=True).content.decode()
    assert "Give the source back to its files first." in refused
    assert latest("undo_import") == []

    client.post("/imports/adopt/undo", {"source": "shop"})
    assert [each.payload for each in latest("undo_adoption")] == [{"source": "shop"}]


def test_after_thirty_days_it_stays(signed_in: SignIn, director: Person, shop: int) -> None:
    pk = taken_in()
    Adoption.objects.filter(pk=pk).update(undo_until=timezone.now() - UNDO_LIFE)
    client = signed_in(director, "en")

    assert "Give back to the files" not in client.get("/imports").content.decode()
    assert client.post("/imports/adopt/undo", {"source": "shop"}).status_code >= 400
    assert latest("undo_adoption") == []


def test_who_does_not_answer_for_data_gets_nothing(signed_in: SignIn, shop: int) -> None:
    client = signed_in(there(add_user(SYSTEM, "mai@example.vn", Role.REP)))

    for what in ("adopt", "adopt/stop", "adopt/undo"):
        assert client.post(f"/imports/{what}", {"source": "shop"}).status_code == 403
    assert latest() == []
