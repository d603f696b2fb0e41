"""Customer equity of all brands as the respondents of a survey see them, and what a better rating of ours would add."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from crmeter.measures.view import Settings
from crmeter.records.firm.queries import firm
from crmeter.records.surveys.equity_queries import equity_stated
from crmeter.records.surveys.kinds import RESPONDENTS, STATES
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import NotEnoughData, Undefined, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import offer
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.equity_asked import DRAWS, SEED, EquityAsked, equity_asked
from crmeter.web.surveys.equity_words import Words, sentence, words_of
from crmeter.web.surveys.readers import for_survey_readers, there
from crmeter.web.surveys.scenarios_shown import kept_scenarios
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.evaluation.external.equity_study import EquityStudy
    from crmeter.evaluation.external.survey_choices import SurveyChoices


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
        "currency": own_currency(),
        "scenarios": kept_scenarios(survey),
    }
    if results_of(survey).is_hidden:
        return page_or_explanation(request, "surveys/equity.html", {**context, "is_hidden": True})
    try:
        context |= equity_found(request, survey, request.GET, context["currency"])
    except NotEnoughData as lacking:
        context["lacking"] = lacking.undefined
    return page_or_explanation(request, "surveys/equity.html", context)


def read_choices(survey: SurveyView, segment: str = "") -> "SurveyChoices":
    """Return what the respondents told.

    Args:
        survey: a wave.
        segment: only of the customers in it; empty for everybody.

    Raises:
        NotEnoughData: nobody told all that is needed.
    """
    # Only pages of equity load numpy and the engine of tables.
    from crmeter.evaluation.external.survey_choices import survey_choices  # noqa: PLC0415 - see above

    return survey_choices(settings.WORKSPACE, survey.id, segment)


def asked_of(address: QueryDict, found: "SurveyChoices") -> EquityAsked:
    """Return what an address asks of the choices."""
    rate = firm().measures.get("annual_discount_rate", Settings().annual_discount_rate)
    return equity_asked(
        address,
        found.choices.brands,
        found.choices.drivers,
        discount=formats.number(rate * 100, language()),
        longest=found.scale[1] - found.scale[0],
    )


def studied(found: "SurveyChoices", asked: EquityAsked, words: Words) -> "EquityStudy":
    """Return equity under what is asked.

    Raises:
        NotEnoughData: the choices do not carry the model.
    """
    import numpy as np  # noqa: PLC0415 - see `read_choices`

    from crmeter.estimators import Market  # noqa: PLC0415 - see `read_choices`
    from crmeter.evaluation.external.equity_study import study_equity  # noqa: PLC0415 - see `read_choices`

    margin, discount, market = (asked.value(name) for name in ("margin", "discount", "market"))
    return study_equity(
        found.choices,
        us=asked.us,
        market=Market(
            np.full(len(found.choices.brands), margin / 100), discount / 100, asked.horizon, market * found.part
        ),
        groups=words.grouped(found.choices.drivers),
        scale=found.scale,
        ridge=asked.ridge,
        components=asked.components,
        steps=asked.moved,
        costs=asked.stated_costs,
    )


def equity_found(request: HttpRequest, survey: SurveyView, address: QueryDict, currency: str) -> dict[str, Any]:
    """Return what the parts of a page of equity show.

    Args:
        request: who asks, on which page.
        survey: a wave whose respondents may be shown.
        address: the assumptions, the segment and the moves; without all of the first nothing is worked out.
        currency: of the money.

    Raises:
        NotEnoughData: nobody told all that is needed, or the choices do not carry the model.
    """
    found = everybody = read_choices(survey)
    segment, words = address.get("segment", ""), words_of(survey)
    asked = asked_of(address, found)
    refused: Undefined | None = None
    if segment:
        try:
            found = read_choices(survey, segment)
        except NotEnoughData as lacking:
            refused = lacking.undefined
    choices = found.choices
    longest = found.scale[1] - found.scale[0]
    told: dict[str, Any] = {
        "asked": asked,
        "address": address.urlencode(),
        "brands": [(brand, words.of(brand), brand == asked.us) for brand in choices.brands],
        "longest": longest,
        "step": longest / 20,
        "sliders": [
            {
                "place": place,
                "name": words.of(driver),
                "by": asked.moves[driver],
                "wrong": asked.wrong_moves.get(driver),
                "cost": asked.costs[driver],
            }
            for place, driver in enumerate(choices.drivers)
        ],
        "n": len(choices),
        "answered": found.answered,
        "left_out": choices.left_out,
        "made_at": found.made_at,
        "segments": everybody.segments,
        "of_all": len(everybody.choices),
        "segment": segment,
        "segment_refused": refused,
    }
    if not asked.is_whole or refused is not None:
        return told
    from crmeter.web.surveys.equity_explained import equity_explained  # noqa: PLC0415 - see `read_choices`
    from crmeter.web.surveys.equity_shown import equity_shown  # noqa: PLC0415 - see `read_choices`

    try:
        study = studied(found, asked, words)
    except NotEnoughData as lacking:
        if not segment:
            raise
        return told | {"segment_refused": lacking.undefined}
    redrawn = study.redrawn(DRAWS, seed=SEED, moves=[asked.moved] if asked.moved else []) if asked.is_redrawn else None
    shown = equity_shown(study, redrawn, asked, words, currency)
    used = equity_stated()
    told |= {"used": used, "used_brand": None if used is None else words.of(used.assumed.brand)}
    told |= shown | {
        "sliders": [
            asked_for | found_for for asked_for, found_for in zip(told["sliders"], shown["sliders"], strict=True)
        ]
    }
    outcome = shown["outcome"]
    explained = equity_explained(study, redrawn, asked, words, currency, outcome, survey=survey, found=found)
    told |= {
        "explained": explained,
        "our_equity": explained[f"equity_{study.us}"],
        "our_share": explained[f"share_{study.us}"],
        "equity": [
            each | {"explained_equity": explained[f"equity_{place}"], "explained_share": explained[f"share_{place}"]}
            for place, each in enumerate(shown["equity"])
        ],
    }
    if outcome is not None:
        said = sentence(outcome, words, asked, currency, n=len(choices), survey=survey.name, segment=segment)
        told["finding"] = offer(
            request,
            source="survey_equity",
            sentence=said,
            money=outcome["worth"],
            currency=currency,
            # Browsers write the same address in more than one way.
            page=f"{request.path}?{request.GET.urlencode()}",
        )
    return told
