"""Lists that are kept: tabs over a list, kept anew when it was changed, pinned, renamed, removed and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Condition
from crmeter.records.concept.listing import Asked
from crmeter.records.ledger.refusals import Refused
from crmeter.records.saved_views.actions import Kept, change_view, open_with, pin_view, remove_view, save_view
from crmeter.records.saved_views.queries import View, default_of, view_at
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text
from crmeter.web.records.asked import Address, address_of
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_PIPELINE = "pipeline"
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Tab:
    """A view over the list: where it is, whether it is looked at, and whether the list is not as it was kept."""

    view: View
    address: str
    is_now: bool
    is_changed: bool


def tabs_of(address: Address, views: Sequence[View], mode: str = "list", pipeline: int | None = None) -> dict[str, Any]:
    """Return the views of a concept for the tabs, and the one that is looked at."""
    concept = address.concept
    now = next((each for each in views if each.id == address.view), None)
    kept = None if now is None else _same(_kept_from(address, now.name, mode, pipeline, is_shared=now.is_shared), now)
    tabs = [
        Tab(each, address_of_view(concept, each), each is now, each is now and not kept)
        for each in views
        if each.is_pinned or each is now or each.is_own
    ]
    return {
        "tabs": tabs,
        "other_views": [
            (each, address_of_view(concept, each)) for each in views if not (each.is_pinned or each.is_own)
        ],
        "view": now,
        "view_is_changed": now is not None and not kept,
        "view_query": address.query(),
        "mode": mode,
        "pipeline_now": pipeline,
        "all_address": reverse(BOARD if mode == BOARD else concept.name)
        + ("?view=0" if any(each.is_default for each in views) else ""),
    }


def opens_with(request: HttpRequest, concept: Concept, views: Sequence[View], mode: str = "list") -> str | None:
    """Return where somebody is led who asks for a list without saying how, if they chose one of the views for that."""
    if request.GET or "HX-Request" in request.headers:
        return None
    found = default_of(views)
    return None if found is None or found.mode != mode else address_of_view(concept, found)


def address_of_view(concept: Concept, view: View) -> str:
    """Return where a view is shown: all of it stands in the address."""
    clauses, pipeline = list(view.clauses), ""
    if view.mode == BOARD:
        for clause in view.clauses:
            if len(clause) == 1 and clause[0].field == _PIPELINE and clause[0].operator == "is":
                clauses.remove(clause)
                pipeline = f"&{urlencode({_PIPELINE: clause[0].value})}"
    asked = Asked(words=view.words, clauses=tuple(clauses), sort=view.sort, tag=view.tag)
    address = Address(concept, asked, view.columns, view.group, view.id)
    return reverse(BOARD if view.mode == BOARD else concept.name) + address.query() + pipeline


@require_POST
def keep(request: HttpRequest, concept: str) -> HttpResponse:
    """Keep the list that the address holds under a name."""
    reader, of = opened(request, concept)
    said = request.POST if "name" in request.POST else request.GET
    mode, pipeline = _laid_out(request)
    kept = _kept_from(
        address_of(request, of), said.get("name", ""), mode, pipeline, is_shared=said.get("shared") == "1"
    )
    try:
        pk = save_view(reader, of, kept)
    except Refused as refused:
        return _refused(request, of, refused)
    pin_view(reader, of, pk, is_pinned=said.get("pinned", "1") == "1")
    messages.success(request, _("View kept"))
    return _to(reader, of, pk)


@require_POST
def change(request: HttpRequest, concept: str, number: int, what: str) -> HttpResponse:
    """Change one view: `update` it to the list as it is, `rename`, `pin`, `unpin` or `remove` it, open with it."""
    reader, of = opened(request, concept)
    found = view_at(reader, of, number)
    if found is None:
        raise Http404
    try:
        if what == "remove":
            remove_view(reader, of, number, version=version_in(request))
            told = {"name": found.name, "shared": int(found.is_shared), "pinned": int(found.is_pinned)}
            back = reverse("keep_view", args=[of.name]) + _again(of, found, told)
            messages.success(request, _("View removed"), extra_tags=f"undo:{back}")
            return redirect(of.name)
        _do(request, reader, of, found, what)
    except Refused as refused:
        return _refused(request, of, refused)
    messages.success(request, _("Saved"))
    return _to(reader, of, number)


def _do(request: HttpRequest, reader: Person, of: Concept, found: View, what: str) -> None:
    if what in ("pin", "unpin"):
        pin_view(reader, of, found.id, is_pinned=what == "pin")
    elif what in ("default", "usual"):
        open_with(reader, of, found.id if what == "default" else None)
    elif what == "rename":
        shared = request.POST.get("shared") == "1"
        kept = replace(_kept(found), name=request.POST.get("name", ""), is_shared=shared)
        change_view(reader, of, found.id, kept, version=version_in(request))
    else:
        mode, pipeline = _laid_out(request)
        kept = _kept_from(address_of(request, of), found.name, mode, pipeline, is_shared=found.is_shared)
        change_view(reader, of, found.id, kept, version=version_in(request))


def _again(concept: Concept, view: View, told: dict[str, Any]) -> str:
    """Return how an address goes on that keeps a view once more."""
    asked = Asked(words=view.words, clauses=view.clauses, sort=view.sort, tag=view.tag)
    before = Address(concept, asked, view.columns, view.group).query()
    return f"{before}{'&' if before else '?'}{urlencode({'mode': view.mode, **told})}"


def _laid_out(request: HttpRequest) -> tuple[str, int | None]:
    said = request.POST if "mode" in request.POST else request.GET
    mode, pipeline = said.get("mode", "list"), said.get(_PIPELINE, "")
    known = int(pipeline) if mode == BOARD and pipeline.isdecimal() and len(pipeline) < 10 else None
    return mode, known


def _kept_from(address: Address, name: str, mode: str, pipeline: int | None, *, is_shared: bool) -> Kept:
    asked = address.asked
    own = () if pipeline is None else ((Condition(_PIPELINE, "is", str(pipeline)),),)
    # The order that nobody needs to ask for is in no view.
    sort = "" if asked.sort == address.concept.default_sort else asked.sort
    clauses = (*asked.clauses, *own)
    return Kept(name, mode, address.columns, sort, clauses, asked.words, address.group, is_shared, asked.tag)


def _kept(view: View) -> Kept:
    return Kept(
        view.name,
        view.mode,
        view.columns,
        view.sort,
        view.clauses,
        view.words,
        view.group,
        is_shared=view.is_shared,
        tag=view.tag,
    )


def _same(kept: Kept, view: View) -> bool:
    return kept == _kept(view)


def _to(reader: Person, concept: Concept, pk: int) -> HttpResponse:
    found = view_at(reader, concept, pk)
    return redirect(concept.name) if found is None else redirect(address_of_view(concept, found))


def _refused(request: HttpRequest, concept: Concept, refused: Refused) -> HttpResponse:
    text: Text = refused.text
    messages.error(request, text.in_(language()))
    mode, pipeline = _laid_out(request)
    beside = "" if pipeline is None else f"&{urlencode({_PIPELINE: pipeline})}"
    query = address_of(request, concept).query()
    return redirect(reverse(BOARD if mode == BOARD else concept.name) + (query or "?view=0") + beside)
