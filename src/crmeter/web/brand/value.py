"""What the name of the brand is worth in money by two methods, under assumptions that the address states."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from crmeter.measures.view import Settings
from crmeter.records.brand.queries import brand
from crmeter.records.firm.queries import firm
from crmeter.records.judgements.rights import may_lead
from crmeter.records.surveys.kinds import QuestionKind, Respondents, SurveyState
from crmeter.records.surveys.queries import Listed, SurveyView, opened_first, option_words, questions_of, surveys
from crmeter.records.surveys.result_queries import results_of
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.web.brand.value_asked import ValueAsked, value_asked
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.ordering import whole
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators import Estimates
    from crmeter.evaluation.external.brand_money import BrandMoney
    from crmeter.evaluation.external.survey_choices import SurveyChoices

_NEEDED = {QuestionKind.RATING, QuestionKind.LAST_BRAND, QuestionKind.NEXT_BRAND}


@for_survey_readers
@require_safe
def value_page(request: HttpRequest) -> HttpResponse:
    """Show both values under the assumptions of the address; without them, what is to be said first."""
    fitting = _fitting()
    wanted = whole(request.GET.get("survey", ""))
    chosen = next((each for each in fitting if each.survey.id == wanted), None) or opened_first(fitting)
    survey = None if chosen is None else chosen.survey
    context: dict[str, Any] = {
        "surveys": [each.survey for each in fitting],
        "survey": survey,
        "here": "brand_value",
        "leads": may_lead(reader_of(request)),
        "currency": own_currency(),
    }
    if survey is not None:
        try:
            context |= _found(request, survey, context["currency"])
        except NotEnoughData as lacking:
            context["lacking"] = lacking.undefined
    return page_or_explanation(request, "brand/value.html", context)


def _fitting() -> list[Listed]:
    """Return the surveys that ask what both methods need, and whose answers may be shown; the newest first."""
    return [
        each
        for each in surveys()
        if each.survey.respondents == Respondents.CUSTOMER
        and each.survey.state != SurveyState.DRAFT
        and {question.kind for question in questions_of(each.survey.id)} >= _NEEDED
        and not (each.survey.is_anonymous and results_of(each.survey).is_hidden)
    ]


def _found(request: HttpRequest, survey: SurveyView, currency: str) -> dict[str, Any]:
    # Only pages of this kind load numpy and the engine of tables.
    from crmeter.evaluation.external.survey_choices import survey_choices  # noqa: PLC0415 - see above

    found = survey_choices(settings.WORKSPACE, survey.id)
    words = option_words(survey.id)
    choices = found.choices
    rate = firm().measures.get("annual_discount_rate", Settings().annual_discount_rate)
    asked = value_asked(
        request.GET, brand().name, choices.brands, choices.drivers, formats.number(rate * 100, language())
    )
    told: dict[str, Any] = {
        "asked": asked,
        "brands": [(name, words.get(name, Text.same(name))) for name in choices.brands],
        "drivers": [(name, words.get(name, Text.same(name))) for name in choices.drivers],
        "n": len(choices),
        "answered": found.answered,
        "made_at": found.made_at,
        "left_out": choices.left_out,
    }
    if asked.is_whole:
        told |= _valued(request, found, asked, survey, words, currency)
    return told


def _valued(
    request: HttpRequest,
    found: "SurveyChoices",
    asked: ValueAsked,
    survey: SurveyView,
    words: Mapping[str, Text],
    currency: str,
) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see `_found`

    from crmeter.estimators import Market  # noqa: PLC0415 - see `_found`
    from crmeter.evaluation.external.brand_money import brand_money  # noqa: PLC0415 - see `_found`
    from crmeter.web.brand.value_explained import value_explained  # noqa: PLC0415 - see `_found`

    margin, discount, horizon, customers = (
        asked.value(name) or 0.0 for name in ("margin", "discount", "horizon", "market")
    )
    point = asked.value("point")
    market = Market(np.full(len(found.choices.brands), margin / 100), discount / 100, horizon, customers)
    money = brand_money(
        found.choices, us=asked.us, other=asked.other, market=market, price=asked.price or None,
        point=None if point is None else point / 100,
    )  # fmt: skip
    us, other = (words.get(name, Text.same(name)) for name in (asked.us, asked.other))
    return {
        "us": us,
        "other": other,
        "equity": _shown(money.equity),
        "by_choice": _shown(money.by_choice),
        "premium": None if money.premium is None else _shown(money.premium),
        "cheaper": None if money.premium is None or money.premium.value >= 0 else _shown(_turned(money.premium)),
        "by_premium": None if money.by_premium is None else _shown(money.by_premium),
        "undefined": money.undefined,
        "range": money.range,
        "explained": value_explained(money, asked, found, survey, words, currency),
        "offer": _offer(request, us, other, money, currency),
    }


def _offer(request: HttpRequest, us: Text, other: Text, money: "BrandMoney", currency: str) -> Offer | None:
    sides = money.range or (float(money.by_choice.value),)
    told = [Text(*(formats.compact_money(side, currency, each) for each in ("vi", "en"))) for side in sides]
    sentence = (_ONE if len(told) == 1 else _BOTH).fill(us=us, other=other, low=told[0], high=told[-1])
    return offer(
        request, source="brand_value", sentence=sentence, money=Decimal(round(sum(sides) / len(sides))),
        currency=currency,
    )  # fmt: skip


def _turned(one: "Estimates") -> "Estimates":
    """Return a figure with its sign turned, so that words instead of a minus say which way it goes."""
    from crmeter.estimators import Estimates  # noqa: PLC0415 - see `_found`

    return Estimates(
        -one.value, None if one.high is None else -one.high, None if one.low is None else -one.low, one.level
    )


def _shown(one: "Estimates") -> dict[str, float | None]:
    low, high = (None if each is None else float(each) for each in (one.low, one.high))
    return {"value": float(one.value), "low": low, "high": high}


_ONE = Text(
    "Tên {us} đáng giá khoảng {low} so với tên {other}, theo lựa chọn của khách.",
    "The name {us} is worth about {low} against the name {other}, by what customers choose.",
)
_BOTH = Text(
    "Tên {us} đáng giá từ {low} đến {high} so với tên {other}, theo hai phương pháp.",
    "The name {us} is worth {low} to {high} against the name {other}, by two methods.",
)
