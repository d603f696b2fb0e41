"""What somebody is told, and who follows what, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.notices.models import Follow, Notice, NoticeKind
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text

# Beyond these nobody counts; the page then writes 99+.
MOST_UNREAD = 100
_PRODUCT = Text("Hệ thống", "The system")
_SENTENCES: Mapping[str, Text] = {
    NoticeKind.MENTION: Text("{by} nhắc bạn trong {name}", "{by} mentioned you in {name}"),
    NoticeKind.ASSIGNED: Text("{by} giao cho bạn {what} {name}", "{by} gave you the {what} {name}"),
    NoticeKind.FOLLOWED: Text("{by} sửa {what} {name}: {fields}", "{by} changed the {what} {name}: {fields}"),
    NoticeKind.FEEDBACK: Text("Khách phản hồi ở {what} {name}", "The customer answered on the {what} {name}"),
    NoticeKind.DUE: Text("Đến hạn: {name}", "Due: {name}"),
    NoticeKind.INVITED: Text("{by} mời bạn đánh giá: {name}", "{by} asked you to judge: {name}"),
    NoticeKind.ALERT: Text("Cảnh báo: {name}", "Alert: {name}"),
}
_NEW_ACTIVITY = Text("{by} ghi vào {what} {name}: {activity}", "{by} wrote on the {what} {name}: {activity}")


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something that somebody is told.

    Args:
        id: its number.
        kind: why.
        title: the sentence.
        concept: of the record.
        record: its number.
        at: when.
        is_read: whether they have read it.
    """

    id: int
    kind: str
    title: Text
    concept: str
    record: int
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class Notices:
    """A page of notices, the newest first; `after` is what to ask for the next one, None on the last."""

    rows: tuple[NoticeView, ...]
    after: int | None


def unread(person: Person) -> int:
    """Return how many notices somebody has not read, `MOST_UNREAD` at most."""
    return unread_of(person.id)


def unread_of(user: int) -> int:
    """Return how many notices an account has not read, as `unread` does; for the bell of every page."""
    return Notice.objects.filter(user=user, read_at=None)[:MOST_UNREAD].count()


def notices_of(person: Person, *, after: int | None = None, most: int = 30, only_unread: bool = False) -> Notices:
    """Return a page of somebody's notices.

    Args:
        person: whose.
        after: the number of the notice that the page comes after.
        most: how many.
        only_unread: without those that were read.
    """
    rows = Notice.objects.filter(user=person.id).select_related("by").order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    if only_unread:
        rows = rows.filter(read_at=None)
    found = list(rows[: most + 1])
    return Notices(tuple(_view(row) for row in found[:most]), found[most - 1].pk if len(found) > most else None)


def followers_of(concept: Concept, pk: int) -> tuple[tuple[int, str], ...]:
    """Return who follows a record, by number and name; whether it may be seen is asked before."""
    rows = Follow.objects.filter(concept=concept.name, record=pk).order_by("id")
    found = rows.values_list("user_id", "user__display_name", "user__email")
    return tuple((user, name or email) for user, name, email in found)


def _view(row: Notice) -> NoticeView:
    return NoticeView(row.pk, row.kind, _title(row), row.concept, row.record, row.at, row.read_at is not None)


def _title(row: Notice) -> Text:
    concept = concept_named(row.concept)
    words: Mapping[str, Any] = row.words
    sentence = _NEW_ACTIVITY if "activity" in words else _SENTENCES[row.kind]
    return sentence.fill(
        by=_PRODUCT if row.by is None else str(row.by),
        what=Text.same(row.concept) if concept is None else concept.one,
        name=_name(words),
        fields=_titles(concept, words.get("fields", ())),
        activity=str(words.get("activity", "")),
    )


def _name(words: Mapping[str, Any]) -> Text:
    """Return how the sentence calls it; what has a name in each language was kept in both."""
    name = str(words.get("name", ""))
    return Text(name, str(words.get("name_en", name)))


def _titles(concept: Concept | None, names: Any) -> Text:
    fields = {} if concept is None else concept.all_fields
    return Text.join(fields[name].title for name in names if name in fields)
