"""Customer equity of all brands as the respondents of a survey see them, and what a better rating of ours would add."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.measures.view import Settings
from crmeter.records.firm.queries import firm
from crmeter.records.surveys.kinds import RESPONDENTS, STATES
from crmeter.records.surveys.queries import SurveyView, questions_of
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.web.surveys.equity_asked import EquityAsked, equity_asked
from crmeter.web.surveys.readers import for_survey_readers, reader_of, there
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators import Estimates
    from crmeter.evaluation.external.equity_study import EquityStudy
    from crmeter.evaluation.external.survey_choices import SurveyChoices

_CURRENCY = "VND"


@for_survey_readers
@require_safe
def equity_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show the equity under the assumptions of the address; without them, what is to be said first."""
    survey = there(number)
    context: dict[str, Any] = {
        "survey": survey,
        "state": STATES[survey.state],
        "kind": RESPONDENTS[survey.respondents],
        "builds": may_build(reader_of(request)),
        "least": LEAST_ANONYMOUS,
        "currency": firm().currency or _CURRENCY,
    }
    if results_of(survey).is_hidden:
        return render(request, "surveys/equity.html", {**context, "is_hidden": True})
    try:
        context |= _found(request, survey)
    except NotEnoughData as lacking:
        context["lacking"] = lacking.undefined
    return render(request, "surveys/equity.html", context)


def _found(request: HttpRequest, survey: SurveyView) -> dict[str, Any]:
    # Only this page and the explanation of figures load numpy and the engine of tables.
    from crmeter.evaluation.external.survey_choices import survey_choices  # noqa: PLC0415 - see above

    found = survey_choices(settings.WORKSPACE, survey.id)
    choices, words = found.choices, _words(survey)
    rate = firm().measures.get("annual_discount_rate", Settings().annual_discount_rate)
    asked = equity_asked(request.GET, choices.brands, choices.drivers, formats.number(rate * 100, language()))
    longest = found.scale[1] - found.scale[0]
    told: dict[str, Any] = {
        "asked": asked,
        "brands": [(brand, words.get(brand, Text.same(brand)), brand == asked.us) for brand in choices.brands],
        "moves": [
            (f"move-{place}", words.get(driver, Text.same(driver)), asked.moves[driver])
            for place, driver in enumerate(choices.drivers)
        ],
        "longest": longest,
        "step": longest / 20,
        "n": len(choices),
        "answered": found.answered,
        "left_out": choices.left_out,
        "made_at": found.made_at,
    }
    if asked.is_whole:
        told |= _study(found, asked, words)
    return told


def _study(found: "SurveyChoices", asked: EquityAsked, words: Mapping[str, Text]) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see `_found`

    from crmeter.estimators import Market  # noqa: PLC0415 - see `_found`
    from crmeter.evaluation.external.equity_study import study_equity  # noqa: PLC0415 - see `_found`

    margin, discount, horizon, market, cost = (asked.value(each.name) or 0.0 for each in asked.assumptions)
    stated = Market(np.full(len(found.choices.brands), margin / 100), discount / 100, horizon, market)
    study = study_equity(found.choices, us=asked.us, market=stated, scale=found.scale)
    moved = {driver: by for driver, by in asked.moves.items() if by}
    outcome = study.model.what_if(study.us, moved, cost=cost, scale=found.scale) if moved else None
    named = [words.get(brand, Text.same(brand)) for brand in found.choices.brands]
    return {
        "us": words.get(asked.us, Text.same(asked.us)),
        "equity": [_brand(study, place, words) for place in range(len(found.choices.brands))],
        "ours": _shown(study.equity.at(study.us)),
        "share": _shown(study.shares.at(study.us)),
        "effects": [
            (words.get(each.name, _INERTIA if each.importance is None else Text.same(each.name)), each)
            for each in study.effects
        ],
        "worth": _worth(study, words),
        "switching": list(zip(named, study.model.switching().tolist(), strict=True)),
        "columns": named,
        "diagnosis": study.model.logit_.diagnosis_,
        "outcome": outcome
        and {
            "change": _shown(outcome.change),
            "points": 100 * float(outcome.share_change.value),
            "returns": None if outcome.returns is None else _shown(outcome.returns),
            "cost": cost,
            "even": outcome.break_even,
            "held": outcome.held,
            "then": float(study.equity.value[study.us]) + float(outcome.change.value),
        },
        "moved": [(words.get(driver, Text.same(driver)), by) for driver, by in moved.items()],
    }


def _brand(study: "EquityStudy", place: int, words: Mapping[str, Text]) -> dict[str, Any]:
    brand = study.choices.brands[place]
    return {
        "name": words.get(brand, Text.same(brand)),
        "is_us": place == study.us,
        "equity": _shown(study.equity.at(place)),
        "share": _shown(study.shares.at(place)),
        "each": float(study.lifetime_value[place]),
    }


def _worth(study: "EquityStudy", words: Mapping[str, Text]) -> list[dict[str, Any]]:
    most = max((abs(float(each.outcome.change.value)) for each in study.moves), default=0.0) or 1.0
    return [
        {
            "name": words.get(each.name, Text.same(each.name)),
            "by": next(iter(each.by.values())),
            "change": _shown(each.outcome.change),
            "bar": abs(float(each.outcome.change.value)) / most,
            "is_loss": float(each.outcome.change.value) < 0,
        }
        for each in study.moves
    ]


def _shown(one: "Estimates") -> dict[str, float | None]:
    low, high = (None if each is None else float(each) for each in (one.low, one.high))
    return {"value": float(one.value), "low": low, "high": high}


def _words(survey: SurveyView) -> dict[str, Text]:
    """Return what brands and drivers are called now, by the key that answers say."""
    return {
        option.key: option.words
        for question in questions_of(survey.id)
        for option in (*question.options.rows, *question.options.choices)
    }


_INERTIA = Text("đã mua lần trước (sức ì)", "bought last (inertia)")
