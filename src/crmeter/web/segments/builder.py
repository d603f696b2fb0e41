"""The builder of segments: typed, looked at, kept, changed, removed, brought back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.concept.gate import may
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.customers.queries import choices_for, current_listing
from crmeter.records.customers.rule_queries import unseen_words
from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.segments.actions import (
    Built,
    add_segment,
    bring_back_segment,
    change_segment,
    keep_members_anew,
    remove_segment,
)
from crmeter.records.segments.queries import SegmentView, membership_of, segment_at
from crmeter.records.segments.rights import may_build, may_keep_for_all, may_share
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary.customer import RFM_CELLS
from crmeter.vocabulary.segment_rule import FACTS, LONGEST_SEGMENT_NAME, MOST_MEASURED, WAY_WORDS, WAYS, FactKind, Way
from crmeter.web.customers.list import list_root
from crmeter.web.ordering import whole
from crmeter.web.records.bulk import may_join
from crmeter.web.records.reader import reader_of
from crmeter.web.segments.found import found_by_rule, found_within, read_rule
from crmeter.web.segments.typed import TypedCondition, TypedGroup, TypedRule, typed_from, typed_rule
from crmeter.web.segments.words import CODES, JOINS, rule_told, rule_words
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

# A step that is made while a segment is built changes nothing that is kept. Enter keeps what has a name, else it looks.
_KEEP, _ENTER, _LOOK = "", "enter", "look"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show an empty builder, one that begins with a cell of RFM, or what is being built; or keep it."""
    reader = builder_of(request)
    if request.method != "POST":
        return _show(request, reader, None, _begun(request), _typed_flags(request, None))
    flags, deed = _typed_flags(request, None), _deed(request)
    typed = typed_rule(request.POST).changed_by(deed)
    if deed != _KEEP:
        return _show(request, reader, None, typed, flags)
    try:
        pk = add_segment(reader, Built(rule=typed.to_json(), **flags))
    except Refusal as refusal:
        return _show(request, reader, None, typed, flags, refusal)
    messages.success(request, _("Segment built"))
    return redirect("segment", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a segment with its builder, or keep what was changed.

    Raises:
        Http404: the reader does not find it.
    """
    reader = builder_of(request)
    found = segment_at(reader, number)
    if found is None:
        raise Http404
    flags = _typed_flags(request, found)
    if request.method != "POST":
        return _show(request, reader, found, TypedRule() if found.rule is None else typed_from(found.rule), flags)
    deed = _deed(request)
    typed = typed_rule(request.POST).changed_by(deed)
    if deed != _KEEP:
        return _show(request, reader, found, typed, flags)
    # Whoever has read what stands by now may put theirs in its place; nothing else takes the newer version.
    version = whole(request.POST.get("over", "")) or version_in(request)
    try:
        change_segment(reader, number, Built(rule=typed.to_json(), **flags), version=version)
    except Refusal as refusal:
        return _show(request, reader, found, typed, flags, refusal)
    messages.success(request, _("Segment kept"))
    return redirect("segment", number)


@require_POST
def keep_anew(request: HttpRequest, number: int) -> HttpResponse:
    """Let a kept segment hold whomever its rule holds now."""
    try:
        keep_members_anew(builder_of(request), number, version=version_in(request))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Members kept as of now"))
    return redirect("segment", number)


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a segment away, with a way back."""
    try:
        version = remove_segment(builder_of(request), number, version=version_in(request))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
        return redirect("segments")
    back = f"{reverse('segment_bring_back', args=[number])}?version={version}"
    messages.success(request, _("Segment removed"), extra_tags=f"undo:{back}")
    return redirect("segments")


@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a segment back."""
    try:
        bring_back_segment(builder_of(request), number, version=whole(request.GET.get("version", "")) or None)
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Segment is back"))
    return redirect("segments")


def builder_of(request: HttpRequest) -> Person:
    """Return who reads.

    Raises:
        PermissionDenied: they see no customers, so that they build no segments.
    """
    reader = reader_of(request)
    if not may_build(reader):
        raise PermissionDenied
    return reader


def _deed(request: HttpRequest) -> str:
    deed = request.POST.get("do", _KEEP)
    if deed == _ENTER:
        return _KEEP if request.POST.get("name", "").strip() else _LOOK
    return deed


def _begun(request: HttpRequest) -> TypedRule:
    cell = request.GET.get("rfm", "")
    if cell not in RFM_CELLS:
        return TypedRule()
    return TypedRule(groups=(TypedGroup(conditions=(TypedCondition("rfm", Way.IS, (cell,)),)),))


def _typed_flags(request: HttpRequest, found: SegmentView | None) -> dict[str, Any]:
    if request.method == "POST":
        said = request.POST
        return {
            "name": said.get("name", ""),
            "is_live": said.get("live", "yes") != "no",
            "is_shared": "shared" in said,
            "is_measured": "measured" in said,
        }
    if found is None:
        cell = RFM_CELLS.get(request.GET.get("rfm", ""))
        name = "" if cell is None else cell.in_(language())
        return {"name": name, "is_live": True, "is_shared": False, "is_measured": False}
    return {
        "name": found.name,
        "is_live": found.is_live,
        "is_shared": found.is_shared,
        "is_measured": found.is_measured,
    }


def _show(
    request: HttpRequest,
    reader: Person,
    segment: SegmentView | None,
    typed: TypedRule,
    flags: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    listing, scope = current_listing(), scope_of(reader)
    rule, why = read_rule(typed.to_json())
    found = None
    is_kept = segment is not None and not segment.is_live and request.method != "POST"
    if listing is not None and is_kept and segment is not None:
        found = found_within(listing, scope, membership_of(listing, segment), None)
    elif listing is not None and rule is not None:
        found = found_by_rule(listing, scope, rule)
    is_stale = isinstance(refusal, Stale)
    of_others = [] if segment is None or segment.rule is None or segment.owner == reader.id else [segment.rule]
    unseen = unseen_words(listing, scope, of_others)
    stands = "" if segment is None or segment.rule is None else rule_words(rule_told(segment.rule, unseen))
    context: dict[str, Any] = {
        "segment": segment,
        # What is drawn anew still stands on what its reader began with: what others kept since is not overwritten.
        "version": version_in(request) if request.method == "POST" else segment and segment.version,
        "is_stale": is_stale,
        "stands": stands,
        # Of a rule with names that its reader may not see the form would show them, or lose them.
        "told": stands if unseen else "",
        "typed": typed,
        "groups": [_group(nth, group, request.POST.get("do", "")) for nth, group in enumerate(typed.groups)],
        "joins": list(JOINS.items()),
        "flags": flags,
        "may_share": may_share(reader),
        "may_change": segment is None or (segment.may_change and not unseen),
        "may_keep": segment is not None and (not segment.is_shared or may_keep_for_all(reader)),
        "joins_campaigns": may_join(reader, CUSTOMERS),
        "may_export": may(reader, CUSTOMERS, Deed.EXPORT),
        "most_measured": MOST_MEASURED,
        "longest_name": LONGEST_SEGMENT_NAME,
        "listing": listing,
        "choices": {} if listing is None else choices_for(scope, listing),
        "found": found,
        "is_kept": is_kept,
        # While somebody types, what is not there yet is no mistake.
        "why": why,
        "refusal": refusal,
        "sees_all": scope.kind == "all",
        "customers_root": list_root(),
        "here": reverse("segment_new") if segment is None else reverse("segment", args=[segment.id]),
    }
    status = 200 if refusal is None else 412 if is_stale else 422
    return render(request, "segments/builder.html", context, status=status)


def _group(nth: int, group: TypedGroup, deed: str) -> dict[str, Any]:
    rows = [_row(nth, place, each) for place, each in enumerate(group.conditions)]
    # Whoever adds one goes on there.
    rows[-1]["is_new"] = deed in ("group", f"add-{nth}")
    return {"prefix": f"g{nth}", "add": f"add-{nth}", "join": group.join, "conditions": rows}


def _row(group: int, place: int, typed: TypedCondition) -> dict[str, Any]:
    values = (*typed.values, "", "")
    return {
        "prefix": f"g{group}c{place}",
        "drop": f"drop-{group}-{place}",
        "fact": typed.fact,
        "facts": [(name, fact.title) for name, fact in FACTS.items()],
        "way": typed.way.value,
        "ways": [(way.value, WAY_WORDS[way]) for way in WAYS[typed.kind]],
        "takes": typed.takes,
        "is_between": typed.way is Way.BETWEEN,
        "low": values[0],
        "high": values[1],
        "unit": "%" if typed.kind is FactKind.SHARE else "",
        "codes": [(code, words, code in typed.values) for code, words in CODES.get(typed.fact, {}).items()],
    }
