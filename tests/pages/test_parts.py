"""Pages of somebody who sees a part of the firm: worked out once, kept, and never with a row of anybody else."""

import html
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from crmeter.evaluation.document import to_document
from crmeter.evaluation.part import evaluate_part
from crmeter.evaluation.report.figures import Figures
from crmeter.evaluation.report.figures import Page as ReportPage
from crmeter.evaluation.report.parts import value_of
from crmeter.records.jobs.lease_actions import fail, take
from crmeter.records.jobs.queries import JobView, job, latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user, call_in_data
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order, handler
from crmeter.worker.publishing import publish

from .conftest import there
from .test_runs import LIFE

PAGES = (
    "/",
    "/external/loyalty",
    "/external/satisfaction",
    "/external/value",
    "/internal/marketing",
    "/internal/sales",
    "/internal/service",
    "/internal/supply",
    "/forecasts",
    "/measures",
    "/measures/retention_rate",
    "/explain/revenue",
    "/explain/revenue/rows",
)
OF_THE_FIRM = ("/runs", "/runs/compare")
SignIn = Callable[..., Client]


@pytest.fixture
def an(db: None) -> Person:
    """A rep whom the data call by name."""
    return there(add_user(SYSTEM, "an@example.vn", Role.REP, name="An"))


def asked() -> list[JobView]:
    return [found for found in latest("evaluate_part") if found.is_open]


def work_off() -> None:
    """Do what a worker would."""
    does = handler("evaluate_part")
    assert does is not None
    while lease := take("test", LIFE, frozenset({"evaluate_part"})):
        found = job(lease.job)
        assert found is not None
        does(Order(found.id, found.payload, None, 1), Work())
        from crmeter.records.jobs.lease_actions import finish  # noqa: PLC0415 - as the lane ends it

        finish(lease, None)


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_opening_asks_once_and_then_every_page_opens(
    firm: Any, signed_in: SignIn, an: Person, language: str
) -> None:
    client = signed_in(an, language)
    for address in PAGES:
        waiting = client.get(address)
        assert waiting.status_code == 200
        assert 'hx-get="/part"' in shown(waiting)
    assert len(asked()) == 1

    work_off()

    for address in PAGES:
        response = client.get(address)
        assert response.status_code == 200, shown(response)[-2000:]
        assert 'hx-get="/part"' not in shown(response)
        assert "None" not in re.sub(r"<[^>]*>", " ", shown(response))
    assert not asked()


@pytest.mark.once
def test_the_page_that_waits_is_told_the_step_and_then_to_load_again(firm: Any, signed_in: SignIn, an: Person) -> None:
    client = signed_in(an, "en")
    client.get("/")
    assert "as soon as a worker is free" in shown(client.get("/part"))
    work_off()
    ready = client.get("/part")
    assert (ready.status_code, ready.headers["HX-Refresh"]) == (204, "true")


def test_the_figures_are_those_of_the_own_rows(firm: Any, signed_in: SignIn, an: Person) -> None:
    client = signed_in(an, "en")
    client.get("/")
    work_off()
    part = evaluate_part(firm.workspace, firm.evaluation.run.id, {"an"})
    assert part is not None
    written = ReportPage(Figures(part), "en")
    # What a rep reads at home, and what the firm reads there.
    home = shown(client.get("/"))
    for name in ("revenue", "active_customers"):
        assert value_of(written, part.reading(name)).number in home
    for name in part.headline:
        rows = client.get(f"/explain/{name}/rows")
        assert rows.context["totals"].n == part.reading(name).n
    revenue = client.get("/explain/revenue/rows").context["totals"]
    assert revenue.top == part.reading("revenue").value != firm.evaluation.reading("revenue").value


def test_no_address_leads_to_the_rows_of_another(firm: Any, signed_in: SignIn, an: Person, director: Person) -> None:
    def keys(client: Client, query: str = "") -> set[str]:
        response = client.get(f"/explain/relationship_freshness/rows.csv{query}")
        assert response.status_code == 200
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        return {line.split(",")[0] for line in lines[1:]}

    mine = signed_in(an)
    mine.get("/")
    work_off()
    own = keys(mine)
    run = firm.evaluation.run.id
    assert keys(mine, f"?run={run}") == own
    # By team and owner other figures are cut, so that customers have no such list.
    for cut in ("team=north", "owner=binh"):
        assert mine.get(f"/explain/relationship_freshness/rows.csv?{cut}").status_code == 404
    for extra in ("words=binh", "scope=all"):
        assert keys(mine, f"?{extra}") == own
    for address in OF_THE_FIRM:
        assert mine.get(address).status_code == 403
    # An older run is there for who sees all rows only.
    publish_run(to_document(replace(firm.evaluation, run=replace(firm.evaluation.run, id="later"))))
    assert mine.get(f"/explain/revenue?run={run}").status_code == 404
    everything = keys(signed_in(director), f"?run={run}")
    assert own < everything
    assert len(everything) == 150


