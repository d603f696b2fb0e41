"""By what somebody is found in what was copied: e-mail addresses, numbers, names, and how each may be written."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from crmeter.vocabulary import formats
from crmeter.vocabulary.folding import folded

# A single word, or one that short, is in too many texts that are of others.
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_DIGITS = 2, 6, 8
_HOME = "VN"
# What stands where something was erased.
ERASED = formats.EMPTY


@dataclass(frozen=True, slots=True)
class Traces:
    """Who somebody is, as long as it takes to find it everywhere.

    Args:
        names: all that they were called.
        emails: in lower case.
        phones: as they were kept.
        others: addresses, tax codes.
    """

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, held: Mapping[str, Sequence[str]]) -> "Traces":
        """Return what `to_json` gave."""
        return cls(**{name: tuple(values) for name, values in held.items()})

    def to_json(self) -> dict[str, list[str]]:
        """Return it as plain values."""
        return {name: list(getattr(self, name)) for name in self.__dataclass_fields__}

    def needles(self) -> tuple[str, ...]:
        """Return all words by which they are found, in lower case and as they are; a word that many share is none."""
        found: list[str] = []
        for name in self.names:
            if len(name.split()) >= _FEWEST_WORDS and len(name) >= _FEWEST_LETTERS:
                found += [name.lower(), folded(name)]
        found += [each.lower() for each in (*self.emails, *self.others) if len(each) >= _FEWEST_LETTERS]
        for phone in self.phones:
            found += _ways(phone)
        return tuple(dict.fromkeys(found))

    def is_in(self, text: str) -> bool:
        """Return whether a text names them."""
        plain = unicodedata.normalize("NFC", text).lower()
        return any(needle in plain for needle in self.needles())


def without(traces: Traces, content: Any) -> Any:
    """Return content without the words that name somebody, and whole lists of cells of which one does.

    Args:
        traces: of that person.
        content: as JSON holds it.
    """
    if isinstance(content, str):
        return ERASED if traces.is_in(content) else content
    if isinstance(content, dict):
        return {name: without(traces, value) for name, value in content.items()}
    if isinstance(content, list):
        if any(isinstance(each, str) and traces.is_in(each) for each in content):
            # Cells of one row: what stands beside a name tells of the same person.
            return [ERASED if isinstance(each, str) else each for each in content]
        return [without(traces, each) for each in content]
    return content


def naming(rows: QuerySet[Any], columns: Iterable[str], traces: Traces) -> QuerySet[Any]:
    """Return the rows of which a column may name somebody, however the database keeps JSON."""
    found = Q(pk__in=())
    for number, column in enumerate(columns):
        name = f"_text_{number}"
        rows = rows.annotate(**{name: Cast(column, TextField())})
        for needle in _as_kept(traces.needles()):
            found |= Q(**{f"{name}__icontains": needle})
    return rows.filter(found)


def _as_kept(needles: Iterable[str]) -> list[str]:
    """SQLite keeps JSON with letters beyond ASCII in a code of their own, and knows only small and capital ASCII."""
    written = [way for needle in needles for way in (needle, needle.upper(), needle.title(), needle.capitalize())]
    return list(dict.fromkeys([*written, *(json.dumps(each)[1:-1] for each in written)]))


def _ways(phone: str) -> list[str]:
    digits = "".join(filter(str.isdecimal, phone))
    try:
        number = phonenumbers.parse(phone, _HOME)
    except phonenumbers.NumberParseException:
        return [digits] if len(digits) >= _FEWEST_DIGITS else []
    core = phonenumbers.national_significant_number(number)
    if len(core) < _FEWEST_DIGITS:
        return []
    written = [
        phonenumbers.format_number(number, form)
        for form in (phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    ]
    return [core, *(each.replace(" ", mark) for each in written for mark in (" ", ".", "-"))]
