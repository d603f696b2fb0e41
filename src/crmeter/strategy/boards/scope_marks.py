"""Whose rows somebody sees, as a mark: files that were made for them are theirs while they see the same."""

import hashlib

from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import Person, scope_of


def scope_mark(reader: Person) -> str:
    """Return a mark of whose rows and which columns somebody sees today."""
    scope = scope_of(reader)
    whose = [] if scope.kind == "all" else sorted(owner_words(scope))
    said = repr((scope.kind == "all", whose, sorted(scope.hidden_columns)))
    return hashlib.sha256(said.encode()).hexdigest()


def opens(mark: str, reader: Person) -> bool:
    """Return whether files of a mark are still for somebody; of files without one it is not known whose rows they hold.

    Args:
        mark: as it was kept with the files.
        reader: who asks for them.
    """
    return mark == scope_mark(reader) or (not mark and scope_of(reader).kind == "all")
