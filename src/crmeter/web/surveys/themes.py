"""What people wrote to a question, by theme, with the answers behind each; the first call loads the estimators."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.surveys.kinds import KINDS, SCALES, QuestionKind
from crmeter.records.surveys.queries import SurveyView, questions_of
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.records.surveys.rights import may_build
from crmeter.records.surveys.text_queries import MOST_WRITTEN, Written, score_beside, written_to
from crmeter.vocabulary import NotEnoughData
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers, there

if TYPE_CHECKING:
    from crmeter.estimators import Theme, Themes

# In the address of the answers that are in no theme.
_NONE = "-"
_MOST_ANSWERS = 200
_LONGEST_LEFT_OUT = 400


@for_survey_readers
@require_safe
def themes_page(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Show the themes, and the answers of the one that the address names."""
    survey = there(number)
    asked = next((each for each in questions_of(number) if each.id == question), None)
    if asked is None or asked.kind != QuestionKind.TEXT:
        raise Http404
    left_out = request.GET.get("without", "")[:_LONGEST_LEFT_OUT]
    context: dict[str, Any] = {
        "survey": survey,
        "question": asked,
        "builds": may_build(reader_of(request)),
        "least": LEAST_ANONYMOUS,
        "without": left_out,
    }
    if results_of(survey).is_hidden:
        return render(request, "surveys/themes.html", {**context, "is_hidden": True})
    written = written_to(survey, question)
    try:
        context |= _grouped(survey, written, left_out, request.GET.get("theme", ""))
    except NotEnoughData as lacking:
        context |= {"lacking": lacking.undefined, "answers": [(each, ()) for each in written]}
    return render(request, "surveys/themes.html", context)


def _grouped(survey: SurveyView, written: Sequence[Written], left_out: str, wanted: str) -> dict[str, Any]:
    from crmeter.estimators import AnswerScale, group_answers  # noqa: PLC0415 - other pages of surveys stay small

    beside = score_beside(survey)
    scores = None if beside is None else [float("nan") if each.score is None else each.score for each in written]
    scale = None if beside is None else AnswerScale(*SCALES[beside.kind])
    words = {each.strip() for each in left_out.lower().split(",")}
    themes = group_answers([each.text for each in written], scores, scale, leave_out=words)
    chosen = next((each for each in themes.themes if wanted in each.terms), None)
    return {
        "beside": None if beside is None else KINDS[beside.kind],
        "themes": themes,
        "rows": [(each, _may_show(survey, each)) for each in themes.themes],
        "chosen": chosen,
        "is_unplaced": wanted == _NONE,
        "none": _NONE,
        "answers": _answers(themes, chosen, written, wanted),
        "most_answers": _MOST_ANSWERS,
        "most_written": MOST_WRITTEN if len(written) == MOST_WRITTEN else None,
    }


def _may_show(survey: SurveyView, theme: "Theme") -> bool:
    """Return whether the mean score may stand beside the words: of few anonymous people it would tell who gave what."""
    return theme.score is not None and (not survey.is_anonymous or theme.score.n >= LEAST_ANONYMOUS)


def _answers(
    themes: "Themes", chosen: "Theme | None", written: Sequence[Written], wanted: str
) -> list[tuple[Written, tuple[str, ...]]]:
    """Return the answers to be read, each with the terms that put it in its theme."""
    if chosen is not None:
        return [(written[place], terms) for place, terms in list(chosen.answers.items())[:_MOST_ANSWERS]]
    if wanted == _NONE:
        return [(written[place], ()) for place in themes.unplaced[:_MOST_ANSWERS]]
    return []
