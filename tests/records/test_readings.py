"""Published runs: whole or not at all, one current, once each; read back as they were."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.result import Evaluation
from crmeter.records.ledger.queries import history
from crmeter.records.readings import actions
from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import (
    NotForScope,
    current_run,
    document_of,
    readings_of,
    stored_run,
    stored_runs,
)
from crmeter.vocabulary import Scope

from ..evaluation.report.sample import evaluation as sample_evaluation

ALL = Scope()


@pytest.fixture(scope="module")
def sample() -> Evaluation:
    return sample_evaluation()


def made_by(evaluation: Evaluation, run_id: str, days: int = 0) -> dict[str, Any]:
    run = replace(evaluation.run, id=run_id, as_of=evaluation.run.as_of + timedelta(days=days))
    return to_document(replace(evaluation, run=run), explanations=False)


@pytest.mark.django_db
def test_a_published_run_reads_back_as_it_was_made(sample: Evaluation) -> None:
    publish_run(to_document(sample, explanations=False))

    stored = current_run(ALL)
    assert stored is not None
    back = from_document(document_of(stored), map(reading_from_document, readings_of(stored)))
    assert back == replace(sample, explanations={})


@pytest.mark.django_db
def test_the_last_published_is_current_and_those_before_stay(sample: Evaluation) -> None:
    assert current_run(ALL) is None
    publish_run(made_by(sample, "first"))
    publish_run(made_by(sample, "second", days=1), is_sample=True)

    current, first = current_run(ALL), stored_run("first", ALL)
    assert current is not None
    assert first is not None
    assert (current.id, current.is_sample) == ("second", True)
    assert not first.is_current
    assert [run.id for run in stored_runs(ALL)] == ["second", "first"]
    assert len(readings_of(first)) == len(sample.readings)


@pytest.mark.django_db
def test_publishing_the_same_run_again_changes_nothing(sample: Evaluation) -> None:
    assert publish_run(made_by(sample, "first"))
    assert publish_run(made_by(sample, "second"))
    assert not publish_run(made_by(sample, "first"))

    current = current_run(ALL)
    assert current is not None
    assert current.id == "second"
    (entry,) = history("records.publishedrun", "first")
    assert entry.action == "readings.run_published"
    assert entry.actor == "crmeter"


@pytest.mark.django_db(transaction=True)
def test_a_failure_midway_leaves_the_run_before_current(sample: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_run(made_by(sample, "first"))

    def fails(*_: Any, **__: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(actions, "audit", fails)
    with pytest.raises(IntegrityError):
        publish_run(made_by(sample, "second"))

    current = current_run(ALL)
    assert current is not None
    assert current.id == "first"
    assert stored_run("second", ALL) is None


@pytest.mark.django_db
def test_readings_can_be_had_by_cut_and_measure(sample: Evaluation) -> None:
    publish_run(to_document(sample, explanations=False))
    stored = current_run(ALL)
    assert stored is not None
    assert all(not held["slice"] for held in readings_of(stored, cuts=[""]))
    found = readings_of(stored, cuts=["", "segment"], measure="retention_rate")
    assert {held["measure"] for held in found} == {"retention_rate"}
    assert {tuple(held["slice"]) for held in found} == {(), ("segment",)}


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [Scope("teams", ("north",)), Scope("owners", ("an@example.vn",))])
def test_figures_of_the_whole_firm_are_not_for_those_who_see_a_part(sample: Evaluation, scope: Scope) -> None:
    publish_run(to_document(sample, explanations=False))
    for ask in (current_run, stored_runs):
        with pytest.raises(NotForScope):
            ask(scope)
    with pytest.raises(NotForScope):
        stored_run(sample.run.id, scope)
