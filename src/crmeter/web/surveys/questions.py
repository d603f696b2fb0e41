"""The page of one question: a new one of a kind, or one that is changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.records.surveys.kinds import GROUPS, KINDS, QuestionKind
from crmeter.records.surveys.options import Option, Options, typed_options
from crmeter.records.surveys.queries import Question, SurveyView, questions_of
from crmeter.records.surveys.question_actions import (
    QuestionAsked,
    add_question,
    change_question,
    remove_question,
)
from crmeter.vocabulary import Text
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.builder import show as show_survey
from crmeter.web.surveys.builder import status_of
from crmeter.web.surveys.readers import for_builders, there
from crmeter.web.versions import version_in

_WITH_ROWS = frozenset({QuestionKind.RATING, QuestionKind.IMPORTANCE})
_WITH_CHOICES = frozenset(
    {QuestionKind.RATING, QuestionKind.LAST_BRAND, QuestionKind.NEXT_BRAND, QuestionKind.PRICE, QuestionKind.CHOICE}
)
_WITH_SCALE = _WITH_ROWS | {QuestionKind.PRICE}


@for_builders
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of a new question of a kind, or put the question at the end of the draft."""
    survey = there(number)
    kind = _kind(request.GET.get("kind", "") if request.method != "POST" else request.POST.get("kind", ""))
    if request.method != "POST":
        return _show(request, survey, kind, {"low": "1", "high": "5", "rows": _rated_before(number, kind)})
    try:
        add_question(reader_of(request), number, _asked(request.POST, kind))
    except Refused as refusal:
        return _show(request, survey, kind, _as_typed(request.POST), refusal=refusal)
    messages.success(request, _("Saved"))
    return redirect("survey", number)


@for_builders
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Show a question, or keep what was changed of it."""
    survey, found = there(number), _there(number, question)
    if request.method != "POST":
        return _show(request, survey, found.kind, _as_kept(found), found)
    try:
        change_question(reader_of(request), question, _asked(request.POST, found.kind), version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        now = _there(number, question)
        return _show(request, survey, found.kind, _as_typed(request.POST), now, refusal=refusal)
    messages.success(request, _("Saved"))
    return redirect("survey", number)


@for_builders
@require_POST
def remove(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Take a question out of a draft."""
    survey = there(number)
    _there(number, question)
    try:
        remove_question(reader_of(request), question, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show_survey(request, survey, refusal=refusal)
    messages.success(request, _("The question is gone."))
    return redirect("survey", number)


def show_question(request: HttpRequest, survey: SurveyView, question: int, refusal: Refusal) -> HttpResponse:
    """Show a question as it stands, with what was refused beside it."""
    found = _there(survey.id, question)
    return _show(request, survey, found.kind, _as_kept(found), found, refusal=refusal)


def _there(number: int, question: int) -> Question:
    found = next((each for each in questions_of(number) if each.id == question), None)
    if found is None:
        raise Http404
    return found


def _kind(written: str) -> QuestionKind:
    if written not in QuestionKind.values:
        raise Http404
    return QuestionKind(written)


def _show(
    request: HttpRequest,
    survey: SurveyView,
    kind: QuestionKind,
    typed: dict[str, Any],
    question: Question | None = None,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "survey": survey,
        "question": question,
        "kind": kind.value,
        "kind_words": KINDS[kind],
        "typed": typed,
        "has_rows": kind in _WITH_ROWS,
        "has_choices": kind in _WITH_CHOICES,
        "has_scale": kind in _WITH_SCALE,
        "groups": [(value, words) for value, words in GROUPS.items()] if kind == QuestionKind.RATING else [],
        "is_importance": kind == QuestionKind.IMPORTANCE,
        "are_brands": kind != QuestionKind.CHOICE,
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
    }
    return render(request, "surveys/question.html", context, status=status_of(refusal))


def _rated_before(survey: int, kind: QuestionKind) -> str:
    """Return the aspects of the first grid, which a new question on importance asks of: only the same ones compare."""
    grids = (each for each in questions_of(survey) if each.kind == QuestionKind.RATING)
    grid = next(grids, None) if kind == QuestionKind.IMPORTANCE else None
    return "" if grid is None else _lines(grid.options.rows)


def _asked(post: QueryDict, kind: QuestionKind) -> QuestionAsked:
    options = Options(
        typed_options(post.get("rows", "")),
        typed_options(post.get("choices", "")),
        _end(post.get("low", "1")),
        _end(post.get("high", "5")),
    )
    title = Text(post.get("title_vi", ""), post.get("title_en", ""))
    return QuestionAsked(kind, title, options, is_required="is_required" in post)


def _end(written: str) -> int:
    # What is no number lies off every scale, which the action refuses.
    written = written.strip()
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else -1


def _as_typed(post: QueryDict) -> dict[str, Any]:
    return {**post.dict(), "is_required": "is_required" in post}


def _as_kept(question: Question) -> dict[str, Any]:
    options = question.options
    return {
        "title_vi": question.title.vi,
        "title_en": question.title.en,
        "rows": _lines(options.rows),
        "choices": _lines(options.choices),
        "low": options.low,
        "high": options.high,
        "is_required": question.is_required,
    }


def _lines(options: tuple[Option, ...]) -> str:
    return "\n".join(
        each.words.vi if each.words.vi == each.words.en else f"{each.words.vi} | {each.words.en}" for each in options
    )
