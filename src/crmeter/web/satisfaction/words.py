"""What people wrote to surveys that came in files, by theme; the first call loads the engine and the estimators."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.surveys.kinds import KINDS, RESPONDENTS, QuestionKind, Respondents
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS
from crmeter.vocabulary import NotEnoughData
from crmeter.web.readings.opened import scope_for, words_for
from crmeter.web.surveys.readers import for_survey_readers

if TYPE_CHECKING:
    from crmeter.estimators import Theme
    from crmeter.evaluation.external.written_answers import WrittenAnswers

# In the address of the answers that are in no theme.
_NONE = "-"
_MOST_ANSWERS = 200
_LONGEST_LEFT_OUT = 400
_LARGEST_KEY = 2**63 - 1


@for_survey_readers
@require_safe
def written_surveys(request: HttpRequest) -> HttpResponse:
    """Show which surveys from files people answered in words."""
    from crmeter.evaluation.external.written_answers import surveys_written_to  # noqa: PLC0415 - other pages stay small

    found = surveys_written_to(settings.WORKSPACE, LEAST_ANONYMOUS, _owners(request))
    rows = [(each, RESPONDENTS[Respondents(each.respondents)]) for each in found]
    return render(request, "satisfaction/written.html", {"rows": rows, "least": LEAST_ANONYMOUS})


@for_survey_readers
@require_safe
def words(request: HttpRequest, respondents: str, survey: int, question: int) -> HttpResponse:
    """Show the themes of one question, and the answers of the theme that the address names.

    Raises:
        Http404: nothing was written that the reader may see.
    """
    from crmeter.evaluation.external.written_answers import MOST_WRITTEN, written_answers  # noqa: PLC0415 - see above

    if max(survey, question) > _LARGEST_KEY:
        raise Http404
    written = written_answers(settings.WORKSPACE, survey, question, respondents, LEAST_ANONYMOUS, _owners(request))
    if written is None:
        raise Http404
    left_out = request.GET.get("without", "")[:_LONGEST_LEFT_OUT]
    context: dict[str, Any] = {
        "written": written,
        "respondents": RESPONDENTS[Respondents(written.about.respondents)],
        "is_anonymous": written.about.respondents == Respondents.EMPLOYEE,
        "without": left_out,
        "none": _NONE,
        "most_answers": _MOST_ANSWERS,
        "most_written": MOST_WRITTEN if len(written.answers) == MOST_WRITTEN else None,
    }
    try:
        context |= _grouped(written, left_out, request.GET.get("theme", ""))
    except NotEnoughData as lacking:
        context |= {"lacking": lacking.undefined, "answers": [(each, ()) for each in written.answers]}
    return render(request, "satisfaction/words.html", context)


def _owners(request: HttpRequest) -> Collection[str] | None:
    scope = scope_for(request)
    return None if scope.kind == "all" else words_for(scope)


def _grouped(written: "WrittenAnswers", left_out: str, wanted: str) -> dict[str, Any]:
    themes = written.themes({each.strip() for each in left_out.lower().split(",")})
    chosen = next((each for each in themes.themes if wanted in each.terms), None)
    answers: list[tuple[Any, tuple[str, ...]]] = []
    if chosen is not None:
        answers = [(written.answers[place], terms) for place, terms in list(chosen.answers.items())[:_MOST_ANSWERS]]
    elif wanted == _NONE:
        answers = [(written.answers[place], ()) for place in themes.unplaced[:_MOST_ANSWERS]]
    return {
        "beside": None if written.beside is None else KINDS[QuestionKind(written.beside)],
        "themes": themes,
        "rows": [(each, _may_show(written, each)) for each in themes.themes],
        "chosen": chosen,
        "is_unplaced": wanted == _NONE,
        "answers": answers,
    }


def _may_show(written: "WrittenAnswers", theme: "Theme") -> bool:
    """Return whether the mean score may stand beside the words: of few employees it would tell who gave what."""
    few = written.about.respondents == Respondents.EMPLOYEE and theme.score is not None
    return theme.score is not None and not (few and theme.score.n < LEAST_ANONYMOUS)
