"""What somebody writes on the page of a record: a note, a call, a mail, a task, a meeting, a deal's next step."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.engagement.letter_actions import write_letter
from crmeter.records.activities.concept import ACTIVITIES, DIRECTIONS, OUTCOMES
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.consent.purposes import PURPOSES, Purpose
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.records.staff.rights_queries import choosable_people
from crmeter.vocabulary import Text
from crmeter.web.records.reader import opened
from crmeter.web.records.recipients import recipients_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@dataclass(frozen=True, slots=True)
class WayToWrite:
    """A kind of entry, by name and icon."""

    title: Text
    icon: str


# The field of an activity that names a record of a concept.
LINKS = {each.to: each.name for each in ACTIVITIES.fields if each.to}
_KINDS = {
    "note": WayToWrite(Text("Ghi chú", "Note"), icon="message"),
    "call": WayToWrite(Text("Cuộc gọi", "Call"), icon="phone"),
    "mail": WayToWrite(Text("Thư", "Mail"), icon="mail"),
    "task": WayToWrite(Text("Việc cần làm", "Task"), icon="checkbox"),
    "meeting": WayToWrite(Text("Cuộc gặp", "Meeting"), icon="users"),
    "next": WayToWrite(Text("Hẹn việc kế tiếp", "Schedule next"), icon="calendar-plus"),
}
_REACHED = ("answered", "no_answer", "left_message")
_TYPED = ("body", "name", "direction", "outcome", "duration_minutes", "when", "due_on", "owner", "to", "purpose")
_TYPED_NEXT = ("next_step", "next_step_on")
_CALLED = Text("Cuộc gọi: {outcome}", "Call: {outcome}")


@dataclass(frozen=True, slots=True)
class Composer:
    """The form of one kind of entry.

    Args:
        kind: which.
        kinds: all that can be written here: word, name, icon and address of the form.
        typed: what was typed and could not be kept.
        error: why.
        address: where what is written goes.
        record: on which it is written.
        recipients: of a mail: address and whose it is.
        people: of a task: number and name.
        reader: who writes.
    """

    kind: str
    kinds: tuple[tuple[str, str, str, str], ...]
    address: str
    record: Row
    reader: int
    typed: dict[str, str] = field(default_factory=dict)
    error: str = ""
    recipients: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    directions: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    purposes: tuple[tuple[str, str], ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, concept: str, number: int, kind: str) -> HttpResponse:
    """Show the form of one kind of entry, or keep what was written in it.

    Raises:
        Http404: there is no such record that the reader may see, or nothing of the kind is written on it.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None or kind not in kinds_for(reader, of):
        raise Http404
    if request.method != "POST":
        return _shown(request, of, composer_of(reader, of, found, kind))
    names = _TYPED_NEXT if kind == "next" else _TYPED
    typed = {name: request.POST[name] for name in names if request.POST.get(name, "").strip()}
    try:
        _keep(reader, of, found, kind, typed, version_in(request))
    except Stale as stale:
        found = record_at(reader, of, number) or found
        return _shown(request, of, composer_of(reader, of, found, kind, typed, stale.text.in_(language())), 412)
    except Refused as refused:
        why = refused.text.in_(language())
        return _shown(request, of, composer_of(reader, of, found, kind, typed, why), 422)
    if "HX-Request" not in request.headers:
        messages.success(request, _("Saved"))
        return redirect("record", of.name, number)
    response = _shown(request, of, composer_of(reader, of, record_at(reader, of, number) or found, kind))
    response["HX-Trigger"] = "stream-changed, record-changed"
    return response


