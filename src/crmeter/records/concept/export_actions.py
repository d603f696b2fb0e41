"""Asks for a list as a workbook that takes its time, and writes down every list that is sent to somebody."""

from collections.abc import Sequence

from django.db import transaction

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import write_clause
from crmeter.records.concept.gate import may, not_allowed
from crmeter.records.concept.listing import Asked
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Language

JOB = "export_list"


def note_list(person: Person, concept: Concept, asked: Asked, count: int, *, columns: Sequence[str]) -> None:
    """Write down that a list is sent to somebody.

    Raises:
        Refused: they may export no record of the concept.
    """
    if not may(person, concept, Deed.EXPORT):
        raise not_allowed(concept, Deed.EXPORT)
    filters = {
        "words": asked.words,
        "where": [write_clause(clause) for clause in asked.clauses],
        "tag": asked.tag,
        "columns": list(columns),
    }
    note_export(actor_of(person), concept.name, count, of=concept.title.en, filters=filters)


def ask_for_workbook(
    person: Person,
    concept: Concept,
    asked: Asked,
    count: int,
    *,
    columns: Sequence[str],
    words: Language,
    records: Sequence[int] | None = None,
) -> int:
    """Ask for a list as a workbook, and return the number of the job that writes it.

    Args:
        person: who gets it.
        concept: of the records.
        asked: the list.
        count: how many records it has now.
        columns: the fields, by name.
        words: the language of the file.
        records: only these, by number.

    Raises:
        Refused: they may export no record of the concept.
    """
    with transaction.atomic():
        note_list(person, concept, asked, count, columns=columns)
        payload = {
            "concept": concept.name,
            "words": asked.words,
            "where": [write_clause(clause) for clause in asked.clauses],
            "tag": asked.tag,
            "sort": asked.sort,
            "removed": asked.is_removed,
            "columns": list(columns),
            "records": None if records is None else list(records),
            "language": words,
            "count": count,
        }
        return enqueue(actor_of(person), JOB, payload)
