"""Pipelines on the pages of settings: administrators put them and their stages as the firm sells."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.deals.queries import PipelineView, StageView, pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there

SignIn = Callable[..., Client]
DEALS = CONCEPTS["deals"]


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


@pytest.fixture
def client_of_admin(signed_in: SignIn, admin: Person) -> Client:
    return signed_in(admin, "en")


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def first() -> PipelineView:
    return pipelines(closed=True)[0]


def names(pipeline: PipelineView) -> list[str]:
    return [stage.name for stage in pipeline.stages]


def stage_called(name: str) -> StageView:
    return next(stage for stage in first().stages if stage.name == name)


def undo_in(response: Any) -> str:
    (address,) = re.findall(r'<div class="toast[^>]*>.*?<form method="post" action="([^"]+)"', shown(response))
    return str(address)


@pytest.mark.parametrize(("language", "words"), [("vi", "Quy trình bán hàng"), ("en", "Pipelines")])
def test_the_pages_open_in_both_languages(signed_in: SignIn, admin: Person, language: str, words: str) -> None:
    client = signed_in(admin, language)
    pages = ["/settings/pipelines", f"/settings/pipelines/{first().id}", f"/settings/stages/{first().stages[0].id}"]

    answers = [client.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert words in shown(answers[0])
    assert "None" not in re.sub(r"<[^>]*>", " ", "".join(map(shown, answers)))


def test_a_pipeline_begins_with_the_stages_of_another_and_is_renamed(client_of_admin: Client) -> None:
    stages = names(first())

    made = client_of_admin.post("/settings/pipelines", {"name": "Bảo trì", "like": first().id})
    client_of_admin.post(made.headers["Location"], {"name": "Bảo dưỡng", "version": 1})
    taken = client_of_admin.post("/settings/pipelines", {"name": "bao duong", "like": first().id})

    assert (pipelines()[-1].name, names(pipelines()[-1])) == ("Bảo dưỡng", stages)
    assert taken.status_code == 400
    assert "There is a pipeline bao duong" in shown(taken)
    assert 'value="bao duong"' in shown(taken)


def test_the_first_open_pipeline_is_the_one_for_new_deals(client_of_admin: Client) -> None:
    old = first()
    client_of_admin.post("/settings/pipelines", {"name": "Bảo trì", "like": old.id})
    new = pipelines()[1]

    page = client_of_admin.post(
        "/settings/pipelines/order", {"order": [f"{old.id}.1", f"{new.id}.1"], "move": f"{new.id}.1 up"}, follow=True
    )

    assert [each.id for each in pipelines()] == [new.id, old.id]
    assert re.search(r"Bảo trì</a>.*?for new deals", shown(page))
    form = shown(client_of_admin.get("/deals/new"))
    assert re.search(rf'<option value="{new.id}"[^>]* selected', form)

    client_of_admin.post(f"/settings/pipelines/{new.id}/close", {"version": first().version})

    form = shown(client_of_admin.get("/deals/new"))
    assert re.search(rf'<option value="{old.id}"[^>]* selected', form)
    assert ">Bảo trì</option>" not in form
    assert "Bảo trì" in shown(client_of_admin.get("/deals/filter?field=pipeline"))


def test_stages_are_put_in_another_order_and_back(client_of_admin: Client) -> None:
    pipeline = first()
    before = names(pipeline)
    dragged = [pipeline.stages[1].id, pipeline.stages[0].id, *(stage.id for stage in pipeline.stages[2:])]
    page = f"/settings/pipelines/{pipeline.id}/order"

    kept = client_of_admin.post(page, {"order": dragged, "version": 1}, follow=True)
    stale = client_of_admin.post(page, {"order": dragged, "version": 1})

    assert names(first()) == [before[1], before[0], *before[2:]]
    assert stale.status_code == 412

    client_of_admin.post(undo_in(kept))

    assert names(first()) == before


def test_a_stage_goes_down_by_its_button_which_keeps_the_focus(client_of_admin: Client) -> None:
    pipeline = first()
    moved = pipeline.stages[0]

    page = client_of_admin.post(
        f"/settings/pipelines/{pipeline.id}/order",
        {"order": [stage.id for stage in pipeline.stages], "move": f"{moved.id} down", "version": 1},
        follow=True,
    )

    assert first().stages[1].id == moved.id
    assert re.search(rf'value="{moved.id} down" aria-label="Down: {moved.name}" title="Down" autofocus', shown(page))


def test_a_stage_is_added_behind_those_of_its_kind_and_changed(client_of_admin: Client) -> None:
    pipeline = first()
    count = sum(stage.kind == "open" for stage in pipeline.stages)
    typed = {"name": "Dùng thử", "kind": "open", "probability": "35", "stale_after_days": "9", "version": 1}

    client_of_admin.post(f"/settings/pipelines/{pipeline.id}/stages", typed)
    added = stage_called("Dùng thử")
    change = {"name": "Chạy thử", "probability": "45", "stale_after_days": "", "needs": ["amount", "customer"]}
    client_of_admin.post(f"/settings/stages/{added.id}", {**change, "version": 1})
    wrong = client_of_admin.post(f"/settings/stages/{added.id}", {**change, "probability": "145", "version": 2})

    assert (added.position, added.probability, added.stale_after_days) == (count, 35, 9)
    changed = stage_called("Chạy thử")
    assert (changed.probability, changed.stale_after_days, set(changed.needs)) == (45, None, {"amount", "customer"})
    assert wrong.status_code == 400
    assert "Must be from 0% to 100%" in shown(wrong)
    assert 'value="145"' in shown(wrong)


def test_the_stage_of_quotes_is_marked_from_the_start_and_by_a_tick(client_of_admin: Client) -> None:
    quote, other = stage_called("Báo giá"), first().stages[1]
    typed = {"name": other.name, "probability": "25", "version": other.version}

    client_of_admin.post(f"/settings/stages/{other.id}", {**typed, "is_quote": "1"})
    page = client_of_admin.get(f"/settings/stages/{other.id}")
    listed = client_of_admin.get(f"/settings/pipelines/{first().id}")
    client_of_admin.post(f"/settings/stages/{quote.id}", {"name": quote.name, "version": quote.version})
    stale = client_of_admin.post(
        f"/settings/stages/{quote.id}", {"name": "A", "is_quote": "1", "version": quote.version}
    )

    assert (quote.is_quote, other.is_quote) == (True, False)
    assert re.search(r'name="is_quote" value="1"[^>]* checked', shown(page))
    assert shown(listed).count("quote out") == 2
    assert stale.status_code == 412
    assert [stage.name for stage in first().stages if stage.is_quote] == [other.name]


def test_who_retires_a_stage_says_where_its_deals_go(client_of_admin: Client, admin: Person) -> None:
    pipeline = first()
    stage, other = pipeline.stages[0], pipeline.stages[1]
    deal = create(admin, DEALS, {"name": "Nắng Sớm", "pipeline": pipeline.id, "stage": stage.id})
    page = f"/settings/stages/{stage.id}"

    asked = client_of_admin.get(page)
    silent = client_of_admin.post(f"{page}/retire", {"version": 1})
    client_of_admin.post(f"{page}/retire", {"version": 1, "move_to": other.id})

    assert "1 deal stands in it" in shown(asked)
    assert silent.status_code == 400
    assert "Deals stand in this stage; choose one that they go to" in shown(silent)
    assert stage.name not in names(first())
    found = record_at(admin, DEALS, deal)
    assert found is not None
    assert found.values["stage"].id == other.id
    assert f">{stage.name}</option>" not in shown(client_of_admin.get("/deals/new"))
    assert client_of_admin.get(page).status_code == 404


def test_a_stage_that_asks_for_more_says_what_its_new_deals_lack(client_of_admin: Client, admin: Person) -> None:
    pipeline = first()
    stage, other = pipeline.stages[0], pipeline.stages[1]
    typed = {"name": other.name, "probability": "20", "needs": ["expected_on"], "version": 1}
    client_of_admin.post(f"/settings/stages/{other.id}", typed)
    create(admin, DEALS, {"name": "Nắng Sớm", "pipeline": pipeline.id, "stage": stage.id})

    refused = client_of_admin.post(f"/settings/stages/{stage.id}/retire", {"version": 1, "move_to": other.id})

    assert refused.status_code == 400
    assert "a deal lacks: Expected close" in shown(refused)
    assert stage.name in names(first())


def test_a_pipeline_with_open_deals_stays_open_and_another_is_closed_and_opened(
    client_of_admin: Client, admin: Person
) -> None:
    pipeline = first()
    create(admin, DEALS, {"name": "Nắng Sớm", "pipeline": pipeline.id, "stage": pipeline.stages[0].id})
    client_of_admin.post("/settings/pipelines", {"name": "Bảo trì", "like": pipeline.id})
    other = pipelines()[1]

    refused = client_of_admin.post(f"/settings/pipelines/{pipeline.id}/close", {"version": 1})
    closed = client_of_admin.post(f"/settings/pipelines/{other.id}/close", {"version": 1}, follow=True)

    assert "1 open deals stand in this pipeline" in shown(refused)
    assert [each.id for each in pipelines()] == [pipeline.id]

    client_of_admin.post(undo_in(closed))

    assert [each.id for each in pipelines()] == [pipeline.id, other.id]


def test_only_administrators_change_pipelines(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director)
    pipeline = first()
    for address, typed in (
        ("/settings/pipelines", {"name": "X", "like": pipeline.id}),
        (f"/settings/pipelines/{pipeline.id}", {"name": "X", "version": 1}),
        (f"/settings/pipelines/{pipeline.id}/close", {"version": 1}),
        (f"/settings/stages/{pipeline.stages[0].id}", {"name": "X", "version": 1}),
        (f"/settings/stages/{pipeline.stages[0].id}/retire", {"version": 1}),
    ):
        assert client.post(address, typed).status_code == 403, address
    assert pipelines(closed=True) == (pipeline,)
