"""Records that are one and the same, side by side: what of each stays, what moves, and what it changes."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.merge.actions import merge
from crmeter.records.merge.apart_actions import let_be_alike, tell_apart
from crmeter.records.merge.duplicates import duplicates_of
from crmeter.records.merge.preview import FieldChoice, Preview, preview_merge
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.records.cells import writer_of
from crmeter.web.records.merge_readings import merged_figures
from crmeter.web.records.reader import opened
from crmeter.web.records.selection import selection_of
from crmeter.web.templatetags.figures import language

_NO_CHOICE = Text("chọn từ 2 đến 10 bản ghi để gộp", "choose 2 to 10 records to merge")


@dataclass(frozen=True, slots=True)
class Side:
    """The value of one record for a field: its words, and whether it is the one that is chosen."""

    record: int
    words: str
    is_empty: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A field of all records side by side."""

    name: str
    title: str
    sides: tuple[Side, ...]
    differs: bool
    is_bound: bool


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: HttpRequest, concept: str) -> HttpResponse:
    """Show records side by side, or make one of them.

    Raises:
        Http404: the reader may remove no record of the concept, without which there is no merging.
    """
    reader, of = opened(request, concept)
    if not (may(reader, of, Deed.CHANGE) and may(reader, of, Deed.REMOVE)):
        raise Http404
    numbers = selection_of(request, of).ticked or ()
    kept = _kept(request, numbers)
    others = [number for number in numbers if number != kept]
    refusal: Text | None = None
    status = 200
    if request.method == "POST" and "merge" in request.POST:
        try:
            pk = _merged(request, reader, of, kept, others)
        except Refusal as refused:
            refusal, status = refused.text, 412 if isinstance(refused, Stale) else 422
        else:
            undo = reverse("undo_change_set", args=[pk])
            messages.success(request, _("Merged; it can be undone for 30 days"), extra_tags=f"undo:{undo}")
            return redirect("record", of.name, kept)
    try:
        preview = preview_merge(reader, of, kept, others)
    except Refused as refused:
        why = _NO_CHOICE if refused.code == "not_mergeable" else refused.text
        refused_as = {"concept": of, "refusal": why}
        return render(request, "records/merge.html", refused_as, status=200 if request.method != "POST" else 422)
    context: dict[str, Any] = _context(request, of, preview) | {"refusal": refusal, "numbers": numbers}
    if of.name == "customers":
        context["figures"] = merged_figures(reader, context["rows"])
    return render(request, "records/merge.html", context, status=status)


def _kept(request: HttpRequest, numbers: tuple[int, ...]) -> int:
    word = request.POST.get("kept") or request.GET.get("kept", "")
    kept = int(word) if word.isdecimal() and len(word) < 20 else 0
    return kept if kept in numbers else (numbers[0] if numbers else 0)


def _merged(request: HttpRequest, reader: Person, concept: Concept, kept: int, others: list[int]) -> int:
    choices = {}
    for field in concept.edited:
        word = request.POST.get(f"choice-{field.name}", "")
        if word.isdecimal() and len(word) < 19 and int(word) in (kept, *others):
            choices[field.name] = int(word)
    versions = {number: _version(request, number) for number in (kept, *others)}
    return merge(
        reader,
        concept,
        kept,
        version=versions[kept],
        others={number: versions[number] for number in others},
        choices=choices,
        why=request.POST.get("why", "").strip()[:500],
    )


def _version(request: HttpRequest, number: int) -> int | None:
    word = request.POST.get(f"version-{number}", "")
    return int(word) if word.isdecimal() and len(word) < 10 else None


def _context(request: HttpRequest, concept: Concept, preview: Preview) -> dict[str, Any]:
    # In the order in which they were chosen, whichever of them stays.
    by_number = {row.id: row for row in (preview.kept, *preview.others)}
    rows = [by_number[number] for number in (selection_of(request, concept).ticked or ()) if number in by_number]
    choices = [_choice(request, rows, each) for each in preview.fields]
    return {
        "concept": concept,
        "kept": preview.kept,
        "rows": rows,
        "choices": [each for each in choices if each.differs],
        "equal": [each for each in choices if not each.differs],
        "moving": preview.moving,
        "effects": preview.effects,
        "count": len(rows),
        "action": reverse("merge", args=[concept.name]) + selection_of(request, concept).query,
        "list_address": reverse(concept.name) + selection_of(request, concept).address.query(),
    }


def _choice(request: HttpRequest, rows: list[Row], choice: FieldChoice) -> ShownChoice:
    write = writer_of(choice.field)
    name = choice.field.name
    typed = request.POST.get(f"choice-{name}", "")
    is_one = typed.isdecimal() and len(typed) < 19 and int(typed) in {row.id for row in rows}
    chosen = int(typed) if is_one else choice.proposed
    sides = tuple(
        Side(row.id, write(row).words, choice.values[row.id] in (None, ""), row.id == (chosen or rows[0].id))
        for row in rows
    )
    return ShownChoice(name, choice.field.title.in_(language()), sides, choice.differs, choice.is_bound)


@require_safe
def duplicates(request: HttpRequest, concept: str) -> HttpResponse:
    """Show the records that may be the one that is being typed, or that are the same as one that stands."""
    reader, of = opened(request, concept)
    word = request.GET.get("but", "")
    but = int(word) if word.isdecimal() and len(word) < 19 else None
    values: dict[str, Any] = {name: request.GET[name] for name in of.all_fields if name in request.GET}
    if but is not None:
        stands = record_at(reader, of, but)
        if stands is None:
            raise Http404
        values = {f.name: stands.values[f.name] for f in of.edited if isinstance(stands.values[f.name], str)}
    found = duplicates_of(reader, of, values, but=but)
    may_merge = but is not None and may(reader, of, Deed.REMOVE)
    may_tell = but is not None and may(reader, of, Deed.CHANGE)
    context = {"concept": of, "duplicates": found, "but": but, "may_merge": may_merge, "may_tell": may_tell}
    return render(request, "records/duplicates.html", context)


@require_POST
def not_a_duplicate(request: HttpRequest, concept: str, number: int, other: int) -> HttpResponse:
    """Remember that two records are two, or with `back` in the address take that back."""
    reader, of = opened(request, concept)
    if "back" in request.GET:
        let_be_alike(reader, of, number, other)
        messages.success(request, _("They may be one again"))
    else:
        tell_apart(reader, of, number, other)
        back = reverse("not_a_duplicate", args=[of.name, number, other])
        messages.success(request, _("Remembered: these are two"), extra_tags=f"undo:{back}?back=1")
    return redirect("record", of.name, number)
