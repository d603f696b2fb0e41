"""What matters most for the outcome that is asked, on the snapshot of the current run."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.evaluation.influence.exactness import by_exactness
from crmeter.evaluation.influence.outcomes import OUTCOMES
from crmeter.evaluation.influence.sentence import sentence_of, size_of, span_of, unit_of
from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.parts import trust_tone
from crmeter.evaluation.report.ranges import ends_of
from crmeter.records.readings.queries import StoredRun
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.findings.offer import offer
from crmeter.web.influence.explained import influence_explained
from crmeter.web.readings.opened import Opened, open_current, safe
from crmeter.web.readings.pages import for_own_rows

if TYPE_CHECKING:
    from crmeter.evaluation.influence.study import InfluenceStudy, MoreData

_MOST_MEASURES = 10
_TRUSTED = (
    ("good", Text("Dữ liệu tin cậy cao (từ 85)", "High data trust (85 and more)")),
    ("warn", Text("Dữ liệu tin cậy vừa (70–84)", "Medium data trust (70–84)")),
    ("bad", Text("Dữ liệu tin cậy thấp (dưới 70)", "Low data trust (below 70)")),
    ("unrated", Text("Chưa đánh giá được độ tin cậy", "Data trust not known")),
)
# A finished run never changes, so what was found on it once serves whoever sees the same rows.
_KEPT = 32
_kept: "OrderedDict[tuple[object, ...], InfluenceStudy]" = OrderedDict()


@for_own_rows
@require_safe
def influence(request: HttpRequest) -> HttpResponse:
    """Show which data go with the outcome that the address asks for, and which more of them would tell."""
    opened = open_current(request)
    asked = request.GET.get("outcome", "")
    outcome = OUTCOMES.get(asked) or next(iter(OUTCOMES.values()))
    context: dict[str, Any] = {"outcomes": list(OUTCOMES.values()), "outcome": outcome}
    if opened is None:
        return render(request, "influence/influence.html", {**context, "nothing_yet": True})
    context |= opened.context() | {"exact": _exact(opened)}
    try:
        study = _study(opened.run, outcome.name)
    except NotEnoughData as lacking:
        return render(request, "influence/influence.html", {**context, "lacking": lacking.undefined})
    except FileNotFoundError:
        return render(request, "influence/influence.html", {**context, "rows_gone": True})
    sentence, explained = sentence_of(study), influence_explained(study, opened.run.made_at)
    return page_or_explanation(
        request,
        "influence/influence.html",
        {
            **context,
            "study": study,
            "explained": explained,
            "groups": _by_trust(study, explained),
            "more": [_more(each) for each in study.more],
            "ends": ends_of([(e.low, e.high) for each in study.influences for e in each.effects]),
            "unit": unit_of(study),
            "sentence": sentence,
            "offer": offer(request, source="influence", sentence=sentence) if study.standing else None,
        },
    )


def _study(run: StoredRun, outcome: str) -> "InfluenceStudy":
    # Only this page and the explanation of figures load numpy and the engine of tables.
    from crmeter.evaluation.influence.study import study_influence  # noqa: PLC0415 - see above

    key = (settings.WORKSPACE, run, outcome)
    if key not in _kept:
        _kept[key] = study_influence(settings.WORKSPACE, run.id, outcome, words=run.words, threads=2)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return _kept[key]


def _by_trust(study: "InfluenceStudy", explained: Mapping[str, WorkedOut]) -> list[tuple[Text, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {tone: [] for tone, _ in _TRUSTED}
    for each in study.influences:
        effects = [
            {
                "effect": one,
                "size": size_of(one.value),
                "span": span_of(one),
                "explained": explained[f"effect_{one.name}"],
            }
            for one in each.effects
        ]
        share = explained.get(f"share_{each.effects[0].name}")
        found[trust_tone(each.trust)].append({"influence": each, "effects": effects, "share": share})
    return [(title, found[tone]) for tone, title in _TRUSTED if found[tone]]


def _more(each: "MoreData") -> dict[str, Any]:
    return {
        "data": each,
        "now": None if each.now is None else 100 * each.now,
        "then": 100 * each.then,
        "shrinks": None if each.now is None else 1 - each.then / each.now,
    }


def _exact(opened: Opened) -> list[dict[str, Any]]:
    figures = opened.page.figures
    return [
        {
            "name": each.reading.measure,
            "title": figures.title(each.reading.measure),
            "figure": safe(draw_figure(opened.page, each.reading)),
            "reach": each.reach,
            "trust": each.reading.trust.score,
        }
        for each in by_exactness(figures.uncut)[:_MOST_MEASURES]
    ]
