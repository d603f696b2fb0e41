"""Methods side by side on the snapshot of the current run, and the decision that the criteria make together."""

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.evaluation.methods.sectors import EVERYWHERE, Chosen, chosen
from crmeter.evaluation.report.ranges import ends_of
from crmeter.evaluation.report.words import SLICE_WORDS
from crmeter.records.firm.queries import firm
from crmeter.records.readings.queries import StoredRun
from crmeter.vocabulary import NotEnoughData, formats
from crmeter.web.findings.offer import offer
from crmeter.web.readings.named import named
from crmeter.web.readings.opened import Opened, open_current
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.evaluation.methods.side_by_side import Answer, Compared
    from crmeter.evaluation.methods.study import MethodStudy

PARTED_BY = ("segment", "region", "channel")
# A finished run never changes, so what methods say of it once serves whoever sees the same rows.
_KEPT = 32
_kept: "OrderedDict[tuple[object, ...], MethodStudy]" = OrderedDict()


@for_own_rows
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Show what the methods of the firm answer, where they disagree, and what its criteria decide together."""
    opened = open_current(request, ("", *PARTED_BY))
    standing = firm()
    own = chosen(standing.sector, standing.methods.get("methods"), standing.methods.get("criteria"))
    by = request.GET.get("by", "")
    by = by if by in PARTED_BY else PARTED_BY[0]
    context: dict[str, Any] = {
        "sector": own.sector,
        "is_chosen": own.sector.name != EVERYWHERE,
        "by": by,
        "parts_by": [(each, SLICE_WORDS[each]) for each in PARTED_BY],
    }
    if opened is None:
        return render(request, "methods/methods.html", {**context, "nothing_yet": True})
    context |= opened.context() | {"headline": named(opened, own.sector.headline)}
    context |= _decided(request, opened, own, by)
    try:
        study = _study(opened.run, own.methods)
    except FileNotFoundError:
        return render(request, "methods/methods.html", {**context, "rows_gone": True})
    context["study"] = study
    context["questions"] = [_question(each, study.currency) for each in study.questions]
    return render(request, "methods/methods.html", context)


def _study(run: StoredRun, names: tuple[str, ...]) -> "MethodStudy":
    # Only pages that ask a snapshot anew load numpy and the engine of tables.
    from crmeter.evaluation.methods.study import study_methods  # noqa: PLC0415 - see above

    key = (settings.WORKSPACE, run, names)
    if key not in _kept:
        _kept[key] = study_methods(settings.WORKSPACE, run.id, names, words=run.words, threads=2)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return _kept[key]


def _decided(request: HttpRequest, opened: Opened, own: Chosen, by: str) -> dict[str, Any]:
    from crmeter.evaluation.methods.decision import decide, sentence_of  # noqa: PLC0415 - see `_study`

    figures = opened.page.figures
    readings = [reading for name in own.criteria for reading in figures.cut(name, by)]
    try:
        decision = decide(readings, by, own.criteria)
    except NotEnoughData as lacking:
        return {"undecided": lacking.undefined}
    total, order = decision.sum.total, decision.sum.order
    assert total.low is not None  # noqa: S101 - always given
    assert total.high is not None  # noqa: S101 - always given
    sentence = sentence_of(decision)
    return {
        "decision": decision,
        "ranked": [
            {
                "name": decision.sum.alternatives[at],
                "total": float(total.value[at]),
                "low": float(total.low[at]),
                "high": float(total.high[at]),
                "scores": decision.sum.scores[at].tolist(),
            }
            for at in order
        ],
        "firmness": [
            {
                "criterion": criterion,
                "from": 0.0 if held.below is None else held.below.weight,
                "to": 1.0 if held.above is None else held.above.weight,
                "below": None if held.below is None else held.below.rising,
                "above": None if held.above is None else held.above.rising,
            }
            for criterion, held in zip(decision.criteria, decision.sum.sensitivity, strict=False)
        ],
        "whole": ends_of([(0.0, 100.0), *zip(total.low.tolist(), total.high.tolist(), strict=True)]),
        "sentence": sentence,
        "offer": offer(request, source="methods", sentence=sentence),
    }


def _question(compared: "Compared", currency: str) -> dict[str, Any]:
    bounds = [
        (each.low if each.low is not None else each.value, each.high if each.high is not None else each.value)
        for each in compared.answers
        if each.value is not None
    ]
    if compared.actual is not None:
        bounds.append((compared.actual, compared.actual))
    return {
        "compared": compared,
        "ends": ends_of(bounds),
        "actual": None if compared.actual is None else _written(compared.actual, compared, currency),
        "answers": [_answer(each, compared, currency) for each in compared.answers],
        "answered": sum(each.undefined is None for each in compared.answers),
        "doubts": (*compared.misses, *compared.disagreements),
        "details": compared.details,
    }


def _answer(answer: "Answer", compared: "Compared", currency: str) -> dict[str, Any]:
    def written(value: float | None) -> str | None:
        return None if value is None else _written(value, compared, currency)

    low, high = written(answer.low), written(answer.high)
    return {
        "answer": answer,
        "value": written(answer.value),
        "span": None if low is None or high is None else formats.span(low, high),
        "low": answer.value if answer.low is None else answer.low,
        "high": answer.value if answer.high is None else answer.high,
        "fit": _fit(answer, compared),
    }


def _fit(answer: "Answer", compared: "Compared") -> str | None:
    if answer.fit is None:
        return None
    words = language()
    if compared.question.name == "value":
        fit = formats.number(answer.fit, words, 2)
        if answer.fit_low is None or answer.fit_high is None:
            return fit
        return (
            f"{fit} ({formats.span(*(formats.number(each, words, 2) for each in (answer.fit_low, answer.fit_high)))})"
        )
    if compared.question.name == "again":
        return formats.points(answer.fit, words)
    return formats.percent(answer.fit, words)


def _written(value: float, compared: "Compared", currency: str) -> str:
    if compared.unit == "money":
        return formats.compact_money(value, currency, language())
    # Methods weigh drivers on scales of their own: a coefficient is no share.
    if compared.unit == "words":
        return formats.number(value, language(), 2)
    return formats.percent(value, language())
