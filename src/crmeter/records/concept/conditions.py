"""Conditions on records, as filters ask for them: all clauses must hold, of the conditions of a clause any.

An address holds a clause as `stage.is.3|amount.from.1000000`: field, operator and value, the value escaped as in
addresses. Only fields and operators that a concept knows are taken, so nothing that somebody types gets into a query
but as a value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, unquote

from django.db.models import Q
from django.utils import timezone

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import needles

MOST_CLAUSES = 20
MOST_CONDITIONS = 20
_LONGEST_VALUE = 200
# The person who asks, whoever that is: a shared view shows everybody their own.
ME = "me"


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to compare.

    Args:
        name: in addresses.
        title: as it is read.
        takes_value: whether it compares with something.
    """

    name: str
    title: Text
    takes_value: bool = True


IS = Operator("is", Text("là", "is"))
NOT = Operator("not", Text("không phải", "is not"))
HAS = Operator("has", Text("có chữ", "has"))
FROM = Operator("from", Text("từ", "from"))
TO = Operator("to", Text("đến", "to"))
LAST = Operator("last", Text("trong số ngày qua", "in the last days"))
NEXT = Operator("next", Text("trong số ngày tới", "in the next days"))
EMPTY = Operator("empty", Text("để trống", "is empty"), takes_value=False)
FILLED = Operator("filled", Text("có giá trị", "is filled"), takes_value=False)

