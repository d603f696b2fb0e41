"""Parts of the current run: which are made again, which nobody can read any more."""

from collections.abc import Iterable

from crmeter.records.readings.actions import ask_for_part, forget_parts
from crmeter.records.readings.queries import StoredPart, hash_of
from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import everybodys_scopes


def ask_again(run_id: str, parts: Iterable[StoredPart]) -> int:
    """Ask for the same parts of a new run, as far as their scopes are still somebody's; return how many they are."""
    scopes = everybodys_scopes()
    asked = 0
    for part in parts:
        words = owner_words(part.scope)
        if part.scope in scopes and words:
            ask_for_part(run_id, words, part.scope)
            asked += 1
    return asked


def forget_parts_of_nobody() -> int:
    """Remove parts that the scope of nobody leads to any more, and return how many they were."""
    return forget_parts({hash_of(owner_words(scope)) for scope in everybodys_scopes()})
