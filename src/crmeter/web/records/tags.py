"""Tags of a record, and with whom it is shared: from its page, or from a row of a list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row, all_tags, is_within, record_at
from crmeter.records.concept.share_actions import share, unshare
from crmeter.records.concept.sharing import shares_of
from crmeter.records.concept.tag_actions import tag, untag
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, teams
from crmeter.records.staff.rights import Deed
from crmeter.records.staff.rights_queries import choosable_people
from crmeter.vocabulary import Text
from crmeter.web.records.reader import opened


@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the tags of a record; put one on (`name`) or take one off (`off`)."""
    reader, of = opened(request, concept)
    _there(reader, of, number)
    refusal: Text | None = None
    if request.method == "POST":
        off = request.POST.get("off", "")
        try:
            if off:
                for each in all_tags():
                    if each.name == off:
                        untag(reader, of, [number], each.id)
            else:
                tag(reader, of, [number], request.POST.get("name", ""))
        except Refused as refused:
            refusal = refused.text
        if "HX-Request" not in request.headers and refusal is None:
            return redirect("record", of.name, number)
    found = _there(reader, of, number)
    may_change = is_within(reader, of, number, Deed.CHANGE)
    context = tags_context(of, found, may_change=may_change) | {"refusal": refusal}
    response = render(request, "records/tags.html", context, status=422 if refusal else 200)
    if request.method == "POST" and refusal is None:
        response["HX-Trigger"] = "record-tagged"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show with whom a record is shared; share it (`with`) or take that back (`not_with`)."""
    reader, of = opened(request, concept)
    found = _there(reader, of, number)
    refusal: Text | None = None
    if request.method == "POST":
        try:
            if "not_with" in request.POST:
                unshare(reader, of, number, **_who(request.POST["not_with"]))
            else:
                may_change = request.POST.get("may") == "change"
                share(reader, of, number, **_who(request.POST.get("with", "")), may_change=may_change)
        except Refused as refused:
            refusal = refused.text
        if "HX-Request" not in request.headers and refusal is None:
            return redirect("record", of.name, number)
    may_share = is_within(reader, of, number, Deed.CHANGE)
    context = {
        "concept": of,
        "record": found,
        "shares": shares_of(reader, of, number),
        "may_share": may_share,
        "people": [each for each in choosable_people() if each[0] != reader.id] if may_share else (),
        "teams": teams() if may_share else (),
        "refusal": refusal,
    }
    return render(request, "records/shares.html", context, status=422 if refusal else 200)


def tags_context(concept: Concept, found: Row, *, may_change: bool) -> dict[str, Any]:
    """Return what the tags of a record are drawn from."""
    return {"concept": concept, "record": found, "may_tag": may_change, "tags": all_tags() if may_change else ()}


def _who(word: str) -> dict[str, int | None]:
    kind, _, number = word.partition(":")
    known = int(number) if number.isdecimal() and len(number) < 10 else None
    return {"user": known if kind == "user" else None, "team": known if kind == "team" else None}


def _there(reader: Person, concept: Concept, number: int) -> Row:
    found = record_at(reader, concept, number)
    if found is None:
        raise Http404
    return found
