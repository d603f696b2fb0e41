"""What ratings of a survey go with: what the same customers bought afterwards, and what they had done before."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.queries import SurveyView, option_words, questions_of
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import LANGUAGES, NotEnoughData, Text, Undefined, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.bought import known_run
from crmeter.web.surveys.readers import for_survey_readers, there

if TYPE_CHECKING:
    from crmeter.estimators import Estimates
    from crmeter.evaluation.external.component_links import Link, LinkStudy, ReactionLink

_SPANS = (90, 180, 365)
_USUAL = 180


@for_survey_readers
@require_safe
def behaviour_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what each rating goes with, over the span of the address."""
    survey = there(number)
    words = option_words(survey.id)
    typed = request.GET.get("days", "")
    days = int(typed) if typed in map(str, _SPANS) else _USUAL
    us = request.GET.get("us", "")
    context: dict[str, Any] = {
        "survey": survey,
        "builds": may_build(reader_of(request)),
        "spans": [(span, span == days) for span in _SPANS],
        "brands": [(brand, words[brand], brand == us) for brand in _brands(survey)],
        "days": days,
    }
    try:
        context |= _found(request, survey, words, us, days)
    except NotEnoughData as lacking:
        context["lacking"] = lacking.undefined
    return page_or_explanation(request, "surveys/behaviour.html", context)


def _found(request: HttpRequest, survey: SurveyView, words: dict[str, Text], us: str, days: int) -> dict[str, Any]:
    run = known_run(request, survey)
    # Only pages of figures load numpy and the engine of tables.
    from crmeter.evaluation.external.answered_histories import (  # noqa: PLC0415 - see above
        REACTIONS,
        answered_histories,
    )
    from crmeter.evaluation.external.component_links import OUTCOMES, study_links  # noqa: PLC0415 - see above

    try:
        histories = answered_histories(settings.WORKSPACE, run.id, survey.id, us=us or None, days=days)
    except FileNotFoundError as gone:
        raise NotEnoughData(
            "gone",
            Text("tệp của lần đánh giá không còn", "the files of the evaluation are not there any more"),
            Text("một lần đánh giá mới", "a new evaluation"),
        ) from gone
    from crmeter.web.surveys.behaviour_explained import behaviour_explained  # noqa: PLC0415 - see above

    study = study_links(histories)
    explained = behaviour_explained(study, survey, words, run.made_at)
    places = {component: place for place, component in enumerate(histories.components)}
    return {
        "explained": explained,
        "histories": histories,
        "rated": [
            (_called(name, words), int(n)) for name, n in zip(histories.components, histories.rated, strict=True)
        ],
        "outcomes": [
            (title, name, drawn, _why_none(drawn))
            for name, title in OUTCOMES.items()
            for drawn in [
                [
                    _drawn(each, words, f"{name}_{places[each.component]}", explained)
                    for each in study.links
                    if each.outcome == name
                ]
            ]
        ],
        "reactions": [
            (title, drawn, _why_none(drawn))
            for name, title in REACTIONS.items()
            for drawn in [
                [
                    _drawn(each, words, f"{name}_{places[each.component]}", explained)
                    for each in study.reactions
                    if each.reaction == name
                ]
            ]
        ],
        "offer": _offer(request, study, words),
    }


def _drawn(
    link: "Link | ReactionLink", words: dict[str, Text], key: str, explained: Mapping[str, WorkedOut]
) -> dict[str, Any]:
    money = getattr(link, "money", None)
    return {
        "name": _called(link.component, words),
        "n": link.n,
        "effect": _shown(link.effect),
        "money": _shown(money),
        "money_missing": getattr(link, "money_missing", None),
        "missing": link.missing,
        "is_clear": link.is_clear,
        "about": explained.get(key),
        "about_money": explained.get(f"money_{key}"),
    }


def _why_none(drawn: list[dict[str, Any]]) -> Undefined | None:
    """Return why nothing can be told of any rating, or None where something can."""
    missing = [each["missing"] for each in drawn]
    return missing[0] if drawn and all(missing) else None


def _shown(one: "Estimates | None") -> dict[str, float] | None:
    if one is None or one.low is None or one.high is None:
        return None
    return {"value": float(one.value), "low": float(one.low), "high": float(one.high)}


def _offer(request: HttpRequest, study: "LinkStudy", words: dict[str, Text]) -> Offer | None:
    """Offer the rating whose point goes with most revenue, where it is clear of none."""
    clear = [
        (abs(float(each.effect.value)), place, each)
        for place, each in enumerate(study.links)
        if each.outcome == "revenue" and each.effect is not None and each.is_clear and each.money is not None
    ]
    if not clear:
        return None
    _, _, strongest = max(clear)
    shown = _shown(strongest.money)
    if shown is None:
        return None
    currency = study.histories.currency
    sentence = _SENTENCE.fill(
        component=_called(strongest.component, words),
        n=strongest.n,
        days=study.histories.days,
        **{
            name: Text(*(formats.compact_money(amount, currency, each) for each in LANGUAGES))
            for name, amount in shown.items()
        },
    )
    return offer(
        request,
        source="component_links",
        sentence=sentence,
    )


def _called(component: str, words: dict[str, Text]) -> Text:
    from crmeter.evaluation.external.component_links import component_words  # noqa: PLC0415 - see `_found`

    return words.get(component) or component_words(component)


def _brands(survey: SurveyView) -> list[str]:
    rated = [each for each in questions_of(survey.id) if each.kind == QuestionKind.RATING]
    return list(dict.fromkeys(option.key for each in rated for option in each.options.choices))


_SENTENCE = Text(
    "Mỗi điểm khách chấm {component} cao hơn đi cùng {value} doanh thu trong {days} ngày sau đó (khoảng 80%: {low} –"
    " {high}; {n} khách, cùng mức mua trước đó); đây là tương quan, chưa phải nguyên nhân.",
    "Each point that customers rate {component} higher goes with {value} of revenue in the {days} days after (80%:"
    " {low} – {high}; {n} customers, what they bought before held); an association, not yet a cause.",
)
