"""The page of one record: its fields, what belongs to it, its history."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Condition
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Asked, Row, is_within, neighbours_of, page_of, record_at
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.web.records.asked import address_of
from crmeter.web.records.cells import Cell, cell_of
from crmeter.web.records.history import changes_of
from crmeter.web.records.reader import opened
from crmeter.web.records.tags import tags_context
from crmeter.web.templatetags.figures import language

# Of each kind of records that belong to one, on its page.
OF_EACH = 10


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the record with its value, and whether it can be changed here."""

    field: Field
    title: str
    cell: Cell
    is_edited: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields that stand together."""

    title: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Records of another concept that name this one.

    Args:
        concept: theirs.
        field: by which they name it.
        lines: the first of them, each with its address and the values of its columns.
        count: how many, as far as counted.
        has_more: there are more.
        address: the list of all.
        new_address: where one more is made.
    """

    concept: Concept
    field: Field
    lines: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    titles: tuple[str, ...]
    count: int
    has_more: bool
    address: str
    new_address: str


@require_safe
def record(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show one record, to whoever may see it.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    is_removed = found is None
    if found is None:
        found = record_at(reader, of, number, is_removed=True)
    if found is None:
        raise Http404
    address = address_of(request, of)
    before, after = neighbours_of(reader, of, address.asked, number)
    root, query = reverse("record", args=[of.name, 0]).removesuffix("0"), address.query()
    may_change = not is_removed and allowed(reader, of, found, Deed.CHANGE)
    show = request.GET.get("show", "")
    related = tuple(related_to(reader, of, found))
    context = {
        "concept": of,
        "record": found,
        "is_removed": is_removed,
        "groups": groups_of(of, found, may_change=may_change),
        "related": related,
        "show": show if show == "history" or any(show == each.concept.name for each in related) else "history",
        "changes": changes_of(reader, of, number),
        "list_address": reverse(of.name) + query,
        "before_address": None if before is None else f"{root}{before}{query}",
        "after_address": None if after is None else f"{root}{after}{query}",
        "may_change": may_change,
        "may_remove": allowed(reader, of, found, Deed.REMOVE, is_removed=is_removed),
        "query": query,
    } | tags_context(reader, of, found)
    return render(request, "records/record.html", context)


@require_safe
def panel(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the fields of a record beside a list, which stays as it is.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    may_change = allowed(reader, of, found, Deed.CHANGE)
    context = {
        "groups": groups_of(of, found, may_change=may_change),
        "address": reverse("record", args=[of.name, number]) + address_of(request, of).query(),
    } | tags_context(reader, of, found)
    return render(request, "records/panel.html", context)


@require_safe
def record_fields(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the fields of a record again, after one of them was changed.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    may_change = allowed(reader, of, found, Deed.CHANGE)
    context = {"concept": of, "record": found, "groups": groups_of(of, found, may_change=may_change)}
    return render(request, "records/fields.html", context)


def allowed(reader: Person, concept: Concept, found: Row, deed: Deed, *, is_removed: bool = False) -> bool:
    """Return whether somebody may do something with a record that they see."""
    return is_within(reader, concept, found.id, deed, is_removed=is_removed)


def groups_of(concept: Concept, found: Row, *, may_change: bool) -> tuple[ShownGroup, ...]:
    """Return the fields of a record in their groups; those of no group come last."""
    words = language()
    grouped = {name for group in concept.groups for name in group.fields}
    shown = [ShownGroup(g.title.in_(words), _shown(concept, found, g.fields, may_change)) for g in concept.groups]
    beside = tuple(n for n in concept.all_fields if n not in grouped and n not in ("name", "created_by"))
    return (*shown, ShownGroup("", _shown(concept, found, beside, may_change)))


def shown_field(concept: Concept, found: Row, name: str, *, may_change: bool) -> ShownField:
    """Return one field of a record."""
    field = concept.all_fields[name]
    return ShownField(field, field.title.in_(language()), cell_of(field, found), may_change and field.is_edited)


def _shown(concept: Concept, found: Row, names: tuple[str, ...], may_change: bool) -> tuple[ShownField, ...]:
    return tuple(shown_field(concept, found, name, may_change=may_change) for name in names)


def related_to(reader: Person, concept: Concept, found: Row) -> list[Related]:
    """Return what names a record, concept by concept, as far as the reader may see it."""
    shown = []
    for other in CONCEPTS.values():
        for field in other.fields:
            if field.kind == Kind.RECORD and field.to == concept.name and may(reader, other, Deed.SEE):
                shown.append(_related(reader, found, other, field))
    return shown


def _related(reader: Person, found: Row, other: Concept, field: Field) -> Related:
    asked = Asked(clauses=((Condition(field.name, "is", str(found.id)),),))
    columns = [each for each in other.listed if each.name not in ("name", field.name)][:4]
    names = tuple(dict.fromkeys(n for each in columns for n in (each.name, each.currency) if n))
    page = page_of(reader, other, asked, names, OF_EACH)
    words = language()
    return Related(
        concept=other,
        field=field,
        lines=tuple(
            (reverse("record", args=[other.name, row.id]), row.name, tuple(cell_of(each, row) for each in columns))
            for row in page.rows
        ),
        titles=tuple(each.title.in_(words) for each in columns),
        count=page.count,
        has_more=page.has_more,
        address=f"{reverse(other.name)}?where={field.name}.is.{found.id}",
        new_address=f"{reverse('new_record', args=[other.name])}?{field.name}={found.id}",
    )
