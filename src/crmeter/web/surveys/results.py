"""What came of a survey, and its answers as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.ledger.export_actions import note_export
from crmeter.records.staff.queries import actor_of
from crmeter.records.surveys.group_queries import GROUPS, GroupBy, rated_answers
from crmeter.records.surveys.kinds import KINDS, RESPONDENTS, STATES, Respondents
from crmeter.records.surveys.queries import SurveyView, wave_after, waves_of
from crmeter.records.surveys.result_queries import (
    LEAST_ANONYMOUS,
    answer_rows,
    count_of_answers,
    respondents_of,
    results_of,
)
from crmeter.records.surveys.rights import may_build
from crmeter.web.csv_export import csv_response
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import by_key
from crmeter.web.findings.offer import offer
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.bounds import bounds_of
from crmeter.web.surveys.driven import driven
from crmeter.web.surveys.parts import by_group, by_wave
from crmeter.web.surveys.parts_explained import all_explained, groups_explained, waves_explained, weights_explained
from crmeter.web.surveys.readers import for_survey_readers, there
from crmeter.web.surveys.results_explained import results_explained
from crmeter.web.surveys.scored import title_of
from crmeter.web.surveys.silent import silence
from crmeter.web.surveys.stated import stated_beside
from crmeter.web.surveys.weights import of_all, weighted
from crmeter.web.surveys.worth_saying import SOURCE, fix_first
from crmeter.web.templatetags.figures import language

# A page stays readable with so many; it says how many more there are.
MOST_RESPONDENTS = 200


@for_survey_readers
@require_safe
def results_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show how many were asked and answered, and what they said."""
    survey = there(number)
    found = results_of(survey)
    bounds = bounds_of(found.questions)
    context: dict[str, Any] = {
        "survey": survey,
        "state": STATES[survey.state],
        "kind": RESPONDENTS[survey.respondents],
        "results": found,
        "respondents": respondents_of(survey, MOST_RESPONDENTS),
        "least": LEAST_ANONYMOUS,
        "builds": may_build(reader_of(request)),
        "next": wave_after(survey.id),
        "currency": own_currency(),
    }
    if not found.is_hidden:
        context |= _read(request, survey)
    goes_with = context.get("driven")
    about = results_explained(survey, found, bounds, goes_with, currency=own_currency(), read_at=timezone.now())
    parts = all_explained(context.get("waves"), context.get("groups"), weights=context.get("weights"))
    explained = {**about, **by_key(parts)}
    context["explained"] = explained
    context["drivers"] = [
        (each, explained.get(f"importance_{each.mark}")) for each in (goes_with.drivers if goes_with else ())
    ]
    context["questions"] = [
        (
            each,
            KINDS[each.question.kind],
            bounds.get(each.question.id),
            *(explained.get(f"{figure}_{each.question.id}") for figure in ("score", "mean")),
        )
        for each in found.questions
    ]
    return page_or_explanation(request, "surveys/results.html", context)


def _read(request: HttpRequest, survey: SurveyView) -> dict[str, Any]:
    """Return what is worked out from the answers: parts, drivers, weights, and who was silent."""
    wanted = request.GET.get("by", "")
    by = next((each for each in GroupBy if each == wanted), GroupBy.SEGMENT)
    answers = rated_answers(survey.id)
    goes_with = driven(answers)
    sentence, read_at, waves = fix_first(survey, goes_with), timezone.now(), by_wave(survey)
    told: dict[str, Any] = {
        "columns": [title_of(each) for each in answers.rated],
        "waves": waves and waves_explained(waves_of(survey), waves, read_at),
        "driven": goes_with,
        "stated": stated_beside(survey.id, goes_with),
        "offered": sentence and offer(request, source=SOURCE, sentence=sentence, page=request.path),
        "by": by,
        "by_words": GROUPS[by],
        "ways": [(each, GROUPS[each]) for each in GroupBy],
    }
    # Of an anonymous survey nobody knows who belongs to which group, and employees are in none.
    if not survey.is_anonymous and survey.respondents != Respondents.EMPLOYEE:
        weights = weighted(survey, answers, request.GET.dict())
        weights = weights and weights_explained(survey, weights, read_at)
        told |= {
            "groups": groups_explained(survey, by_group(survey, answers, by), GROUPS[by], read_at),
            "silence": silence(survey, by, _("Small groups together")),
            "weights": weights,
            "margins": [(GROUPS[each.by], each) for each in weights.margins] if weights else [],
            "weighted_rows": [(each, title_of(each.rated)) for each in weights.scores] if weights else [],
            "of_all": of_all(weights, by) if weights else "",
        }
    return told


@for_survey_readers
@require_POST
def answers_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send the answers as a file, a line for each."""
    survey = there(number)
    hidden = results_of(survey).is_hidden
    note_export(
        actor_of(reader_of(request)), "survey_answers", 0 if hidden else count_of_answers(survey), of=survey.name
    )
    names = [
        _("Answers of one person"), _("Answered"), _("Came by"), _("Who"), _("Kind of question"), _("Question"),
        _("Aspect"), _("Brand or choice"), _("Number"), _("Words"),
    ]  # fmt: skip
    return csv_response(f"survey-{number}-{timezone.localdate():%Y-%m-%d}.csv", names, _rows(survey))


def _rows(survey: SurveyView) -> Iterator[list[Any]]:
    words = language()
    for each in answer_rows(survey):
        yield [
            each.response,
            timezone.localtime(each.answered_at).date().isoformat(),
            each.came_by.value,
            each.name,
            KINDS[each.question.kind].in_(words),
            each.question.title.in_(words),
            each.driver,
            each.brand,
            None if each.number is None else f"{each.number.normalize():f}",
            each.text,
        ]
