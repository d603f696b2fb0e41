"""What an entry changed, field by field, in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from crmeter.records.staff.roles import Role
from crmeter.vocabulary import formats
from crmeter.web.audit_log.words import VALUES, field_words
from crmeter.web.templatetags.figures import language

# Longer values are cut: the file holds them whole.
LONGEST = 300
_DAY = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an entry.

    Args:
        before: as it was; a dash where it was nothing.
        after: as it is.
        has_both: whether it stands on both sides.
    """

    name: str
    before: str
    after: str
    has_both: bool


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """Return the fields that differ between two states of a record, in the order in which they were written."""
    former, latter = dict(_flat(before)), dict(_flat(after))
    return [
        FieldChange(
            field_words(name),
            value_words(former.get(name)),
            value_words(latter.get(name)),
            has_both=name in former and name in latter,
        )
        for name in {**former, **latter}
        if _is_change(name, former, latter)
    ]


def value_words(value: Any) -> str:
    """Write a value of a field in the language of the page."""
    if value is None or value in ("", [], {}):
        return formats.EMPTY
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        # A number of a record, a year and an amount look alike here, so none is given marks for thousands.
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", "," if language() == "vi" else ".")
    if isinstance(value, list):
        return _cut(", ".join(value_words(each) for each in value))
    if isinstance(value, dict):
        return _cut("; ".join(f"{field_words(name)}: {value_words(each)}" for name, each in value.items()))
    return _word(str(value))


def _word(value: str) -> str:
    if value in VALUES:
        return VALUES[value].in_(language())
    if value in Role.values:
        return str(Role(value).label)
    try:
        day = parse_date(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    return formats.day(day, language()) if day else _cut(value)


def _is_change(name: str, former: Mapping[str, Any], latter: Mapping[str, Any]) -> bool:
    if name in former and name in latter:
        return bool(former[name] != latter[name])
    # What a new or a removed record did not have says nothing.
    return {**former, **latter}[name] not in (None, "", [], {})


def _flat(fields: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{under}{name}.")
        else:
            yield f"{under}{name}", value


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
