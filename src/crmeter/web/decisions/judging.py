"""The pages on which an evaluator compares two things at a time, alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.judgements.judging_actions import finish, judge, undo_last
from crmeter.records.judgements.pairs import MOST, Pair
from crmeter.records.judgements.queries import DecisionView, Seat, judged_by
from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.web.decisions.consistency import told_of
from crmeter.web.decisions.degrees import degree, sides
from crmeter.web.decisions.readers import judged_here
from crmeter.web.decisions.worked_out import Given
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.builder import status_of
from crmeter.web.versions import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def judge_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a pair, or keep what was judged of it and go on to the next that is left."""
    found, seat = judged_here(request, number)
    if seat.finished_at is not None and request.method != "POST":
        return redirect("decision", number)
    at = _place(request, found, judged_by(seat.id))
    if request.method != "POST":
        return _show(request, found, seat, at)
    favour = request.POST.get("favour", "")
    try:
        told = int(favour) if favour.removeprefix("-").isdecimal() and len(favour) < 4 else MOST + 1
        judge(reader_of(request), seat.id, found.pairs[at], told, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, found, seat, at, refusal)
    return redirect(_address(number, _next(found, judged_by(seat.id), at)))


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back the last answer, and show its pair."""
    found, seat = judged_here(request, number)
    try:
        pair = undo_last(reader_of(request), seat.id, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, found, seat, 0, refusal)
    return redirect(_address(number, found.pairs.index(pair) if pair in found.pairs else 0))


@require_POST
def finish_it(request: HttpRequest, number: int) -> HttpResponse:
    """Hand in what was judged."""
    found, seat = judged_here(request, number)
    try:
        finish(reader_of(request), seat.id, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, found, seat, 0, refusal)
    messages.success(request, _("Thank you. Your judgements count now."))
    return redirect("decision", number)


def _show(
    request: HttpRequest, found: DecisionView, seat: Seat, at: int, refusal: Refusal | None = None
) -> HttpResponse:
    given, pair, words = judged_by(seat.id), found.pairs[at], found.words
    left, right = words[pair.left], words[pair.right]
    context: dict[str, Any] = {
        "decision": found,
        "seat": judged_here(request, found.id)[1],
        "at": at,
        "pair": pair,
        "under": words.get(pair.under),
        "left": left,
        "right": right,
        "sides": sides(left, right, given.get(pair)),
        "is_judged": pair in given,
        "pairs": [_listed(found, place, each, given) for place, each in enumerate(found.pairs)],
        "done": sum(each in given for each in found.pairs),
        "before": at - 1 if at else None,
        "after": at + 1 if at + 1 < len(found.pairs) else None,
        "consistency": told_of(found, given),
        "refusal": refusal,
    }
    return render(request, "decisions/judge.html", context, status=status_of(refusal))


def _listed(found: DecisionView, place: int, pair: Pair, given: Given) -> dict[str, Any]:
    left, right = found.words[pair.left], found.words[pair.right]
    told = given.get(pair)
    return {
        "place": place,
        "under": found.words.get(pair.under),
        "left": left,
        "right": right,
        "told": None if told is None else degree(left, right, told),
    }


def _place(request: HttpRequest, found: DecisionView, given: Given) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("pair", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 5 and int(asked) < len(found.pairs):
        return int(asked)
    return _next(found, given, -1)


def _next(found: DecisionView, given: Given, at: int) -> int:
    """Return the next pair that is left after one, then from the beginning; the same one when all are judged."""
    order = [*range(at + 1, len(found.pairs)), *range(at + 1)]
    return next((place for place in order if found.pairs[place] not in given), max(at, 0))


def _address(number: int, place: int) -> str:
    return f"{reverse('decision_judge', args=[number])}?pair={place}"
