"""What a decision comes to: its weights, how far evaluators differ, what it ranks, and how firm that is."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.judgements.kinds import PURPOSES, TOGETHER
from crmeter.records.judgements.pairs import times
from crmeter.records.judgements.queries import DecisionView, Seat, finished_judgements, seats_of
from crmeter.records.judgements.rights import may_lead, sees_results
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import actor_of, everybody
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.csv_export import csv_response
from crmeter.web.decisions.explained import decision_explained
from crmeter.web.decisions.readers import there
from crmeter.web.decisions.worked_out import worked_out
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.builder import status_of
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators import WeightSensitivity
    from crmeter.evaluation.external.decision_study import DecisionStudy


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a decision with what came of it, as far as whoever looks may see it."""
    found, _seat = there(request, number)
    return show(request, found)


@require_POST
def judgements_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send what was judged as a file that `crmeter ahp` reads."""
    found, seat = there(request, number)
    if not _sees(request, seat):
        raise PermissionDenied
    rows = list(_rows(found))
    note_export(actor_of(reader_of(request)), "judgements", len(rows), of=found.title)
    names = ["evaluator", "left", "right", "value", *(["under"] if found.alternatives else [])]
    return csv_response(f"decision-{number}-{timezone.localdate():%Y-%m-%d}.csv", names, rows)


def show(request: HttpRequest, decision: DecisionView, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page of a decision; `refusal` says why a change was not made."""
    found, seat = there(request, decision.id)
    seats, leads = seats_of(found.id), may_lead(reader_of(request))
    context: dict[str, Any] = {
        "decision": found,
        "purpose": PURPOSES[found.purpose],
        "seat": seat,
        "seats": seats,
        "pairs": len(found.pairs),
        "leads": leads,
        "others": [each for each in everybody() if each.is_active and each.id not in {one.user for one in seats}],
        "sees": _sees(request, seat),
        "together": list(TOGETHER.items()),
        "refusal": refusal,
        "typed": _typed(request, found),
    }
    if context["sees"]:
        try:
            study = worked_out(found)
            # The address of a change that was refused is none to ask at.
            explained = {} if refusal else decision_explained(found, study, seats)
            context |= _results(found, study, {str(each.id): each.name for each in seats}, explained)
        except NotEnoughData as lacking:
            context["lacking"] = lacking.undefined
    return page_or_explanation(request, "decisions/decision.html", context, status=status_of(refusal))


def _sees(request: HttpRequest, seat: Seat | None) -> bool:
    finished = seat is not None and seat.finished_at is not None
    return sees_results(reader_of(request), judges=seat is not None, has_finished=finished)


def _typed(request: HttpRequest, found: DecisionView) -> list[tuple[Text, str]]:
    """Return the weight of each criterion as it stands in its field."""
    percents = [found.set_weights.get(each.key) for each in found.criteria]
    return [
        (each.words, request.POST.get(f"weight-{place}", "" if percent is None else f"{percent:g}"))
        for place, (each, percent) in enumerate(zip(found.criteria, percents, strict=True))
    ]


def _results(
    found: DecisionView, study: "DecisionStudy", names: dict[str, str], explained: Mapping[str, WorkedOut]
) -> dict[str, Any]:
    words = found.words
    combined = {
        "judgements": study.by_judgements,
        "priorities": study.by_priorities,
    }
    rows: list[dict[str, Any]] = [
        {
            "words": words[name],
            "weight": float(study.weights[place]),
            "explained": explained.get(f"weight_{place}"),
            "spread": study.spread(place),
            "own": [float(fit.weights_[place]) for fit in study.own.values()],
            "combined": [None if each is None else float(each.weights[place]) for each in combined.values()],
        }
        for place, name in enumerate(study.criteria)
    ]
    fits = [(names[who], fit.consistency_ratio_, fit.is_consistent_) for who, fit in study.own.items()]
    joint = None if study.by_judgements is None else study.by_judgements.combined
    return {
        "study": study,
        "explained": explained,
        "rows": sorted(rows, key=lambda each: -each["weight"]),
        "fits": fits,
        "joint": joint,
        "most": max(float(each.max()) for each in (study.weights, *(fit.weights_ for fit in study.own.values()))),
        "ranking": _ranking(study, words, names, explained),
        "sensitivity": [_sensitivity(each, words) for each in study.sensitivity],
    }


def _ranking(
    study: "DecisionStudy", words: Any, names: dict[str, str], explained: Mapping[str, WorkedOut]
) -> list[dict[str, Any]]:
    if study.totals is None:
        return []
    order = sorted(range(len(study.alternatives)), key=lambda place: -float(study.totals[place]))  # type: ignore[index]
    return [
        {
            "words": words[study.alternatives[place]],
            "total": float(study.totals[place]),
            "explained": explained.get(f"total_{place}"),
            "own": [(names[who], float(each[place])) for who, each in study.own_totals.items()],
        }
        for place in order
    ]


def _sensitivity(each: "WeightSensitivity", words: Any) -> dict[str, Any]:
    sides = [
        None if side is None else {"falling": words[side.falling], "rising": words[side.rising]}
        for side in (each.below, each.above)
    ]
    stays = (each.below.weight if each.below else 0.0, each.above.weight if each.above else 1.0)
    return {"words": words[each.criterion], "weight": each.weight, "below": sides[0], "above": sides[1], "stays": stays}


def _rows(found: DecisionView) -> Iterator[list[str]]:
    told = language()
    for seat, given in finished_judgements(found.id).items():
        for pair, favour in given.items():
            left, right = (found.words[name].in_(told) for name in (pair.left, pair.right))
            value = f"{times(favour):g}" if favour >= 0 else f"1/{1 - favour}"
            under = [found.words[pair.under].in_(told) if pair.under else ""] if found.alternatives else []
            yield [seat.name, left, right, value, *under]
