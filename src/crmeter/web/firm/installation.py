"""How the installation is: for whoever keeps it running."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from crmeter import __version__


@dataclass(frozen=True, slots=True)
class SourceRows:
    """A source of data: how many files it came in, with how many rows."""

    name: str
    files: int
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Installation:
    """What is installed, and how much room the data take."""

    version: str
    database: str
    folder: Path
    size: int
    sources: tuple[SourceRows, ...]


def installation() -> Installation:
    """Look at the installation."""
    root = settings.WORKSPACE.root
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    return Installation(__version__, database, root, sum(_sizes(root)), _sources())


def _sources() -> tuple[SourceRows, ...]:
    # Imports are read by the room of tables, which pages do not load before somebody looks here.
    from crmeter.warehouse.imports import list_imports  # noqa: PLC0415 - see above

    found: dict[str, SourceRows] = {}
    for each in list_imports(settings.WORKSPACE):
        if each.state == "undone":
            continue
        so_far = found.get(each.source, SourceRows(each.source, 0, 0, 0))
        found[each.source] = SourceRows(
            each.source, so_far.files + 1, so_far.rows + each.rows, so_far.rejected + each.rejected
        )
    return tuple(found.values())


def _sizes(folder: Path) -> Iterator[int]:
    for place, _, files in os.walk(folder):
        for name in files:
            try:
                yield (Path(place) / name).stat().st_size
            except FileNotFoundError:
                # Gone since it was listed.
                continue
