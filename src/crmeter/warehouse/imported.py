"""What is told of an import: one that finished, or was undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Imported:
    """One import as its manifest tells it.

    Args:
        import_id: made of the content and the answers, so that the same import has the same one.
        source: the name of the source.
        file: the name of the file.
        table: what its rows were about.
        tables: staged rows by table.
        rows: rows of the file.
        rejected: rows that were refused; see `rejected_rows`.
        apart: rows that were kept but told apart, by kind.
        notes: what a reader of the rows must know.
        state: `finished` or `undone`.
        imported_at: when it finished, UTC.
        already_imported: whether this call found it finished.
    """

    import_id: str
    source: str
    file: str
    table: str
    tables: Mapping[str, int]
    rows: int
    rejected: int
    apart: Mapping[str, int]
    notes: Mapping[str, Any]
    state: str
    imported_at: str
    already_imported: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}
