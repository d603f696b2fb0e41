"""The same files taken in both ways: into records on pages, as a worker and the sync go on; and as file sources."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from tests.pages.test_record_imports import accept, chosen, counts, there, words_answered

from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.measures.catalogue import measures
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

Key = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Sent:
    """A file, and what people say of it.

    Args:
        name: of the file.
        content: its bytes.
        concept: of the records that its rows become.
        answers: what is said of it as a file source.
        columns: by target the header, where another one than that which is guessed is meant; nothing for none.
        words: by target what its words mean, where they are asked for.
        form: of the page of the import.
        only: no column is taken for anything but what `columns` says.
        failed: how many rows cannot become records, and are refused as rows of a file too or say nothing there.
    """

    name: str
    content: bytes
    concept: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    only: bool = False
    failed: int = 0


def become_records(keeper: Client, director: Person, files: Sequence[Sent]) -> None:
    """Send each file, say on its page what it means, let the worker write it; then sync."""
    for sent in files:
        found = chosen(keeper, director, sent.concept, (sent.name, sent.content), "shop")
        accept(keeper, found, (dict.fromkeys(found.plan.columns, "") if sent.only else {}) | sent.columns, **sent.form)
        asked = there(director)
        if asked.state == "asked":
            said: dict[str, str] = {}
            for name, words in asked.unknown.items():
                said |= words_answered(asked, name, {word: sent.words[name](word) for word in words})
            accept(keeper, asked, **said)
        done = there(director)
        assert (done.state, done.error) == ("done", None), sent.name
        rows = len(sent.content.splitlines()) - 1
        assert counts(done) == (rows - sent.failed, sent.failed, 0), sent.name
    sync_records(Order(1, {}, None, 1), Work())


def measured_as_records(keeper: Client, director: Person, files: Sequence[Sent], request: Request) -> Evaluation:
    """Return the evaluation of files that became records."""
    become_records(keeper, director, files)
    return evaluate_snapshot(settings.WORKSPACE, request)


def measured_as_files(folder: Path, files: Sequence[Sent], request: Request) -> Evaluation:
    """Return the evaluation of file sources."""
    workspace = Workspace(folder / "sources")
    for sent in files:
        path = folder / sent.name
        path.write_bytes(sent.content)
        take_sources(workspace, [path], Answers(source="shop", **sent.answers))
    refresh(workspace)
    return evaluate_snapshot(workspace, request)


def told(evaluation: Evaluation) -> dict[Key, tuple[Any, ...]]:
    """Return every reading: its value, of how many it is taken, why it is undefined."""
    return {
        (each.measure, str(each.period), tuple(sorted(each.slice.items()))): (
            each.value, each.n, each.unit, None if each.undefined is None else each.undefined.code
        )
        for each in evaluation.readings
        # Who works for the firm is told by the accounts of the product; these files tell of nobody.
        if measures()[each.measure].rows != "employees"
    }  # fmt: skip


def differences(one: Evaluation, other: Evaluation) -> Iterator[str]:
    """Yield each reading that is not in both evaluations, or not the same."""
    first, second = told(one), told(other)
    for key in sorted(first.keys() | second.keys(), key=str):
        if first.get(key) != second.get(key):
            yield f"{key}: {first.get(key)} | {second.get(key)}"


def csv_of(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return rows as a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
