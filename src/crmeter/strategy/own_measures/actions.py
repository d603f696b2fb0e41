"""The only writer of own measures."""

from django.db import transaction
from django.utils import timezone

from crmeter.measures.own.known import MOST, own_measures_in
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.removal_actions import held_removed, held_standing, put_away, put_back
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.strategy.own_measures.queries import line_of
from crmeter.strategy.own_measures.rights import refuse_unless_definer
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import spelled


def add_own_measure(person: Person, title: str, definition: str) -> int:
    """Measure something from the next evaluation on, and return its number.

    Raises:
        Refused: they may not, it cannot be read, its title is taken, or there are too many.
    """
    refuse_unless_definer(person)
    with transaction.atomic():
        if OwnMeasure.objects.filter(is_removed=False).count() >= MOST:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST))
        row = OwnMeasure(owner_id=person.id)
        _put(row, title, definition)
        row.save(force_insert=True)
        audit(actor_of(person), "own_measures.added", row, after=_shown(row))
    return int(row.pk)


def change_own_measure(person: Person, pk: int, title: str, definition: str, *, version: int | None) -> int:
    """Say a measure otherwise from the next evaluation on, and return its new version.

    Raises:
        Refusal: they may not, it cannot be read, its title is taken, or it has changed or is gone.
    """
    refuse_unless_definer(person)
    with transaction.atomic():
        row = held_standing(OwnMeasure, pk, version)
        before = _shown(row)
        _put(row, title, definition)
        if _shown(row) == before:
            return row.version
        new = keep(row, "title", "definition", "set_at")
        audit(actor_of(person), "own_measures.changed", row, before=before, after=_shown(row))
    return new


def remove_own_measure(person: Person, pk: int, *, version: int | None) -> int:
    """Measure it no more, and return the version by which it can be brought back; its figures stay to be read.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_definer(person)
    with transaction.atomic():
        row = held_standing(OwnMeasure, pk, version)
        new = put_away(row)
        audit(actor_of(person), "own_measures.removed", row, before=_shown(row))
    return new


def bring_back_own_measure(person: Person, pk: int, *, version: int | None) -> int:
    """Measure it again, and return its new version.

    Raises:
        Refusal: they may not, or it is not there as it was removed, or its title is taken by now.
    """
    refuse_unless_definer(person)
    with transaction.atomic():
        row = held_removed(OwnMeasure, pk, version)
        _refuse_taken(row)
        new = put_back(row)
        audit(actor_of(person), "own_measures.brought_back", row, after=_shown(row))
    return new


def _put(row: OwnMeasure, title: str, definition: str) -> None:
    title, definition = " ".join(title.split()), definition.strip()
    try:
        # A title with an equals sign would begin its definition there.
        (measure,) = own_measures_in(line_of(title, definition)).values()
    except (Misused, ValueError) as refused:
        raise Refused("own_measure", refused.text if isinstance(refused, Misused) else _NO_LINE) from None
    if measure.title.vi != title:
        raise Refused("own_measure", _NO_LINE)
    row.title, row.definition, row.set_at = title, definition, timezone.now()
    _refuse_taken(row)


def _refuse_taken(row: OwnMeasure) -> None:
    others = OwnMeasure.objects.filter(is_removed=False).exclude(pk=row.pk).values_list("title", flat=True)
    if any(spelled(other) == spelled(row.title) for other in others):
        raise Refused("taken", _TAKEN.fill(title=row.title))


def _shown(row: OwnMeasure) -> dict[str, object]:
    return {"title": row.title, "definition": row.definition}


_TOO_MANY = Text("có không quá {most} chỉ số tự đặt", "there are at most {most} own measures")
_NO_LINE = Text(
    "hãy ghi tên không có dấu bằng và công thức trên một dòng", "write a title without an equals sign, and a definition"
)
_TAKEN = Text("đã có chỉ số tên {title}", "there is a measure called {title}")
