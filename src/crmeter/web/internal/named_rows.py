"""Rows of a run that are about single records, for whoever may see these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmeter.evaluation.result import ResultTable
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.called import names_seen
from crmeter.records.staff.queries import Person

# The source of what is a record here; rows of files have no page.
_RECORDS = "crmeter"


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a table with its record.

    Args:
        number: of the record.
        name: what it is called.
        told: the columns of the row by name.
    """

    number: int
    name: str
    told: Mapping[str, Any]


def named_rows(reader: Person, table: ResultTable | None, concept: str, key: str, most: int) -> tuple[NamedRow, ...]:
    """Return the first rows whose records the reader may see.

    Args:
        reader: who looks.
        table: with the columns `key` and `source`; None gives nothing.
        concept: of the records.
        key: the column of their number.
        most: how many rows.
    """
    if table is None:
        return ()
    rows = [(int(row[key]), row) for row in table.records() if row["source"] == _RECORDS]
    names = names_seen(reader, CONCEPTS[concept], [number for number, _ in rows])
    return tuple(NamedRow(number, names[number], row) for number, row in rows if number in names)[:most]
