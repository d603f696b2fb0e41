"""Documents and events of a customer as a page tells them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from crmeter.records.customers.queries import Listing
from crmeter.vocabulary import Text
from crmeter.web.customers.words import ANSWERED, BECAME, DOCUMENTS, HAPPENED, STAGE_TONES, TOUCHES

if TYPE_CHECKING:
    from crmeter.evaluation.customer_story import Document, Event, Story

_NOT_COUNTED = Text("không tính", "does not count")


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document with what it is and how it counts, in words."""

    document: "Document"
    kind: Text
    counts: Text


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event in words, with the mark that it is drawn with."""

    event: "Event"
    title: Text
    tone: str
    is_counted: bool


def documents_of(story: "Story") -> list[ToldDocument]:
    """Return the documents of a story in words."""
    return [ToldDocument(d, *DOCUMENTS.get(d.told, (Text.same(d.told), _NOT_COUNTED))) for d in story.documents]


def months_of(story: "Story") -> list[tuple[date, list[ToldEvent]]]:
    """Return the events by month, the latest month first."""
    return [
        (month, [_told(event) for event in events])
        for month, events in groupby(story.events, key=lambda event: event.on.replace(day=1))
    ]


def since_of(listing: Listing, story: "Story") -> date | None:
    """Return the day on which the present stage began; None where no single day is known."""
    days = story.state.get("days_in_stage")
    return None if days is None else listing.as_of - timedelta(days=days)


def _told(event: "Event") -> ToldEvent:
    if event.kind in ("order", "return"):
        kind, _ = DOCUMENTS.get(event.told, (Text.same(event.told), None))
        return ToldEvent(event, kind, "" if event.told in ("sale", "no_rate") else "warn", event.told == "sale")
    if event.kind == "stage":
        return ToldEvent(event, BECAME[event.told], STAGE_TONES.get(event.told, ""), is_counted=True)
    if event.kind == "touch":
        return ToldEvent(event, TOUCHES.get(event.told, TOUCHES["out"]), "", is_counted=True)
    if event.kind == "survey":
        return ToldEvent(event, ANSWERED.fill(survey=event.told), "", is_counted=True)
    return ToldEvent(event, HAPPENED[event.kind], "acc" if event.kind == "won" else "", is_counted=True)