_WORDS = (HAS, IS, EMPTY, FILLED)
_AMOUNTS = (FROM, TO, IS, EMPTY, FILLED)
_DAYS = (FROM, TO, IS, LAST, NEXT, EMPTY, FILLED)
_NAMED = (IS, NOT, EMPTY, FILLED)
OPERATORS: Mapping[Kind, tuple[Operator, ...]] = {
    Kind.LINE: _WORDS,
    Kind.LONG: (HAS, EMPTY, FILLED),
    Kind.EMAIL: _WORDS,
    Kind.PHONE: _WORDS,
    Kind.LINK: _WORDS,
    Kind.WHOLE: _AMOUNTS,
    Kind.NUMBER: _AMOUNTS,
    Kind.MONEY: _AMOUNTS,
    Kind.SHARE: _AMOUNTS,
    Kind.DAY: _DAYS,
    Kind.MOMENT: _DAYS,
    Kind.FLAG: (IS,),
    Kind.CHOICE: _NAMED,
    Kind.PERSON: _NAMED,
    Kind.RECORD: _NAMED,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison.

    Args:
        field: by name.
        operator: by name.
        value: as an address holds it; nothing for an operator that takes none.
    """

    field: str
    operator: str
    value: str = ""

    def written(self) -> str:
        """Return it as an address holds it."""
        return f"{self.field}.{self.operator}.{quote(self.value, safe='')}"


# Any of its conditions must hold.
Clause = tuple[Condition, ...]


def read_clauses(concept: Concept, written: Iterable[str]) -> tuple[Clause, ...]:
    """Return what an address asks for; a condition that means nothing for the concept is left out."""
    clauses = []
    for words in list(written)[:MOST_CLAUSES]:
        conditions = (_condition(concept, part) for part in words.split("|")[:MOST_CONDITIONS])
        if clause := tuple(each for each in conditions if each is not None):
            clauses.append(clause)
    return tuple(clauses)


def write_clause(clause: Clause) -> str:
    """Return a clause as an address holds it."""
    return "|".join(condition.written() for condition in clause)


def asked(concept: Concept, clauses: Iterable[Clause], reader: int) -> Q:
    """Return what records must fulfil.

    Args:
        concept: of the records.
        clauses: as `read_clauses` returns them.
        reader: the number of the person who asks.
    """
    found = Q()
    for clause in clauses:
        any_of = Q()
        for condition in clause:
            any_of |= _query(concept.all_fields[condition.field], condition, reader)
        found &= any_of
    return found


def _condition(concept: Concept, written: str) -> Condition | None:
    name, _, rest = written.partition(".")
    operator, _, value = rest.partition(".")
    field = concept.all_fields.get(name)
    known = field is not None and any(each.name == operator for each in OPERATORS[field.kind])
    if field is None or not known:
        return None
    condition = Condition(name, operator, unquote(value).replace("\0", "").strip()[:_LONGEST_VALUE])
    if operator in (EMPTY.name, FILLED.name):
        return Condition(name, operator)
    return condition if _readable(field, condition) else None


def _readable(field: Field, condition: Condition) -> bool:
    try:
        _query(field, condition, 0)
    except (ValueError, InvalidOperation, OverflowError):
        return False
    return bool(condition.value)


def _query(field: Field, condition: Condition, reader: int) -> Q:
    name, operator, value = field.column, condition.operator, condition.value
    if operator == EMPTY.name:
        return _empty(field)
    if operator == FILLED.name:
        return ~_empty(field)
    if field.kind in (Kind.DAY, Kind.MOMENT):
        return _in_days(field, operator, value)
    read = _READ.get(field.kind, str)
    if operator == HAS.name:
        return _words_in(field, value)
    if field.kind == Kind.PERSON and value == ME:
        wanted: Any = reader
    else:
        wanted = read(value)
    if operator == NOT.name:
        # Who has none is not somebody either.
        return ~Q(**{name: wanted}) | _empty(field)
    return Q(**{f"{name}__{_LOOKUPS[operator]}": wanted})


_LOOKUPS = {"is": "exact", "from": "gte", "to": "lte"}


def _empty(field: Field) -> Q:
    nothing = Q(**{f"{field.column}__isnull": True})
    return nothing | Q(**{field.column: ""}) if field.kind in _OF_LETTERS else nothing


_OF_LETTERS = frozenset({Kind.LINE, Kind.LONG, Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.CHOICE})


def _words_in(field: Field, value: str) -> Q:
    if field.is_found_by:
        # The words of the record are kept folded, of all such fields together.
        found = Q()
        for needle in needles(value):
            found &= Q(folded__contains=needle)
        return found
    return Q(**{f"{field.column}__icontains": value})


def _in_days(field: Field, operator: str, value: str) -> Q:
    name, today = field.column, timezone.localdate()
    if operator in (LAST.name, NEXT.name):
        days = timedelta(days=_whole(value))
        first, last = (today - days, today) if operator == LAST.name else (today, today + days)
    else:
        day = date.fromisoformat(value)
        first = day if operator in (FROM.name, IS.name) else None  # type: ignore[assignment]
        last = day if operator in (TO.name, IS.name) else None  # type: ignore[assignment]
    if any(day is not None and not 1900 <= day.year <= 2200 for day in (first, last)):
        raise ValueError(value)
    found = Q()
    if field.kind == Kind.DAY:
        found &= Q(**{f"{name}__gte": first}) if first is not None else Q()
        return found & (Q(**{f"{name}__lte": last}) if last is not None else Q())
    found &= Q(**{f"{name}__gte": _begin(first)}) if first is not None else Q()
    return found & (Q(**{f"{name}__lt": _begin(last + timedelta(days=1))}) if last is not None else Q())


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _whole(value: str) -> int:
    number = int(value)
    if abs(number) > 2**31:
        raise ValueError(value)
    return number


def _decimal(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= 10**14:
        raise ValueError(value)
    return number


def _flag(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(value)
    return value == "yes"


def _person(value: str) -> int:
    return 0 if value == ME else _whole(value)


_READ: Mapping[Kind, Callable[[str], Any]] = {
    Kind.WHOLE: _whole,
    Kind.NUMBER: _decimal,
    Kind.MONEY: _decimal,
    Kind.SHARE: _decimal,
    Kind.FLAG: _flag,
    Kind.PERSON: _person,
    Kind.RECORD: _whole,
}
