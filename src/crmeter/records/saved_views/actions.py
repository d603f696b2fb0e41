"""The only writer of the saved views."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Clause, write_clause
from crmeter.records.concept.gate import may, not_allowed
from crmeter.records.concept.listing import all_tags
from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import audit, held
from crmeter.records.ledger.refusals import Refused
from crmeter.records.saved_views.models import SavedView, ViewMark
from crmeter.records.saved_views.queries import view_at
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

LONGEST_VIEW_NAME = 120
_LONGEST_WORDS = 200
MODES = ("list", "board")


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a list is kept; see `queries.View`."""

    name: str
    mode: str = "list"
    columns: Sequence[str] = ()
    sort: str = ""
    clauses: Sequence[Clause] = ()
    words: str = ""
    group: str = ""
    is_shared: bool = False
    tag: int | None = None


def save_view(person: Person, concept: Concept, kept: Kept) -> int:
    """Keep a list, and return its number.

    Raises:
        Refused: the person may not see the concept, the name is empty, too long or taken, or the list cannot be so.
    """
    if not may(person, concept, Deed.SEE):
        raise not_allowed(concept, Deed.SEE)
    row = SavedView(owner_id=person.id, concept=concept.name)
    with transaction.atomic():
        _put(concept, row, kept)
        _save(row)
        audit(actor_of(person), "saved_views.created", row, after=_shown(row))
    return int(row.pk)


def change_view(person: Person, concept: Concept, pk: int, kept: Kept, *, version: int | None) -> int:
    """Keep a view anew, and return its new version; only its owner may.

    Raises:
        Refusal: it is not theirs, it has changed or is gone, or it cannot be so.
    """
    with transaction.atomic():
        row = _held(person, concept, pk, version)
        before = _shown(row)
        _put(concept, row, kept)
        if _shown(row) == before:
            return row.version
        row.version += 1
        _save(row)
        audit(actor_of(person), "saved_views.changed", row, before=before, after=_shown(row))
    return row.version


def remove_view(person: Person, concept: Concept, pk: int, *, version: int | None) -> None:
    """Forget a view, for all who found it; only its owner may.

    Raises:
        Refusal: it is not theirs, or it has changed or is gone.
    """
    with transaction.atomic():
        row = _held(person, concept, pk, version)
        audit(actor_of(person), "saved_views.removed", row, before=_shown(row))
        row.delete()


def pin_view(person: Person, concept: Concept, pk: int, *, is_pinned: bool) -> None:
    """Pin a view for oneself, or take the pin out.

    Raises:
        Refused: the person does not find such a view.
    """
    with transaction.atomic():
        mark = _mark(person, concept, pk)
        mark.is_pinned = is_pinned
        mark.save()


def open_with(person: Person, concept: Concept, pk: int | None) -> None:
    """Let a concept open with a view for oneself, or with none.

    Raises:
        Refused: the person does not find such a view.
    """
    with transaction.atomic():
        ViewMark.objects.filter(user=person.id, concept=concept.name, is_default=True).update(is_default=False)
        if pk is not None:
            mark = _mark(person, concept, pk)
            mark.is_default = True
            mark.save()


def _mark(person: Person, concept: Concept, pk: int) -> ViewMark:
    if view_at(person, concept, pk) is None:
        raise _unknown()
    there = ViewMark.objects.filter(user=person.id, view=pk).first()
    return there or ViewMark(user_id=person.id, view_id=pk, concept=concept.name)


def _held(person: Person, concept: Concept, pk: int, version: int | None) -> SavedView:
    view = view_at(person, concept, pk)
    if view is None:
        raise _unknown()
    if not view.is_own:
        raise Refused(
            "not_own", Text("chỉ người lập mới sửa được chế độ xem này", "only whoever kept this view may change it")
        )
    return held(SavedView, pk, version)


def _put(concept: Concept, row: SavedView, kept: Kept) -> None:
    name = plain(kept.name)
    if not name or len(name) > LONGEST_VIEW_NAME:
        raise Refused(
            "wrong_name",
            Text("tên phải có từ 1 đến {most} ký tự", "a name has 1 to {most} characters").fill(most=LONGEST_VIEW_NAME),
        )
    named = [*kept.columns, *([kept.group] if kept.group else [])]
    is_sorted = not kept.sort or kept.sort.lstrip("-") in concept.all_sorts
    if any(field not in concept.all_fields for field in named) or not is_sorted or kept.mode not in MODES:
        raise Refused("wrong_view", Text("danh sách không thể như vậy", "a list cannot be like that"))
    if kept.tag is not None and all(each.id != kept.tag for each in all_tags()):
        raise Refused("unknown_tag", Text("không có nhãn này", "there is no such tag"))
    row.tag_id = kept.tag
    row.name, row.mode, row.columns, row.sort = name, kept.mode, list(dict.fromkeys(kept.columns)), kept.sort
    row.clauses = [write_clause(clause) for clause in kept.clauses]
    row.words, row.group, row.is_shared = plain(kept.words)[:_LONGEST_WORDS], kept.group, kept.is_shared


def _save(row: SavedView) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            "name_taken", Text("đã có chế độ xem tên {name}", "there is a view named {name}").fill(name=row.name)
        ) from error


def _shown(row: SavedView) -> dict[str, object]:
    columns = ("concept", "name", "mode", "columns", "sort", "clauses", "words", "group", "is_shared", "tag_id")
    return {column: getattr(row, column) for column in columns}


def _unknown() -> Refused:
    return Refused("unknown", Text("không có chế độ xem này", "there is no such view"))
