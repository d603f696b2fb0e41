"""Changes of records from pages: a field in place, a new record, one removed or brought back."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.concept.actions import bring_back, change, create, remove
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Link, Row, is_within, record_at
from crmeter.records.concept.options import looked_for, names_of
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.web.records.controls import control_of, typed_of
from crmeter.web.records.reader import opened
from crmeter.web.records.record import show_record
from crmeter.web.records.shown_fields import shown_field
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_LONGEST = 200
_EDITED = {False: "records/field_edit.html", True: "records/cell_edit.html"}
_READ = {False: "records/field.html", True: "records/cell.html"}


@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, concept: str, number: int, name: str) -> HttpResponse:
    """Show one field of a record, to be read or with `?edit=1` to be typed, or keep what was typed.

    Raises:
        Http404: there is no such record or field that the reader may see.
    """
    reader, of = opened(request, concept)
    which = of.all_fields.get(name)
    if which is None:
        raise Http404
    # In a list the same field is a cell, without its title.
    is_cell = "cell" in request.GET
    if request.method != "POST":
        found = _there(reader, of, number)
        template = _EDITED[is_cell] if request.GET.get("edit") else _READ[is_cell]
        return render(request, template, _field_context(reader, of, found, which))
    typed = request.POST.get(name, "")
    # Before the script is ready the browser sends the form by itself and shows the answer as a page.
    is_page = "HX-Request" not in request.headers
    try:
        change(reader, of, number, version=version_in(request), values={name: typed})
    except Stale:
        # Both values are shown: what stands, and what was typed, to be kept on top of it or left.
        found = _there(reader, of, number)
        context = _field_context(reader, of, found, which, typed=typed) | {"is_stale": True}
        if is_page:
            return show_record(request, reader, of, found, status=412, more={"typed_field": context})
        return render(request, _EDITED[is_cell], context, status=412)
    except Refused as refused:
        found = _there(reader, of, number)
        error = (refused.why if isinstance(refused, WrongValue) else refused.text).in_(language())
        context = _field_context(reader, of, found, which, typed=typed, error=error)
        if is_page:
            return show_record(request, reader, of, found, status=422, more={"typed_field": context})
        return render(request, _EDITED[is_cell], context, status=422)
    if is_page:
        messages.success(request, _("Saved"))
        return redirect("record", of.name, number)
    found = _there(reader, of, number)
    context = _field_context(reader, of, found, which) | {"is_saved": True}
    response = render(request, _READ[is_cell], context)
    # Other fields of the page are changed on the version that stands now, and rules may have changed them.
    response["HX-Trigger"] = json.dumps({"record-changed": {"version": found.version, "field": name}})
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, concept: str) -> HttpResponse:
    """Show the form of a new record, or make it."""
    reader, of = opened(request, concept)
    if not may(reader, of, Deed.CREATE):
        raise Http404
    typed = {f.name: request.POST.get(f.name, "") for f in of.edited if f.name in request.POST}
    errors: dict[str, str] = {}
    refusal = ""
    if request.method == "POST":
        try:
            pk = create(reader, of, {name: value for name, value in typed.items() if value.strip()})
        except WrongValue as wrong:
            errors[wrong.field] = wrong.why.in_(language())
        except Refused as refused:
            refusal = refused.text.in_(language())
        else:
            messages.success(request, _("Saved"))
            return redirect("record", of.name, pk)
    given = typed or _given(reader, of, request)
    controls = [
        control_of(of, f, _linked(reader, of, f, given), typed=_letters(f, given), error=errors.get(f.name, ""))
        for f in _asked_first(of)
    ]
    context = {"concept": of, "controls": controls, "refusal": refusal}
    return render(request, "records/new.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def take_away(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Remove a record, and offer to bring it back."""
    reader, of = opened(request, concept)
    remove(reader, of, number, version=version_in(request))
    messages.success(
        request,
        _("Removed"),
        extra_tags=f"undo:{reverse('bring_back', args=[of.name, number])}",
    )
    return redirect(of.name)


@require_POST
def put_back(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Bring a removed record back."""
    reader, of = opened(request, concept)
    found = record_at(reader, of, number, is_removed=True)
    if found is None:
        raise Http404
    bring_back(reader, of, number, version=found.version)
    messages.success(request, _("Brought back"))
    return redirect("record", of.name, number)


@require_safe
def choices(request: HttpRequest, concept: str, name: str) -> HttpResponse:
    """Show the records that a link can be set to, found by words."""
    reader, of = opened(request, concept)
    which = of.all_fields.get(name)
    if which is None or which.kind != Kind.RECORD:
        raise Http404
    words = request.GET.get("q", "").replace("\0", "")[:_LONGEST]
    return render(request, "records/choices.html", {"choices": looked_for(reader, which, words), "words": words})


def _there(reader: Person, concept: Concept, number: int) -> Row:
    found = record_at(reader, concept, number)
    if found is None:
        raise Http404
    return found


def _field_context(
    reader: Person, concept: Concept, found: Row, which: Field, *, typed: str | None = None, error: str = ""
) -> dict[str, Any]:
    may_change = is_within(reader, concept, found.id, Deed.CHANGE)
    return {
        "concept": concept,
        "record": found,
        "shown": shown_field(concept, found, which.name, may_change=may_change),
        "control": control_of(concept, which, found.values.get(which.name), typed=typed, error=error),
    }


def _asked_first(concept: Concept) -> list[Field]:
    """The fields of a new record: those that it needs, those that are listed, and how people are reached."""
    reached = {"phone", "email", "customer", "contact", "owner"}
    return [f for f in concept.edited if f.required or f.is_listed or f.name in reached]


def _given(reader: Person, concept: Concept, request: HttpRequest) -> dict[str, str]:
    """What the address that led here says of the new record, then what such a record begins with, and its owner."""
    given = {f.name: request.GET[f.name] for f in concept.edited if request.GET.get(f.name)}
    begins = {name: typed_of(concept.all_fields[name], value) for name, value in concept.begins().items()}
    return {"owner": str(reader.id)} | _usual(concept) | begins | given


def _usual(concept: Concept) -> dict[str, str]:
    """The defaults of the table, and the first of what administrators keep: nobody has to choose where there is one."""
    usual: dict[str, str] = {}
    blank = concept.table()
    for each in concept.edited:
        default = getattr(blank, each.column)
        if default not in (None, "") and each.kind not in (Kind.PERSON, Kind.RECORD):
            usual[each.name] = typed_of(each, default)
        elif each.required and each.kind == Kind.RECORD and not each.to:
            options = control_of(concept, each, None).options
            fitting = [o for o in options if not o.limit or o.limit == usual.get(each.limited_by, o.limit)]
            if fitting:
                usual[each.name] = fitting[0].value
        elif each.required and each.kind == Kind.CHOICE:
            usual[each.name] = each.choices[0].value
    return usual


def _linked(reader: Person, concept: Concept, which: Field, given: Mapping[str, str]) -> Link | None:
    number = given.get(which.name, "")
    if which.kind != Kind.RECORD or not which.to or not number.isdecimal() or len(number) > 18:
        return None
    names = names_of(reader, concept, which, {int(number)})
    return Link(int(number), names[int(number)]) if int(number) in names else None


def _letters(which: Field, given: Mapping[str, str]) -> str | None:
    return None if which.kind == Kind.RECORD and which.to else given.get(which.name)
