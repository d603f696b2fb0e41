"""The views that somebody finds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Clause, read_clauses
from crmeter.records.concept.gate import may
from crmeter.records.saved_views.models import SavedView, ViewMark
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed


@dataclass(frozen=True, slots=True)
class View:
    """A list as it is kept; see the model.

    Args:
        id: its number.
        version: to be named by a change.
        name: what it is called.
        owner: the number of whoever kept it.
        owner_name: what they are called.
        mode: `list`, `board`, ….
        columns: the fields that are shown; those that the concept has no more are left out.
        sort: the order, or nothing.
        clauses: the conditions.
        words: that records are found by.
        group: the field that the list is grouped by, or nothing.
        tag: that the records have, or None for any.
        is_shared: everybody who sees the concept finds it.
        is_own: the person who asks may change it.
        is_pinned: it is pinned for the person who asks.
        is_default: the concept opens with it for the person who asks.
    """

    id: int
    version: int
    name: str
    owner: int
    owner_name: str
    mode: str
    columns: tuple[str, ...]
    sort: str
    clauses: tuple[Clause, ...]
    words: str
    group: str
    tag: int | None
    is_shared: bool
    is_own: bool
    is_pinned: bool
    is_default: bool


def views_of(person: Person, concept: Concept) -> tuple[View, ...]:
    """Return the views that somebody has kept or that are shared with all, pinned ones first, then by name."""
    if not may(person, concept, Deed.SEE):
        return ()
    found = SavedView.objects.filter(Q(owner=person.id) | Q(is_shared=True), concept=concept.name)
    marks = {mark.view_id: mark for mark in ViewMark.objects.filter(user=person.id, concept=concept.name)}
    views = [_view(person, concept, each, marks.get(each.pk)) for each in found.select_related("owner")]
    return tuple(sorted(views, key=lambda view: (not view.is_pinned, view.name.casefold(), view.id)))


def view_at(person: Person, concept: Concept, pk: int) -> View | None:
    """Return one view, or None where the person does not find it."""
    return next((view for view in views_of(person, concept) if view.id == pk), None)


def default_of(views: Iterable[View]) -> View | None:
    """Return the one of somebody's views that the concept opens with for them, if they chose one."""
    return next((view for view in views if view.is_default), None)


def _view(person: Person, concept: Concept, row: SavedView, mark: ViewMark | None) -> View:
    return View(
        id=row.pk,
        version=row.version,
        name=row.name,
        owner=row.owner_id,
        owner_name=str(row.owner),
        mode=row.mode,
        columns=tuple(name for name in row.columns if name in concept.all_fields),
        sort=row.sort if row.sort.lstrip("-") in concept.all_sorts else "",
        clauses=read_clauses(concept, row.clauses),
        words=row.words,
        group=row.group if row.group in concept.all_fields else "",
        tag=row.tag_id,
        is_shared=row.is_shared,
        is_own=row.owner_id == person.id,
        is_pinned=mark is not None and mark.is_pinned,
        is_default=mark is not None and mark.is_default,
    )
