"""The only writer of tags."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import not_allowed, within
from crmeter.records.concept.models import Record, Tag, Tagging
from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import Audited, audit, audit_all
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded

LONGEST_TAG = 60


def tag(person: Person, concept: Concept, numbers: Sequence[int], name: str) -> int:
    """Mark records with a word, which is made when it is first used, and return the number of the tag.

    Args:
        person: who marks them.
        concept: of the records.
        numbers: of the records; one that has the tag keeps it.
        name: of the tag; marks, case and spaces do not make another one.

    Raises:
        Refused: the name is empty or too long, or one of the records may not be changed.
    """
    with transaction.atomic():
        rows = _held(person, concept, numbers)
        there = tag_named(actor_of(person), name)
        tag_each(actor_of(person), concept, rows, there)
    return there


def untag(person: Person, concept: Concept, numbers: Sequence[int], tag: int) -> None:
    """Take a tag off records; one that has not got it stays as it is.

    Raises:
        Refused: one of the records may not be changed.
    """
    with transaction.atomic():
        untag_each(actor_of(person), concept, _held(person, concept, numbers), tag)


def tag_named(actor: Actor, name: str) -> int:
    """Return the number of a tag, in the caller's transaction; one that is not there yet is made.

    Raises:
        Refused: the name is empty or too long.
    """
    called = plain(name)
    key = folded(called)
    if not key or len(called) > LONGEST_TAG or len(key) > LONGEST_TAG:
        raise Refused(
            "wrong_tag",
            Text("nhãn phải có từ 1 đến {most} ký tự", "a tag has 1 to {most} characters").fill(most=LONGEST_TAG),
        )
    there = Tag.objects.filter(folded=key).first()
    if there is not None:
        return int(there.pk)
    try:
        with transaction.atomic():
            made = Tag.objects.create(name=called, folded=key)
    except IntegrityError:
        # Somebody else has just made it.
        return int(Tag.objects.get(folded=key).pk)
    audit(actor, "tags.created", made, after={"name": called})
    return int(made.pk)


def tag_each(actor: Actor, concept: Concept, rows: Sequence[Record], tag: int) -> frozenset[int]:
    """Mark held records in the caller's transaction, and return the numbers of those that had not got the tag."""
    there = set(_taggings(concept, rows, tag))
    new = [row for row in rows if row.pk not in there]
    with transaction.atomic():
        Tagging.objects.bulk_create(
            [Tagging(tag_id=tag, concept=concept.name, record=row.pk) for row in new], ignore_conflicts=True
        )
        _tell(actor, concept, new, tag, "tagged")
    return frozenset(row.pk for row in new)


def untag_each(actor: Actor, concept: Concept, rows: Sequence[Record], tag: int) -> frozenset[int]:
    """Take a tag off held records in the caller's transaction, and return the numbers of those that had it."""
    there = set(_taggings(concept, rows, tag))
    with transaction.atomic():
        Tagging.objects.filter(tag=tag, concept=concept.name, record__in=there).delete()
        _tell(actor, concept, [row for row in rows if row.pk in there], tag, "untagged")
    return frozenset(there)


def _taggings(concept: Concept, rows: Sequence[Record], tag: int) -> Sequence[int]:
    marked = Tagging.objects.filter(tag=tag, concept=concept.name, record__in=[row.pk for row in rows])
    return list(marked.values_list("record", flat=True))


def _held(person: Person, concept: Concept, numbers: Sequence[int]) -> list[Record]:
    rows = list(
        concept.table._default_manager.select_for_update().filter(pk__in=numbers, removed_at=None).order_by("pk")
    )
    allowed = concept.table._default_manager.filter(within(person, concept, Deed.CHANGE), pk__in=numbers)
    if len(rows) != len(set(numbers)) or set(allowed.values_list("pk", flat=True)) != {row.pk for row in rows}:
        raise not_allowed(concept, Deed.CHANGE)
    return rows


def _tell(actor: Actor, concept: Concept, rows: Sequence[Record], tag: int, verb: str) -> None:
    if not rows:
        return
    name = Tag.objects.values_list("name", flat=True).get(pk=tag)
    said = {"tag": name}
    is_on = verb == "tagged"
    audit_all(
        actor,
        [Audited(f"{concept.name}.{verb}", row, None if is_on else said, said if is_on else None) for row in rows],
    )
    note_changes(concept.name, [row.pk for row in rows])