@pytest.mark.once
def test_an_explanation_kept_for_one_is_not_shown_to_another(firm: Any, signed_in: SignIn, an: Person) -> None:
    other = there(add_user(SYSTEM, "binh@example.vn", Role.REP, name="Binh"))
    seen = []
    for reader in (an, other):
        client = signed_in(reader, "en")
        client.get("/")
        work_off()
        seen.append(shown(client.get("/explain/active_customers")))
    assert "'an'" in seen[0]
    assert "'binh'" not in seen[0]
    assert "'binh'" in seen[1]
    assert "'an'" not in seen[1]


def test_a_team_of_one_reads_the_same_part_as_its_member(firm: Any, signed_in: SignIn, an: Person) -> None:
    signed_in(an).get("/")
    work_off()
    manager = there(add_user(SYSTEM, "quan@example.vn", Role.SALES_MANAGER))
    team = add_team(SYSTEM, "Miền Bắc")
    join_team(SYSTEM, an.id, team)
    signed_in(manager).get("/")
    # In no team they see nothing; in it, the words of the manager are there too.
    assert not asked()
    join_team(SYSTEM, manager.id, team)
    signed_in(there(manager.id)).get("/")
    assert len(asked()) == 1


@pytest.mark.once
def test_other_names_make_another_part_at_once(firm: Any, signed_in: SignIn, an: Person) -> None:
    client = signed_in(an, "en")
    client.get("/")
    work_off()
    before = client.get("/explain/active_customers/rows").context["totals"].n

    call_in_data(SYSTEM, an.id, ["CHI"], version=an.version)

    assert 'hx-get="/part"' in shown(client.get("/"))
    work_off()
    assert client.get("/explain/active_customers/rows").context["totals"].n > before


def test_who_has_nothing_is_told_why_and_who_mends_it(firm: Any, signed_in: SignIn, rep: Person) -> None:
    client = signed_in(rep, "en")
    client.get("/")
    work_off()
    said = shown(client.get("/"))
    assert "No customer is yours yet" in said
    assert "<em>minh@example.vn</em>" in said
    assert "an administrator adds it" in said
    assert client.get("/").status_code == 200
    manager = there(add_user(SYSTEM, "quan@example.vn", Role.SALES_MANAGER))
    assert "you are in no team yet" in shown(signed_in(manager, "en").get("/"))
    assert not asked()


@pytest.mark.once
def test_a_part_that_was_read_is_made_again_for_the_next_run(
    firm: Any, signed_in: SignIn, an: Person, tmp_path: Path
) -> None:
    client = signed_in(an)
    client.get("/")
    work_off()
    assert not asked()
    run = replace(firm.evaluation.run, id="20251231-next")

    workspace = Workspace(tmp_path / "workspace")
    shutil.copytree(firm.workspace.root, workspace.root)
    shutil.copytree(workspace.runs / firm.evaluation.run.id, workspace.runs / run.id)

    publish(replace(firm.evaluation, run=run), workspace)

    (again,) = asked()
    assert again.payload == {"run": "20251231-next", "kind": "owners", "names": ["an@example.vn"]}
    assert 'hx-get="/part"' in shown(client.get("/"))
    assert len(asked()) == 1


def test_a_part_that_failed_says_why_and_is_asked_for_again_by_a_button(
    firm: Any, signed_in: SignIn, an: Person
) -> None:
    client = signed_in(an, "en")
    client.get("/")
    lease = take("test", LIFE, frozenset({"evaluate_part"}))
    assert lease is not None
    fail(lease, Text("hết chỗ", "no space is left"), again=False)

    said = shown(client.get("/forecasts"))
    assert "No space is left" in said
    assert not asked()
    assert client.post("/part/again", {"next": "/forecasts"}).headers["Location"] == "/forecasts"
    assert client.post("/part/again", {"next": "https://elsewhere.example/"}).headers["Location"] == "/"

    assert len(asked()) == 1


def test_a_drawer_of_a_page_opened_before_loads_the_page_again(firm: Any, signed_in: SignIn, an: Person) -> None:
    response = signed_in(an).get("/explain/revenue", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Refresh"]) == (204, "true")


@pytest.mark.once
def test_later_openings_ask_the_database_little(
    firm: Any, signed_in: SignIn, an: Person, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(an)
    client.get("/")
    work_off()
    client.get("/")
    # Six of them are for what they are to do next, seven for what all and they are to reach and their quotas.
    with django_assert_max_num_queries(25):
        client.get("/")
