"""Published runs: whole or not at all, one current, once each; read back as they were."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.result import Evaluation
from crmeter.records.ledger.queries import history
from crmeter.records.readings import actions
from crmeter.records.readings.actions import ask_for_part, forget_parts, keep_part, note_opened, publish_run
from crmeter.records.readings.models import PublishedPart
from crmeter.records.readings.queries import (
    NothingAssigned,
    PartNotMade,
    current_run,
    document_of,
    hash_of,
    parts_read_lately,
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
    assert [run.id for run in stored_runs()] == ["second", "first"]
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


HANOI, HUE = frozenset({"an", "an@example.vn"}), frozenset({"binh"})
AN = Scope("owners", ("an@example.vn",))


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [Scope("teams", ("north",)), AN])
def test_who_sees_a_part_reads_no_figure_of_the_whole_firm(sample: Evaluation, scope: Scope) -> None:
    assert current_run(scope, HANOI) is None
    publish_run(to_document(sample, explanations=False))
    for ask in (current_run, partial(stored_run, sample.run.id)):
        with pytest.raises(PartNotMade):
            ask(scope, HANOI)
        with pytest.raises(NothingAssigned):
            ask(scope, frozenset())


@pytest.mark.django_db
def test_a_part_reads_back_as_it_was_made_for_everybody_of_the_same_words(sample: Evaluation) -> None:
    publish_run(to_document(sample, explanations=False))
    own = replace(sample, readings=sample.readings[:7], findings=())
    assert keep_part(sample.run.id, HANOI, AN, to_document(own, explanations=False))
    assert not keep_part(sample.run.id, HANOI, AN, None)

    stored = current_run(Scope("teams", ("north",)), HANOI)
    assert stored is not None
    assert (stored.words, stored.id) == (HANOI, sample.run.id)
    back = from_document(document_of(stored), map(reading_from_document, readings_of(stored)))
    assert back == replace(own, explanations={})
    whole = current_run(ALL)
    assert whole is not None
    assert len(readings_of(whole)) == len(sample.readings)
    with pytest.raises(PartNotMade):
        current_run(AN, HUE)


@pytest.mark.django_db
def test_a_part_without_a_row_says_that_nothing_is_assigned(sample: Evaluation) -> None:
    publish_run(to_document(sample, explanations=False))
    keep_part(sample.run.id, HUE, AN, None)
    with pytest.raises(NothingAssigned) as refused:
        current_run(AN, HUE)
    assert refused.value.words == HUE


@pytest.mark.django_db
def test_parts_go_with_their_run_and_are_not_kept_of_an_older_one(sample: Evaluation) -> None:
    publish_run(made_by(sample, "first"))
    keep_part("first", HANOI, AN, made_by(sample, "first"))
    (read,) = parts_read_lately()
    publish_run(made_by(sample, "second", days=1))

    assert (read.scope, read.words_hash) == (AN, hash_of(HANOI))
    assert parts_read_lately() == []
    assert stored_run("first", AN, HANOI) is None
    assert not keep_part("first", HANOI, AN, made_by(sample, "first"))
    with pytest.raises(PartNotMade):
        current_run(AN, HANOI)


@pytest.mark.django_db
def test_parts_of_words_that_nobody_has_are_removed(sample: Evaluation) -> None:
    publish_run(made_by(sample, "first"))
    keep_part("first", HANOI, AN, made_by(sample, "first"))
    keep_part("first", HUE, AN, None)

    assert forget_parts({hash_of(HANOI)}) == 1
    assert current_run(AN, HANOI) is not None
    with pytest.raises(PartNotMade):
        current_run(AN, HUE)


@pytest.mark.django_db
def test_a_part_that_nobody_opened_for_weeks_is_not_read_lately(sample: Evaluation) -> None:
    publish_run(made_by(sample, "first"))
    keep_part("first", HANOI, AN, None)
    PublishedPart.objects.update(opened_on=date(2025, 1, 1))
    assert parts_read_lately() == []

    note_opened(PublishedPart.objects.get().pk)

    assert len(parts_read_lately()) == 1


@pytest.mark.django_db
def test_many_who_ask_for_a_part_ask_once(sample: Evaluation) -> None:
    publish_run(made_by(sample, "first"))

    asked = {ask_for_part("first", HANOI, scope) for scope in (AN, Scope("teams", ("north",)))}

    assert len(asked) == 1
    assert ask_for_part("first", HUE, AN) not in asked
