"""The value of the same customers by what they say in a survey and by what they buy, with the difference explained."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from crmeter.measures.view import Settings
from crmeter.records.customers.queries import customer_at
from crmeter.records.firm.queries import firm
from crmeter.records.surveys.queries import SurveyView, questions_of
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import LANGUAGES, NotEnoughData, Text, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import offer
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.opened import scope_for
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.assumed import Assumed, Wanted, assumed
from crmeter.web.surveys.bought import known_run, same_currency
from crmeter.web.surveys.readers import for_survey_readers, there
from crmeter.web.surveys.reconciliation_explained import reconciliation_explained
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.evaluation.external.reconciliation import Reconciliation


@for_survey_readers
@require_safe
def reconciliation_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show both values once brand and margin are said; without them, what is to be said first."""
    survey = there(number)
    context: dict[str, Any] = {
        "survey": survey,
        "builds": may_build(reader_of(request)),
        "currency": own_currency(),
    }
    try:
        context |= _found(request, survey)
    except NotEnoughData as lacking:
        context["lacking"] = lacking.undefined
    return page_or_explanation(request, "surveys/reconciliation.html", context)


def _found(request: HttpRequest, survey: SurveyView) -> dict[str, Any]:
    # Only pages of figures load numpy and the engine of tables.
    from crmeter.evaluation.external.survey_choices import survey_choices  # noqa: PLC0415 - see above

    run = known_run(request, survey)
    found = survey_choices(settings.WORKSPACE, survey.id)
    words = _words(survey)
    us = request.GET.get("us", "")
    asked = assumed(request.GET, _wanted())
    told: dict[str, Any] = {
        "asked": asked,
        "us": us,
        "brands": [(brand, words.get(brand, Text.same(brand)), brand == us) for brand in found.choices.brands],
    }
    if us in found.choices.brands and all(each.value is not None for each in asked):
        told |= _compared(request, run.id, found, us, asked)
        called = words.get(us, Text.same(us))
        told["explained"] = reconciliation_explained(told["both"], asked, called, survey, told["as_of"], found.made_at)
    return told


def _compared(request: HttpRequest, run: str, found: Any, us: str, asked: tuple[Assumed, ...]) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see `_found`

    from crmeter.estimators import Market  # noqa: PLC0415 - see `_found`
    from crmeter.evaluation.external.behaved_values import behaved_values  # noqa: PLC0415 - see `_found`
    from crmeter.evaluation.external.reconciliation import (  # noqa: PLC0415 - see `_found`
        STEPS,
        perceived_values,
        reconcile,
    )

    margin, discount, horizon = (each.value or 0.0 for each in asked)
    try:
        behaved = behaved_values(settings.WORKSPACE, run)
    except FileNotFoundError as gone:
        raise NotEnoughData(
            "gone",
            Text("tệp của lần đánh giá không còn", "the files of the evaluation are not there any more"),
            Text("một lần đánh giá mới", "a new evaluation"),
        ) from gone
    same_currency(behaved.currency)
    market = Market(np.full(len(found.choices.brands), margin / 100), discount / 100, horizon, 1.0)
    both = reconcile(perceived_values(found, us=us, market=market, behaved=behaved), behaved)
    longest = max(float(abs(amount)) for amount in (both.perceived, both.behaved, *both.steps.values())) or 1.0
    scope = scope_for(request)
    return {
        "both": both,
        "as_of": behaved.as_of,
        "steps": [(STEPS[name], amount, float(abs(amount)) / longest) for name, amount in both.steps.items()],
        "perceived_bar": float(both.perceived) / longest,
        "behaved_bar": float(both.behaved) / longest,
        "apart": [(customer_at(scope, each.customer_key), each, STEPS[each.because]) for each in both.apart],
        "offer": offer(
            request,
            source="reconciliation",
            sentence=_sentence(both),
            money=abs(both.behaved - both.perceived),
            currency=both.currency,
        ),
    }


def _sentence(both: "Reconciliation") -> Text:
    from crmeter.evaluation.external.reconciliation import STEPS  # noqa: PLC0415 - see `_found`

    greatest = max(both.steps, key=lambda name: abs(both.steps[name]))
    return _SENTENCE.fill(
        n=both.n,
        said=Text(*(formats.compact_money(both.perceived, both.currency, each) for each in LANGUAGES)),
        bought=Text(*(formats.compact_money(both.behaved, both.currency, each) for each in LANGUAGES)),
        step=STEPS[greatest],
        by=Text(*(formats.compact_money(both.steps[greatest], both.currency, each) for each in LANGUAGES)),
    )


def _wanted() -> tuple[Wanted, ...]:
    rate = firm().measures.get("annual_discount_rate", Settings().annual_discount_rate)
    return (
        Wanted("margin", Text("Biên lợi nhuận (%)", "Contribution margin (%)"), 100),
        Wanted(
            "discount",
            Text("Tỷ lệ chiết khấu một năm (%)", "Discount rate a year (%)"),
            200,
            formats.number(rate * 100, language()),
        ),
        Wanted("horizon", Text("Nhìn trước mấy năm", "Years ahead"), 30, "3"),
    )


def _words(survey: SurveyView) -> dict[str, Text]:
    """Return what brands are called now, by the key that answers say."""
    return {option.key: option.words for question in questions_of(survey.id) for option in question.options.choices}


_SENTENCE = Text(
    "{n} khách đáng giá {said} theo lời họ nói và {bought} theo đơn hàng; chênh lệch lớn nhất do: {step} ({by}).",
    "{n} customers are worth {said} by what they say and {bought} by their orders; most of the difference: {step}"
    " ({by}).",
)