def composer_of(
    reader: Person, concept: Concept, found: Row, kind: str, typed: dict[str, str] | None = None, error: str = ""
) -> Composer | None:
    """Return the form of one kind of entry; None where the reader writes nothing on such records."""
    there = kinds_for(reader, concept)
    if not there:
        return None
    words = language()
    kind = kind if kind in there else "note"
    root = reverse("write", args=[concept.name, found.id, "note"]).removesuffix("note")
    asked: dict[str, Any] = {}
    if kind in ("call", "meeting"):
        asked["directions"] = tuple((each.value, each.title.in_(words)) for each in DIRECTIONS[:2])
        asked["outcomes"] = tuple((each.value, each.title.in_(words)) for each in OUTCOMES if each.value in _REACHED)
    elif kind == "mail":
        asked["recipients"] = recipients_of(reader, concept, found)
        asked["purposes"] = tuple((each.value, each.words.in_(words)) for each in PURPOSES)
    elif kind == "task":
        asked["people"] = tuple(choosable_people())
    return Composer(
        kind,
        tuple((name, _KINDS[name].title.in_(words), _KINDS[name].icon, f"{root}{name}") for name in there),
        f"{root}{kind}",
        found,
        reader.id,
        typed or {},
        error,
        **asked,
    )


def kinds_for(reader: Person, concept: Concept) -> tuple[str, ...]:
    """Return what somebody may write on the records of a concept."""
    if concept.name not in LINKS or not may(reader, ACTIVITIES, Deed.CREATE):
        return ()
    return tuple(name for name in _KINDS if name != "next" or concept.name == "deals")


def _shown(request: HttpRequest, concept: Concept, composer: Composer | None, status: int = 200) -> HttpResponse:
    return render(request, "records/composer.html", {"concept": concept, "composer": composer}, status=status)


def _keep(reader: Person, concept: Concept, found: Row, kind: str, typed: dict[str, str], version: int | None) -> None:
    if kind == "next":
        change(reader, concept, found.id, version=version, values={n: typed.get(n, "") for n in _TYPED_NEXT})
        return
    links = {LINKS[concept.name]: found.id}
    if kind == "mail":
        _send(reader, concept, found, typed, links)
        return
    values: dict[str, Any] = {**links, "kind": kind}
    values |= {name: typed[name] for name in ("body", "name", "duration_minutes", "owner") if name in typed}
    if kind in ("call", "meeting"):
        values |= {name: typed[name] for name in ("direction", "outcome") if name in typed}
        if "body" not in typed and "name" not in typed and kind == "call":
            outcome = next((each for each in OUTCOMES if each.value == typed.get("outcome")), None)
            if outcome is not None:
                values["name"] = _CALLED.fill(outcome=outcome.title).in_(language())
        values |= _when(typed.get("when", ""))
    if kind == "task":
        values["due_on"] = _day(typed.get("due_on", ""))
        values.setdefault("owner", str(reader.id))
    create(reader, ACTIVITIES, values)


def _send(reader: Person, concept: Concept, found: Row, typed: dict[str, str], links: dict[str, int]) -> None:
    to = typed.get("to", "")
    if to not in {address for address, _whose in recipients_of(reader, concept, found)}:
        raise Refused("no_recipient", Text("hãy chọn người nhận của bản ghi này", "choose a recipient of this record"))
    if typed.get("purpose") not in {each.value for each in PURPOSES}:
        raise Refused("no_purpose", Text("hãy chọn mục đích của thư", "choose what the mail is for"))
    write_letter(
        reader,
        (concept.name, found.id),
        to=to,
        purpose=Purpose(typed["purpose"]),
        language=language(),
        subject=typed.get("name", ""),
        body=typed.get("body", ""),
        links=links,
    )


def _when(typed: str) -> dict[str, Any]:
    """What is still to come is planned, what has been has happened; without a moment it is now."""
    if not typed:
        return {}
    moment = kept(ACTIVITIES.all_fields["happened_at"], typed)
    return {"due_at": moment} if moment is not None and moment > timezone.now() else {"happened_at": moment}


def _day(typed: str) -> str:
    if not typed:
        raise WrongValue(ACTIVITIES.all_fields["due_on"], Text("hãy chọn ngày", "choose a day"))
    return typed
