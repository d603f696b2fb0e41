"""What happened around a record, as its page tells it: by day, the newest first, older ones page after page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crmeter.records.activities.concept import DIRECTIONS, KINDS, OUTCOMES
from crmeter.records.activities.mentioned import told_apart
from crmeter.records.concept.concept import Concept
from crmeter.records.staff.queries import Person, names_to_mention
from crmeter.records.timeline.entry import Entry, Place
from crmeter.records.timeline.queries import timeline_of
from crmeter.vocabulary import Language, Text, formats
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language

MOST = 20
_EVENTS = ("stage", "ticket", "order", "subscription", "campaign", "survey", "field")
_KIND_NAMES = {each.value: each.title for each in KINDS}
# What the stream can be narrowed down to, by the word in addresses.
NARROWED: dict[str, tuple[Text, tuple[str, ...]]] = {
    **{name: (title, (name,)) for name, title in _KIND_NAMES.items()},
    "events": (Text("Thay đổi", "Changes"), _EVENTS),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How entries of a kind are marked."""

    icon: str
    tone: str = ""


MARKS = {
    "call": Mark(icon="phone"),
    "mail": Mark(icon="mail"),
    "meeting": Mark(icon="users"),
    "note": Mark(icon="message", tone="acc"),
    "task": Mark(icon="checkbox"),
    "chat": Mark(icon="messages"),
    "stage": Mark(icon="layout-kanban"),
    "ticket": Mark(icon="ticket"),
    "order": Mark(icon="package"),
    "subscription": Mark(icon="refresh"),
    "campaign": Mark(icon="speakerphone"),
    "survey": Mark(icon="clipboard-text", tone="acc"),
    "field": Mark(icon="history"),
}
_TODAY = Text("Hôm nay", "Today")
_YESTERDAY = Text("Hôm qua", "Yesterday")
_OUTCOME_CHOICES = {each.value: each for each in OUTCOMES}
_DIRECTION_CHOICES = {each.value: each.title for each in DIRECTIONS}
_MINUTES = Text("{n} phút", "{n} min")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the stream in words.

    Args:
        entry: as the records tell it.
        did: what its author did: "note", "call".
        facts: direction, outcome and time of it, in words.
        title: what the body does not begin with.
        body: what was written, in pieces, each with whether it names a colleague.
        icon: of its kind.
        tone: of its mark.
        outcome_tone: of the mark of its outcome; None where it has none.
        outcome: in words.
        address: of the record that it opens.
        is_late: it should have been done before.
    """

    entry: Entry
    did: str
    facts: str
    title: str
    body: tuple[tuple[str, bool], ...]
    icon: str
    tone: str
    outcome: str
    outcome_tone: str | None
    address: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """A page of what happened.

    Args:
        days: the entries by day, each with what the day is called; an empty name where the page before says it.
        older_address: of the fragment with the entries that come after these; nothing on the last page.
        kind: what it is narrowed down to.
        kinds: what it can be narrowed down to: word, name and address.
    """

    days: tuple[tuple[str, tuple[Told, ...]], ...]
    older_address: str
    kind: str
    kinds: tuple[tuple[str, str, str], ...]


@require_safe
def stream(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show a page of what happened around a record: the first one whole, later ones as entries only.

    Raises:
        Http404: the place that it shall come after is none.
    """
    reader, of = opened(request, concept)
    written = request.GET.get("before", "")
    before = Place.read(written) if written else None
    if written and before is None:
        raise Http404
    context: dict[str, Any] = {
        "concept": of,
        "number": number,
        "stream": stream_of(reader, of, number, request.GET.get("kind", ""), before),
    }
    return render(request, "records/stream_entries.html" if before else "records/stream.html", context)


def stream_of(reader: Person, concept: Concept, number: int, kind: str = "", before: Place | None = None) -> Stream:
    """Return a page of what happened around a record, as far as the reader may see it.

    Args:
        reader: who looks.
        concept: of the record.
        number: of it.
        kind: what it is narrowed down to, one of `NARROWED`; anything else is nothing.
        before: the place that the page comes after.
    """
    words = language()
    kinds: Collection[str] | None = NARROWED[kind][1] if kind in NARROWED else None
    page = timeline_of(reader, concept, number, kinds, before, MOST)
    root = reverse("stream", args=[concept.name, number])
    said_before = None if before is None else timezone.localdate(before.at)
    days = tuple(
        ("" if day == said_before else _called(day, words), tuple(_told(each, words) for each in entries))
        for day, entries in groupby(page.entries, key=lambda each: timezone.localdate(each.at))
    )
    older = "" if page.before is None else f"{root}?{urlencode({'kind': kind, 'before': page.before.written()})}"
    return Stream(
        days,
        older,
        kind if kind in NARROWED else "",
        tuple((name, title.in_(words), f"{root}?kind={name}") for name, (title, _) in NARROWED.items()),
    )


def _called(day: date, words: Language) -> str:
    today = timezone.localdate()
    if day == today:
        return _TODAY.in_(words)
    if day == today - timedelta(days=1):
        return _YESTERDAY.in_(words)
    return formats.day(day, words)


def _told(entry: Entry, words: Language) -> Told:
    details = entry.details
    mark = MARKS[entry.kind]
    outcome = _OUTCOME_CHOICES.get(details.get("outcome", ""))
    facts = []
    if entry.kind not in ("note", "task") and details.get("direction") in ("in", "out"):
        facts.append(_DIRECTION_CHOICES[details["direction"]].in_(words))
    if details.get("duration_minutes"):
        facts.append(_MINUTES.fill(n=details["duration_minutes"]).in_(words))
    title = entry.title.in_(words)
    body = entry.body.strip()
    return Told(
        entry,
        _KIND_NAMES[entry.kind].in_(words) if entry.kind in _KIND_NAMES else "",
        ", ".join(facts),
        "" if body.startswith(title) else title,
        _body(body),
        mark.icon,
        "bad" if _is_late(details) else mark.tone,
        "" if outcome is None else outcome.title.in_(words),
        None if outcome is None else outcome.tone,
        reverse("record", args=[entry.concept, entry.record]),
        _is_late(details),
    )


def _body(written: str) -> tuple[tuple[str, bool], ...]:
    # Most entries name nobody, and need not know who there is.
    if "@" not in written:
        return ((written, False),) if written else ()
    return told_apart(written, names_to_mention())


def _is_late(details: Any) -> bool:
    if not details.get("is_open"):
        return False
    due_at: datetime | None = details.get("due_at")
    due_on: date | None = details.get("due_on")
    if due_at is not None:
        return due_at < timezone.now()
    return due_on is not None and due_on < timezone.localdate()
