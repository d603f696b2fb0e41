"""The only writer of notices and follows. What is told of a change is written in the transaction of the change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft
from crmeter.records.concept.gate import within
from crmeter.records.concept.models import Record
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.models import Follow, Notice, NoticeKind
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.vocabulary import Text

# Changes that one person makes to a record within this time are one notice.
_ONE_EDITING = timedelta(minutes=10)


def follow(person: Person, concept: Concept, pk: int) -> None:
    """Let somebody be told of the changes of a record from now on.

    Raises:
        Refused: there is no such record that they may see.
    """
    with transaction.atomic():
        if not concept.table._default_manager.filter(within(person, concept), pk=pk, removed_at=None).exists():
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        row, is_new = Follow.objects.get_or_create(
            user_id=person.id, concept=concept.name, record=pk, defaults={"since": timezone.now()}
        )
        if is_new:
            audit(actor_of(person), "notices.followed", row, after={"concept": concept.name, "record": pk})


def unfollow(person: Person, concept: Concept, pk: int) -> None:
    """Let somebody be told of a record no more."""
    with transaction.atomic():
        row = Follow.objects.filter(user=person.id, concept=concept.name, record=pk).first()
        if row is not None:
            audit(actor_of(person), "notices.unfollowed", row, before={"concept": concept.name, "record": pk})
            row.delete()


def follow_too(concept: Concept, sources: Iterable[int], into: int) -> list[int]:
    """Let those who follow some records follow another one inside the caller's transaction, and return who is new."""
    with transaction.atomic():
        follows = Follow.objects.filter(concept=concept.name)
        there = set(follows.filter(record=into).values_list("user_id", flat=True))
        new = sorted(set(follows.filter(record__in=list(sources)).values_list("user_id", flat=True)) - there)
        now = timezone.now()
        Follow.objects.bulk_create([Follow(user_id=each, concept=concept.name, record=into, since=now) for each in new])
    return new


def mark_read(person: Person, numbers: Iterable[int]) -> int:
    """Mark some of somebody's own notices as read, and return how many were not."""
    with transaction.atomic():
        unread = Notice.objects.filter(user=person.id, pk__in=list(numbers), read_at=None)
        return unread.update(read_at=timezone.now())


def mark_all_read(person: Person, last: int) -> int:
    """Mark somebody's notices as read up to the last one that they have seen, and return how many were not."""
    with transaction.atomic():
        unread = Notice.objects.filter(user=person.id, pk__lte=last, read_at=None)
        return unread.update(read_at=timezone.now())


def tell_of_change(concept: Concept, drafts: Sequence[Draft]) -> None:
    """Tell whom records were given to by somebody else, and those who follow them, of changes."""
    given = {draft.row.pk: draft for draft in drafts if _is_given_away(draft)}
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create(
            [
                _notice(d.row.owner_id, NoticeKind.ASSIGNED, concept.name, d.row, d.actor.user, d.at)
                for d in given.values()
            ],
            batch_size=500,
        )
    there = {draft.row.pk: draft for draft in drafts if draft.before is not None}
    if not there:
        return
    followed = Follow.objects.filter(concept=concept.name, record__in=there).values_list("record", flat=True)
    for pk in sorted(set(followed)):
        _tell_followers_of_change(concept, there[pk], {there[pk].row.owner_id} if pk in given else set())


def _is_given_away(draft: Draft) -> bool:
    owner = draft.row.owner_id
    return owner is not None and owner != draft.actor.user and draft.changes("owner_id")


def _tell_followers_of_change(concept: Concept, draft: Draft, but_not: set[int | None]) -> None:
    row, before = draft.row, draft.before or {}
    changed = [
        each.name
        for each in concept.all_fields.values()
        if each.column in before and getattr(row, each.column) != before[each.column]
    ]
    tell_followers(concept, row, by=draft.actor.user, at=draft.at, words={"fields": changed}, but_not=but_not)


def tell_followers(
    concept: Concept,
    row: Record,
    *,
    by: int | None,
    at: datetime,
    words: Mapping[str, Any],
    but_not: Iterable[int | None] = (),
    of: tuple[Concept, Record] | None = None,
) -> frozenset[int]:
    """Tell those who follow a record and may still see it, but for whoever did it, and return whom.

    Args:
        concept: of the record.
        row: which.
        by: who did it.
        at: when.
        words: what the sentence is filled with beside the name of the record.
        but_not: who is told otherwise.
        of: what the words quote; whoever may not see that is told nothing.
    """
    followers = set(Follow.objects.filter(concept=concept.name, record=row.pk).values_list("user_id", flat=True))
    followers -= {by, *but_not}
    if not followers:
        return frozenset()
    told = frozenset(
        each.id
        for each in people_numbered(followers)
        if all(
            seen.table._default_manager.filter(within(each, seen), pk=what.pk).exists()
            for seen, what in ((concept, row), *(() if of is None else (of,)))
        )
    )
    renewed = _renew(told, concept.name, row, by, at, words) if "fields" in words else frozenset()
    tell(told - renewed, NoticeKind.FOLLOWED, concept.name, row, by=by, at=at, words=words)
    return told


