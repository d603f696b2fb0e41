"""The page on which a survey is answered: for anybody who has a link, on a phone first, also without script."""

from collections.abc import Mapping

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from crmeter.records.firm.queries import firm
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.answer_actions import ALREADY, NOT_VALID, answer
from crmeter.records.surveys.given import WrongAnswers
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.portal_queries import is_of_employee, visitor_invited
from crmeter.records.surveys.queries import Opened, opened_by
from crmeter.vocabulary import Language, Text
from crmeter.web.content_policy import HEADER, policy_framed_by
from crmeter.web.surveys.drawn import drawn

_GONE = 410


# The secret in the link stands for a token of the form: programs that show mail keep no cookies.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions, or keep the answers; a mere look, and a change of the language, write nothing.

    Args:
        request: by anybody who has the link.
        token: of an invitation, or of the link for everybody.
    """
    opened = opened_by(token)
    if opened is None:
        return _nowhere(request)
    came_by = By.QR if request.GET.get("by") == "qr" else By.LINK
    return _page(request, token, opened, came_by, "survey_thanks")


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def embedded(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions, or keep the answers, inside the page of a site that the survey names."""
    opened = _embeddable(token)
    if opened is None:
        return _nowhere(request)
    answered = _page(request, token, opened, By.EMBED, "survey_embedded_thanks")
    return _framed(answered, opened)


@login_not_required
@never_cache
@require_safe
def embedded_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Thank whoever has answered inside the page of another site."""
    opened = _embeddable(token)
    return _nowhere(request) if opened is None else _framed(_thanked(request, opened), opened)


def _embeddable(token: str) -> Opened | None:
    """Return what the link for everybody leads to, if some site may show it; a link of somebody's own never is."""
    opened = opened_by(token)
    return opened if opened is not None and opened.invitation is None and opened.survey.embed_hosts else None


def _framed(response: HttpResponse, opened: Opened) -> HttpResponse:
    response.headers[HEADER] = policy_framed_by(opened.survey.embed_hosts)
    # Browsers go by the policy; the older header knows no list of sites.
    response.xframe_options_exempt = True
    return response


def _page(request: HttpRequest, token: str, opened: Opened, came_by: By, thanks_at: str) -> HttpResponse:
    words = _language(request, opened)
    with translation.override(words):
        if opened.is_answered:
            return _sentence(request, ALREADY, opened.survey.thanks, 200, _own_page(opened))
        if request.method != "POST":
            return _shown(request, opened, words, {}, {})
        typed = {name: str(value) for name, value in request.POST.items()}
        if "to" in typed:
            return _shown(request, opened, words, typed, {})
        # Of a link for everybody only: each invitation answers once anyway.
        if opened.invitation is None and not ratelimit.consume(request, action="survey_answer"):
            too_often: HttpResponse = ratelimit.respond_429(request)
            return too_often
        try:
            answer(token, typed, words, came_by)
        except WrongAnswers as wrong:
            return _shown(request, opened, words, typed, wrong.errors, wrong)
        except Refused as refused:
            if refused.code == "nothing":
                return _shown(request, opened, words, typed, {}, refused)
            return _sentence(request, refused.text, None, _GONE)
    return redirect(f"{reverse(thanks_at, args=[token])}?in={words}")


@login_not_required
@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Thank whoever has answered."""
    opened = opened_by(token)
    return _nowhere(request) if opened is None else _thanked(request, opened)


def _thanked(request: HttpRequest, opened: Opened) -> HttpResponse:
    with translation.override(_language(request, opened)):
        return _sentence(request, _THANKS, opened.survey.thanks, 200, _own_page(opened))


def _own_page(opened: Opened) -> str:
    """Return the address of the page that somebody came from, if it was their own; else nothing."""
    if opened.invitation is None or opened.came_by is not By.PORTAL:
        return ""
    if is_of_employee(opened.invitation):
        return reverse("own_surveys")
    whose = visitor_invited(opened.invitation)
    return "" if whose is None else f"{reverse('portal', args=[whose.token])}?in={translation.get_language()}"


def _shown(
    request: HttpRequest,
    opened: Opened,
    words: Language,
    typed: Mapping[str, str],
    errors: Mapping[int, Text],
    refusal: Refused | WrongAnswers | None = None,
) -> HttpResponse:
    context = {
        "survey": opened.survey,
        "words": words,
        "firm": firm().name,
        "questions": drawn(opened.survey, typed, errors),
        "refusal": refusal,
    }
    return render(request, "surveys/answer.html", context, status=200 if refusal is None else 400)


def _sentence(
    request: HttpRequest, heading: Text, sentence: Text | None, status: int, own_page: str = ""
) -> HttpResponse:
    context = {"heading": heading, "sentence": sentence, "firm": firm().name, "own_page": own_page}
    return render(request, "surveys/ended.html", context, status=status)


def _nowhere(request: HttpRequest) -> HttpResponse:
    """Say the same of every link that leads nowhere, so that nobody learns which ones there were."""
    # Only wrong links are counted: many people may answer from one network address.
    if not ratelimit.consume(request, action="unsubscribe"):
        too_often: HttpResponse = ratelimit.respond_429(request)
        return too_often
    return _sentence(request, NOT_VALID, _WHY, _GONE)


def _language(request: HttpRequest, opened: Opened) -> Language:
    """Return in which language the page is: as chosen on it, as the mail was, else as the browser asks."""
    readable = opened.survey.readable_in
    chosen = request.POST.get("to") or request.POST.get("in") or request.GET.get("in", "")
    usual = opened.language if opened.invitation is not None else translation.get_language() or ""
    for wanted in (chosen, usual):
        for each in readable:
            if each == wanted:
                return each
    return readable[0]


_THANKS = Text("Cảm ơn bạn", "Thank you")
_WHY = Text(
    "Liên kết bị thiếu, đã hết hạn, hoặc khảo sát đã kết thúc.",
    "It is incomplete or too old, or the survey has ended.",
)
