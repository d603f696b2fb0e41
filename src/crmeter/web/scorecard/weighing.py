"""Weights of the scorecard from what evaluators judged: criteria are matched to measures by their names."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.judgements.kinds import Purpose
from crmeter.records.judgements.queries import DecisionView, decision, decisions_of
from crmeter.records.judgements.rights import may_read
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import Person
from crmeter.strategy.scorecard.queries import scorecard
from crmeter.strategy.targets.naming import title_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.weight_actions import weigh_targets
from crmeter.vocabulary import NotEnoughData
from crmeter.vocabulary.folding import folded
from crmeter.web.alerts.page import seer
from crmeter.web.decisions.worked_out import worked_out
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import is_number

# Above it judgements contradict each other too much (Saaty 1980).
_CONSISTENT = 0.1


@dataclass(frozen=True, slots=True)
class Offered:
    """A decision whose criteria are called as measures of the scorecard."""

    id: int
    title: str
    matched: int


def offered(reader: Person, targets: Mapping[str, TargetView]) -> list[Offered]:
    """Return the decisions that can weigh the parts of the scorecard."""
    found = []
    for each in decisions_of(reader) if may_read(reader) else ():
        matched = len(_matched(each.decision, targets))
        if each.decision.purpose is Purpose.CRITERIA and matched > 1:
            found.append(Offered(each.decision.id, each.decision.title, matched))
    return found


@require_POST
@for_all_rows
def weigh(request: HttpRequest) -> HttpResponse:
    """Give the targets of the scorecard the weights that a decision came to."""
    reader = seer(request)
    number = request.POST.get("decision", "")
    found = decision(int(number)) if is_number(number) else None
    if found is None or not may_read(reader):
        raise Http404
    targets = scorecard().targets
    try:
        study = worked_out(found)
        weights = dict(zip(study.criteria, (float(each) for each in study.weights), strict=True))
        matched = _matched(found, targets)
        changed = weigh_targets(
            reader,
            {target.id: weights[key] for key, target in matched.items() if key in weights},
            _versions(request),
            found.title,
        )
    except NotEnoughData as lacking:
        messages.error(request, lacking.undefined.reason.in_(language()))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, ngettext("%(n)d weight changed", "%(n)d weights changed", changed) % {"n": changed})
        combined = None if study.by_judgements is None else study.by_judgements.combined
        ratio = None if combined is None else combined.consistency_ratio_
        if ratio is not None and ratio > _CONSISTENT:
            messages.warning(request, _("The judgements contradict each other: their consistency ratio is above 0.10."))
    return redirect("scorecard")


def _matched(found: DecisionView, targets: Mapping[str, TargetView]) -> dict[str, TargetView]:
    """Return the targets by the key of the criterion that is called as their measure, in one of both languages."""
    called: dict[str, TargetView] = {}
    for name, target in targets.items():
        title = title_of(name)
        called |= {folded(title.vi): target, folded(title.en): target, folded(name): target}
    words = {each.key: (each.words.vi, each.words.en) for each in found.criteria}
    return {key: called[folded(said)] for key, both in words.items() for said in both if folded(said) in called}


def _versions(request: HttpRequest) -> dict[int, int]:
    """Return the versions of the targets that were seen, as the form says them."""
    pairs = (each.partition(".") for each in request.POST.getlist("target"))
    return {int(pk): int(version) for pk, _dot, version in pairs if is_number(pk) and is_number(version)}
