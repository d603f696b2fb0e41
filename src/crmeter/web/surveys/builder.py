"""The page on which a survey is built, and what is done with the whole of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.records.surveys.actions import SurveyAsked, change_survey, close_survey, next_wave, open_survey
from crmeter.records.surveys.kinds import KINDS, LANGUAGES_OF, RESPONDENTS, STATES, Languages, Respondents
from crmeter.records.surveys.queries import SurveyView, questions_of, wave_after
from crmeter.records.surveys.question_actions import reorder_questions
from crmeter.records.tickets.queries import queues
from crmeter.vocabulary import Text
from crmeter.web.ordering import keep_order, whole
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.drawn import drawn
from crmeter.web.surveys.readers import for_builders, for_survey_readers, there
from crmeter.web.versions import version_in


@for_builders
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a survey with its questions, or keep what was changed of it."""
    found = there(number)
    if request.method != "POST":
        return show(request, found)
    try:
        change_survey(reader_of(request), number, _asked(request.POST, found), version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal=refusal, typed=request.POST)
    messages.success(request, _("Saved"))
    return redirect("survey", number)


@for_builders
@require_POST
def open_it(request: HttpRequest, number: int) -> HttpResponse:
    """Let a survey be answered."""
    found = there(number)
    try:
        open_survey(reader_of(request), number, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal=refusal)
    messages.success(request, _("The survey is open and can be sent."))
    return redirect("survey_send", number)


@for_builders
@require_POST
def close_it(request: HttpRequest, number: int) -> HttpResponse:
    """Let a survey be answered no more."""
    found = there(number)
    try:
        close_survey(reader_of(request), number, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal=refusal)
    messages.success(request, _("The survey is closed; its links lead nowhere any more."))
    return redirect("survey_results", number)


@for_builders
@require_POST
def wave(request: HttpRequest, number: int) -> HttpResponse:
    """Make a draft that asks the same once more."""
    found = there(number)
    try:
        pk = next_wave(reader_of(request), number, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show(request, found, refusal=refusal)
    return redirect("survey", pk)


@for_builders
@require_POST
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Put the questions of a draft in another order."""
    there(number)
    reader = reader_of(request)
    return keep_order(
        request, lambda _actor, rows: reorder_questions(reader, number, rows), reverse("survey", args=[number])
    )


@for_survey_readers
@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a survey as those who are asked see it; nothing can be sent from it."""
    found = there(number)
    wanted = request.GET.get("language", "")
    words = next((each for each in found.readable_in if each == wanted), found.readable_in[0])
    with translation.override(words):
        context = {"survey": found, "words": words, "questions": drawn(found, {}, {}), "is_preview": True}
        return render(request, "surveys/answer.html", context)


def show(
    request: HttpRequest, found: SurveyView, *, refusal: Refusal | None = None, typed: QueryDict | None = None
) -> HttpResponse:
    """Draw the page of a survey.

    Args:
        request: who builds.
        found: the survey.
        refusal: why a change was not made.
        typed: what was typed and could not be kept.
    """
    now = there(found.id)
    context: dict[str, Any] = {
        "survey": now,
        "state": STATES[now.state],
        "kind": RESPONDENTS[now.respondents],
        "questions": [(each, KINDS[each.kind]) for each in questions_of(now.id)],
        "kinds": list(KINDS.items()),
        "respondents": list(RESPONDENTS.items()),
        "languages_of": list(LANGUAGES_OF.items()),
        "queues": queues(closed=True),
        "typed": _typed(now, typed),
        "next": wave_after(now.id),
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
        "moved": request.GET.get("moved", ""),
    }
    return render(request, "surveys/survey.html", context, status=status_of(refusal))


def status_of(refusal: Refusal | None) -> int:
    """Return the status of a page that shows a refusal."""
    if refusal is None:
        return 200
    return 412 if isinstance(refusal, Stale) else 428 if isinstance(refusal, NoVersion) else 400


_WORDS = ("title", "intro", "thanks")


def _typed(now: SurveyView, typed: QueryDict | None) -> dict[str, Any]:
    words = {f"{name}_{each}": getattr(now, name).in_(each) for name in _WORDS for each in ("vi", "en")}
    kept = {
        "name": now.name,
        "respondents": now.respondents.value,
        "languages": now.languages.value,
        "is_anonymous": now.is_anonymous,
        "resting_days": str(now.resting_days),
        "queue": now.queue,
        **words,
    }
    if typed is None:
        return kept
    ticked = "is_anonymous" in typed if "respondents" in typed else now.is_anonymous
    return {**kept, **typed.dict(), "is_anonymous": ticked, "queue": whole(typed.get("queue", "")) or None}


def _asked(post: QueryDict, now: SurveyView) -> SurveyAsked:
    title, intro, thanks = (Text(post.get(f"{name}_vi", ""), post.get(f"{name}_en", "")) for name in _WORDS)
    days = post.get("resting_days", "")
    return SurveyAsked(
        name=post.get("name", ""),
        # What was frozen is not on the form any more.
        respondents=_one_of(Respondents, post.get("respondents", now.respondents)),
        languages=_one_of(Languages, post.get("languages", now.languages)),
        title=title,
        intro=intro,
        thanks=thanks,
        is_anonymous="is_anonymous" in post if "respondents" in post else now.is_anonymous,
        resting_days=int(days) if days.isascii() and days.isdecimal() and len(days) < 6 else -1,
        product=now.product,
        queue=whole(post.get("queue", "")) or None,
    )


def _one_of(choices: Any, value: str) -> Any:
    if value not in choices.values:
        raise Refused("unknown_choice", Text("không có lựa chọn này", "there is no such choice"))
    return choices(value)
