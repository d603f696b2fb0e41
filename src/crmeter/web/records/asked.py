"""What is asked of a list of records, as an address holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Clause, Condition, read_clauses, write_clause
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.listing import Asked

_LONGEST = 200
_LARGEST_KEY = 2**63 - 1
MOST_COLUMNS = 20
# Letters of any length and links to the web are no columns.
_NO_COLUMN = frozenset({Kind.LONG})


@dataclass(frozen=True, slots=True)
class Address:
    """A list as somebody looks at it.

    Args:
        concept: of the records.
        asked: words, conditions, order and place.
        columns: the fields that are shown; none for those that the concept shows by itself.
        group: the field that records are added up by, or nothing.
        view: the kept view that it began as; 0 for none, whatever the concept opens with.
    """

    concept: Concept
    asked: Asked
    columns: tuple[str, ...] = ()
    group: str = ""
    view: int | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the columns."""
        if self.columns:
            return tuple(self.concept.all_fields[name] for name in self.columns)
        return tuple(field for field in self.concept.listed if field.name != "name")

    @property
    def written(self) -> list[str]:
        """Its clauses as an address holds them."""
        return [write_clause(clause) for clause in self.asked.clauses]

    def query(self, **changed: object) -> str:
        """Return how an address goes on, with some things changed: `clauses` and `columns` as they are here, other
        things as letters. A place in the list is kept only where it is named.
        """
        clauses = changed.pop("clauses", self.asked.clauses)
        columns = changed.pop("columns", self.columns)
        kept: dict[str, object] = {
            "q": self.asked.words,
            "tag": self.asked.tag or "",
            "sort": self.asked.sort,
            "group": self.group,
            "removed": "1" if self.asked.is_removed else "",
            "view": self.view,
        } | changed
        told = [(name, str(value)) for name, value in kept.items() if value not in ("", None)]
        told += [("where", write_clause(clause)) for clause in _clauses(clauses)]
        told += [("columns", ",".join(_names(columns)))] if columns else []
        return f"?{urlencode(told)}" if told else ""

    def without(self, place: int) -> str:
        """Return how an address goes on without one of its clauses."""
        return self.query(clauses=tuple(c for at, c in enumerate(self.asked.clauses) if at != place))


def _clauses(given: object) -> tuple[Clause, ...]:
    return given if isinstance(given, tuple) else ()


def _names(given: object) -> Iterable[str]:
    return given if isinstance(given, tuple) else ()


def address_of(request: HttpRequest, concept: Concept) -> Address:
    """Return what a request asks of a list; what cannot be asked is left out."""
    get = request.GET
    sort = get.get("sort", "")
    asked = Asked(
        words=get.get("q", "").replace("\0", "").strip()[:_LONGEST],
        clauses=read_clauses(concept, _with_typed(get)),
        tag=_key(get, "tag"),
        sort=sort if sort.lstrip("-") in concept.all_sorts else "",
        after=_key(get, "after"),
        before=_key(get, "before"),
        is_removed=get.get("removed") == "1",
    )
    wanted = [*get.get("columns", "").split(","), *get.getlist("column")]
    names = [name for name in wanted if is_column(concept, name)]
    group = get.get("group", "")
    return Address(
        concept=concept,
        asked=asked,
        columns=tuple(dict.fromkeys(names))[:MOST_COLUMNS],
        group=group if group in concept.all_fields and groups_by(concept.all_fields[group]) else "",
        view=_key(get, "view"),
    )


def is_column(concept: Concept, name: str) -> bool:
    """Return whether a field can stand in a list."""
    return name in concept.all_fields and name != "name" and concept.all_fields[name].kind not in _NO_COLUMN


def groups_by(field: Field) -> bool:
    """Return whether records can be added up by the values of a field."""
    return field.kind in (Kind.CHOICE, Kind.PERSON, Kind.RECORD, Kind.FLAG, Kind.LINE) and field.name != "name"


def _with_typed(get: QueryDict) -> list[str]:
    """Return the clauses of an address with that of the filter form, which sends field, operator and value apart.

    It stands beside the others, or in one of them, where either may hold.
    """
    clauses = get.getlist("where")
    field, operator, value = get.get("field", ""), get.get("operator", ""), get.get("value", "").strip()
    if not (field and operator):
        return clauses
    typed = Condition(field, operator, value).written()
    joint = get.get("joint", "")
    if joint.isdecimal() and len(joint) < 19 and int(joint) < len(clauses):
        clauses[int(joint)] += f"|{typed}"
        return clauses
    return [*clauses, typed]


def _key(get: QueryDict, name: str) -> int | None:
    word = get.get(name, "")
    if not (word.isascii() and word.isdecimal() and len(word) < 20):
        return None
    return key if (key := int(word)) <= _LARGEST_KEY else None