def _renew(
    people: frozenset[int], concept: str, row: Record, by: int | None, at: datetime, words: Mapping[str, Any]
) -> frozenset[int]:
    """Add to notices that nobody has read yet: whoever edits field by field tells of it once. Return whose they are."""
    there = Notice.objects.filter(
        concept=concept,
        record=row.pk,
        user__in=people,
        kind=NoticeKind.FOLLOWED,
        by=by,
        read_at=None,
        at__gte=at - _ONE_EDITING,
        words__has_key="fields",
    )
    renewed = list(there) if people else []
    for notice in renewed:
        fields = dict.fromkeys([*notice.words["fields"], *words["fields"]])
        notice.words, notice.at = {**notice.words, "name": row.name, "fields": list(fields)}, at
    Notice.objects.bulk_update(renewed, ["words", "at"])
    return frozenset(notice.user_id for notice in renewed)


def tell(
    people: Iterable[int],
    kind: NoticeKind,
    concept: str,
    row: Record,
    *,
    by: int | None,
    at: datetime,
    words: Mapping[str, Any] | None = None,
) -> None:
    """Write notices inside the caller's transaction.

    Args:
        people: whom.
        kind: why.
        concept: of the record, by name.
        row: the record.
        by: who did it; None for the product itself.
        at: when.
        words: what the sentence is filled with beside the name of the record.
    """
    Notice.objects.bulk_create([_notice(each, kind, concept, row, by, at, words) for each in sorted(people)])


def tell_beside(
    people: Iterable[int], kind: NoticeKind, about: tuple[str, int], name: str | Text, *, by: int | None, at: datetime
) -> None:
    """Write notices of something that is no record of a concept inside the caller's transaction.

    Args:
        people: whom.
        kind: why.
        about: what it is, as `web/notices` finds its page, and its number.
        name: what the sentence calls it.
        by: who did it; None for the product itself.
        at: when.
    """
    place, pk = about
    words = {"name": name.vi, "name_en": name.en} if isinstance(name, Text) else {"name": name}
    rows = [
        Notice(user_id=each, kind=kind, concept=place, record=pk, words=words, by_id=by, at=at)
        for each in sorted(people)
    ]
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create(rows)


def tell_of_alert(people: Iterable[int], alert: int, sentence: Text, *, at: datetime) -> None:
    """Tell people of an alert inside the caller's transaction.

    Args:
        people: whom.
        alert: its number.
        sentence: of its figures.
        at: when.
    """
    tell_beside(people, NoticeKind.ALERT, ("alerts", alert), sentence, by=None, at=at)


def tell_of_target(people: Iterable[int], target: int, sentence: Text, *, by: int | None, at: datetime) -> None:
    """Tell people inside the caller's transaction that something is due of a target.

    Args:
        people: whom.
        target: its number.
        sentence: what is to be done.
        by: who asks; None for the product itself.
        at: when.
    """
    tell_beside(people, NoticeKind.DUE, ("targets", target), sentence, by=by, at=at)


def tell_of_summary(people: Iterable[int], number: int, sentence: Text, *, at: datetime) -> None:
    """Tell people inside the caller's transaction of a summary of figures.

    Args:
        people: whom.
        number: of the summary.
        sentence: how it is called.
        at: when.
    """
    tell_beside(people, NoticeKind.DUE, ("summary", number), sentence, by=None, at=at)


def _notice(
    person: int,
    kind: NoticeKind,
    concept: str,
    row: Record,
    by: int | None,
    at: datetime,
    words: Mapping[str, Any] | None = None,
) -> Notice:
    words = {"name": row.name, **(words or {})}
    return Notice(user_id=person, kind=kind, concept=concept, record=row.pk, words=words, by_id=by, at=at)


def forget_notices(concept: str, records: Iterable[int]) -> int:
    """Remove what people were told of things that are gone altogether, and return how many notices went.

    Args:
        concept: the word under which they were told.
        records: their numbers.
    """
    with transaction.atomic():
        return Notice.objects.filter(concept=concept, record__in=list(records)).delete()[0]
