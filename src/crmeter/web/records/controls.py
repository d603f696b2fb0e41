"""What a field is typed into."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.listing import Link
from crmeter.records.concept.options import limits_of, options_of
from crmeter.vocabulary import formats
from crmeter.web.records.cells import NO, YES
from crmeter.web.templatetags.figures import language


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values that can be chosen; `limit` is the option of another field that it goes with."""

    value: str
    words: str
    is_now: bool
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """What a field is typed into.

    Args:
        field: which.
        title: its label.
        kind: `text`, `long`, `day`, `moment`, `choice` or `record`.
        type: of an input.
        value: as it is typed.
        options: of a choice.
        chosen: what a linked record is called.
        look_address: where records are looked for.
        limited_by: the field whose value decides which options there are.
        help: one sentence below.
        error: why what was typed cannot be kept.
    """

    field: Field
    title: str
    kind: str
    type: str = "text"
    value: str = ""
    options: tuple[Option, ...] = ()
    chosen: str = ""
    look_address: str = ""
    limited_by: str = ""
    help: str = ""
    error: str = ""


# No "url": a browser refuses an address without https://, which is put before it here.
_TYPES = {Kind.EMAIL: "email", Kind.PHONE: "tel"}
_DIGITS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.MONEY})


def control_of(
    concept: Concept, field: Field, value: Any, *, typed: str | None = None, error: str = "", closed: bool = False
) -> Control:
    """Return what a field is typed into.

    Args:
        concept: of the field.
        field: which.
        value: as it stands.
        typed: what was typed before and could not be kept; it stays.
        error: why.
        closed: whether also what is closed can be chosen: whoever looks for records looks for old ones too.
    """
    words = language()
    told: dict[str, Any] = {
        "title": field.title.in_(words),
        "help": "" if field.help is None else field.help.in_(words),
        "error": error,
    }
    if field.kind in (Kind.CHOICE, Kind.FLAG, Kind.PERSON) or (field.kind == Kind.RECORD and not field.to):
        now = typed if typed is not None else typed_of(field, value)
        options = _options(concept, field, now, closed=closed)
        return Control(field, kind="choice", value=now, options=options, limited_by=field.limited_by, **told)
    if field.kind == Kind.RECORD:
        look = reverse("choices", args=[concept.name, field.name])
        name = value.name if isinstance(value, Link) else ""
        return Control(field, kind="record", value=typed_of(field, value), chosen=name, look_address=look, **told)
    kind = {Kind.LONG: "long", Kind.DAY: "day", Kind.MOMENT: "moment"}.get(field.kind, "text")
    now = typed if typed is not None else typed_of(field, value)
    return Control(field, kind=kind, type=_TYPES.get(field.kind, "text"), value=now, **told)


def _options(concept: Concept, field: Field, now: str, *, closed: bool) -> tuple[Option, ...]:
    words = language()
    if field.kind == Kind.CHOICE:
        return tuple(Option(c.value, c.title.in_(words), c.value == now) for c in field.choices)
    if field.kind == Kind.FLAG:
        return tuple(Option(v, text.in_(words), v == now) for v, text in (("yes", YES), ("no", NO)))
    limits = limits_of(concept, field)
    found = options_of(concept, field, closed=closed) or ()
    if now and now not in {str(each.id) for each in found}:
        # What stands stays to be chosen, also where nothing new comes into it any more.
        found += tuple(each for each in options_of(concept, field) or () if str(each.id) == now)
    return tuple(Option(str(o.id), o.name, str(o.id) == now, str(limits.get(o.id, ""))) for o in found)


def _decimals(value: Any) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def typed_of(field: Field, value: Any) -> str:
    """Return a value as somebody would type it."""
    if value is None or value == "":
        return ""
    if isinstance(value, Link):
        return str(value.id)
    if field.kind == Kind.FLAG:
        return "yes" if value else "no"
    if field.kind == Kind.DAY:
        return str(value.isoformat())
    if field.kind == Kind.MOMENT:
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    if field.kind in _DIGITS:
        digits = min(_decimals(value), 4) if field.kind != Kind.WHOLE else 0
        # Three digits behind a mark would be read as thousands.
        return formats.number(value, language(), 4 if digits == 3 else digits).replace(formats.MINUS, "-")
    if field.kind == Kind.SHARE:
        return formats.percent(value, language(), max(1, min(_decimals(value * 100), 2)))
    return formats.phone(value).replace(formats.NO_BREAK, " ") if field.kind == Kind.PHONE else str(value)
