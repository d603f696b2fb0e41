"""Evaluations on pages: asked for once, watched, stopped, published by the worker, compared."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from crmeter.evaluation.document import to_document
from crmeter.records.jobs.lease_actions import report, take
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.queries import history
from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Scope, Text, Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order, handler
from crmeter.worker.publishing import publish

SignIn = Callable[..., Client]
LIFE = timedelta(seconds=60)


def test_an_evaluation_is_asked_for_once_and_watched(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director, "en")
    for _ in range(2):
        assert client.post("/runs/start", {"as_of": "2025-12-31"}).status_code == 302
    (asked,) = latest("evaluate")
    assert asked.payload == {"as_of": "2025-12-31"}

    shown = client.get("/runs").content.decode()
    assert f'hx-get="/runs/jobs/{asked.id}"' in shown
    lease = take("test", LIFE, frozenset({"evaluate"}))
    assert lease is not None
    report(lease, Text("Đo các chỉ số", "Taking measures"), 3, 14)
    watched = client.get(f"/runs/jobs/{asked.id}")
    assert watched.status_code == 200
    assert "Taking measures" in watched.content.decode()
    assert 'max="14" value="3"' in watched.content.decode()


def test_another_day_than_the_one_under_way_is_not_dropped_in_silence(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director, "en")
    client.post("/runs/start", {"as_of": "2025-01-31"})
    said = client.post("/runs/start", {"as_of": "2025-06-30"}, follow=True).content.decode()
    assert [job.payload for job in latest("evaluate")] == [{"as_of": "2025-01-31"}]
    assert "Another evaluation is under way" in said


def test_a_job_that_waits_is_stopped_and_no_longer_asked_after(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director, "en")
    client.post("/runs/start")
    (asked,) = latest("evaluate")
    client.post(f"/runs/jobs/{asked.id}/stop", headers={"HX-Request": "true"})
    ended = client.get(f"/runs/jobs/{asked.id}")
    assert ended.status_code == 286
    assert "Stopped" in ended.content.decode()
    assert "hx-trigger" not in ended.content.decode()


@pytest.mark.parametrize("wrong", ["2999-01-01", "tomorrow"])
def test_a_day_that_is_none_or_has_not_been_is_refused(signed_in: SignIn, director: Person, wrong: str) -> None:
    signed_in(director).post("/runs/start", {"as_of": wrong})
    assert latest("evaluate") == []


def test_who_sees_a_part_of_the_firm_starts_nothing(signed_in: SignIn, rep: Person) -> None:
    assert signed_in(rep).post("/runs/start").status_code == 403
    assert latest("evaluate") == []


def test_the_worker_evaluates_and_publishes(trading: Any, signed_in: SignIn, director: Person, settings: Any) -> None:
    settings.WORKSPACE = trading.workspace
    signed_in(director).post("/runs/start", {"as_of": "2025-12-31"})
    (asked,) = latest("evaluate")
    evaluate = handler("evaluate")
    assert evaluate is not None
    payload = asked.payload | {"settings": {"window_days": 180}}
    done = evaluate(Order(asked.id, payload, asked.created_by, 1), Work())

    run = current_run(Scope())
    assert run is not None
    assert done == {"run": run.id}
    assert run.as_of.isoformat() == "2025-12-31"
    assert history("records.publishedrun", run.id)[0].actor == director.email


@pytest.mark.parametrize("language", ["vi", "en"])
def test_two_runs_are_compared_the_earlier_on_the_left(
    firm: Any, signed_in: SignIn, director: Person, language: str
) -> None:
    before = firm.evaluation
    revenue = before.reading("revenue")
    other = replace(
        before,
        run=replace(before.run, id="later", as_of=before.run.as_of + timedelta(days=1)),
        readings=tuple(replace(r, value=r.value * 2) if r == revenue else r for r in before.readings),
    )
    publish_run(to_document(other, explanations=False))
    shown = signed_in(director, language).get("/runs/compare", {"run": ["later", before.run.id]})
    assert shown.status_code == 200
    assert [run.id for run in (shown.context["earlier"], shown.context["later"])] == [before.run.id, "later"]
    words = shown.content.decode()
    assert ("100,0%" if language == "vi" else "100.0%") in words
    # The figures of a run that is not current lead to the explanation in that run.
    assert f"/explain/revenue?run={before.run.id}" in words


def test_one_run_alone_is_not_compared(firm: Any, signed_in: SignIn, director: Person) -> None:
    run = firm.evaluation.run.id
    assert signed_in(director).get("/runs/compare", {"run": [run, run]}).status_code == 302


@pytest.mark.parametrize(
    ("sources", "badged"), [(("an-khang-water",), True), (("an-khang-water", "shop"), True), (("shop",), False)]
)
def test_a_run_is_badged_as_sample_while_any_of_it_is(
    firm: Any, tmp_path: Path, sources: tuple[str, ...], badged: bool
) -> None:
    run = replace(firm.evaluation.run, id="another", sources=sources)
    workspace = Workspace(tmp_path / "workspace")
    shutil.copytree(firm.workspace.root, workspace.root)
    (workspace.runs / firm.evaluation.run.id).rename(workspace.runs / "another")
    publish(replace(firm.evaluation, run=run), workspace)
    shown = current_run(Scope())
    assert shown is not None
    assert (shown.id, shown.is_sample) == ("another", badged)
