"""Somebody's own page of surveys, for whoever has the link, on a phone first; and the page that sends that link."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crmeter.engagement.portal_actions import DECIDED, decide_at_portal, send_portal_link
from crmeter.engagement.survey_mail import refuse_without_server
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.records.firm.queries import firm
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.portal_queries import portal_of
from crmeter.records.surveys.visitors import visitor_by
from crmeter.vocabulary import Language, Text

_GONE = 410


@login_not_required
@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show which surveys wait for somebody, which they have answered, and what they are written to for.

    Args:
        request: by anybody who has the link.
        token: of the link.
    """
    whose = visitor_by(token)
    if whose is None:
        return _nowhere(request)
    shown = portal_of(whose)
    words = _language(request, shown.language)
    with translation.override(words):
        context = {
            "portal": shown,
            "address": whose.address,
            "token": token,
            "words": words,
            "firm": firm().name,
            "purposes": [(each, _WHAT[each], consent_of(whose.address, Channel.EMAIL, each)) for each in DECIDED],
            "saved": "saved" in request.GET,
        }
        return render(request, "surveys/portal.html", context)


# The secret in the link stands for a token of the form: programs that show mail keep no cookies.
@csrf_exempt
@login_not_required
@never_cache
@require_POST
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Write down whether somebody wants mail for a purpose."""
    try:
        decide_at_portal(token, request.POST.get("purpose", ""), yes=request.POST.get("answer") == "yes")
    except Refused:
        return _nowhere(request)
    return redirect(f"{reverse('portal', args=[token])}?in={_language(request, None)}&saved=1#mail")


# There is nobody's session to speak for: whatever is posted, only the owner of the address gets anything.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail the link there; the answer is the same whether anybody is known by it or not."""
    words = _language(request, None)
    with translation.override(words):
        if request.method != "POST":
            return _asking(request, words, asked="asked" in request.GET)
        typed = request.POST.get("address", "").strip()
        try:
            refuse_without_server()
            address = normalised(typed, Channel.EMAIL)
        except Refused as refusal:
            return _asking(request, words, refusal=refusal, typed=typed)
        if not ratelimit.consume(request, action="portal_link", key=address):
            too_often: HttpResponse = ratelimit.respond_429(request)
            return too_often
        send_portal_link(address, words)
    return redirect(f"{reverse('portal_ask')}?in={words}&asked=1")


def _asking(
    request: HttpRequest,
    words: Language,
    *,
    asked: bool = False,
    refusal: Refused | None = None,
    typed: str = "",
    notice: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "words": words,
        "firm": firm().name,
        "asked": asked,
        "refusal": refusal,
        "typed": typed,
        "notice": notice,
    }
    return render(request, "surveys/portal_ask.html", context, status=status if refusal is None else 400)


def _nowhere(request: HttpRequest) -> HttpResponse:
    """Say the same of every link that leads nowhere, and offer a new one."""
    words = _language(request, None)
    with translation.override(words):
        return _asking(request, words, notice=_DEAD, status=_GONE)


def _language(request: HttpRequest, usual: Language | None) -> Language:
    """Return in which language the page is: as chosen on it, as the last mail was, else as the browser asks."""
    chosen = request.POST.get("in") or request.GET.get("in") or usual or translation.get_language()
    return "en" if chosen == "en" else "vi"


_DEAD = Text(
    "liên kết này không dùng được: bị thiếu, đã quá cũ, hoặc thư điện tử của bạn đã đổi",
    "this link cannot be used: it is incomplete or too old, or your e-mail address has changed",
)
_WHAT = {
    Purpose.SURVEY: Text("lời mời trả lời khảo sát", "invitations to answer surveys"),
    Purpose.MARKETING: Text("tin về sản phẩm và ưu đãi", "news of products and offers"),
}
