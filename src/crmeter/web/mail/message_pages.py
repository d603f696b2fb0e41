"""Where mail goes, a test of it, where each message stands, and what people decide about one."""

from typing import Any

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail import actions
from crmeter.engagement.mail.queries import MessageView, how_many, message, messages, templates
from crmeter.engagement.mail.server import NoServer, Security, server
from crmeter.engagement.mail.states import STATES, MessageState
from crmeter.records.consent.purposes import PURPOSES, Channel, Purpose
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import person
from crmeter.vocabulary import Text
from crmeter.web.administrators import for_administrators, who
from crmeter.web.templatetags.figures import language

_PAGE = 50
_SECURITY = {
    Security.TLS: Text("TLS từ đầu", "TLS from the start"),
    Security.STARTTLS: Text("STARTTLS, bắt buộc", "STARTTLS, demanded"),
    Security.NONE: Text("không mã hoá", "not encrypted"),
}
_TEST_SUBJECT = Text("Thư thử từ CRMeter", "A test message from CRMeter")
_TEST_BODY = Text(
    "Nếu bạn đọc được thư này thì CRMeter gửi được thư qua máy chủ đã đặt.",
    "If you can read this, CRMeter can send mail through the server that is set.",
)


@for_administrators
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Show where mail goes, the templates, and the latest messages."""
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "purpose", "to")}
    state = next((known for known in STATES if known == asked["state"]), None)
    purpose = next((known for known in PURPOSES if known == asked["purpose"]), None)
    before = request.GET.get("before", "")
    found = messages(
        state=state,
        purpose=purpose,
        to=asked["to"],
        before=int(before) if before.isdecimal() and len(before) <= 18 else None,
        most=_PAGE + 1,
    )
    counted = how_many()
    context: dict[str, Any] = {
        **_goes_to(),
        "messages_shown": found[:_PAGE],
        "older": found[_PAGE - 1].id if len(found) > _PAGE else None,
        "asked": asked,
        "is_asked": any(asked.values()),
        "states": [(known.value, words, counted.get(known, 0)) for known, words in STATES.items()],
        "purposes": [(known.value, known.words) for known in PURPOSES],
        "templates": templates(),
        "to_decide": counted.get(MessageState.UNKNOWN, 0),
        "waiting": counted.get(MessageState.QUEUED, 0),
    }
    return render(request, "mail/mail.html", context)


@for_administrators
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Put a message to the reader in the queue."""
    reader = person(request.user.pk) if request.user.pk else None
    if reader is None:
        raise Http404
    try:
        server()
        actions.queue_message(
            who(request),
            to=reader.email,
            purpose=Purpose.SERVICE,
            language=language(),
            subject=_TEST_SUBJECT.in_(language()),
            body=_TEST_BODY.in_(language()),
        )
    except (NoServer, Refused) as refused:
        notices.error(request, refused.text.in_(language()))
    else:
        notices.success(request, _("A message to you is in the queue; this page says what became of it."))
    return redirect("mail")


@for_administrators
@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one message, where it stands and why."""
    found = _there(number)
    verdict = may_send(found.recipient, Channel.EMAIL, found.purpose, timezone.now())
    context = {
        "message": found,
        "verdict": verdict,
        "is_stopped": any(bounce.is_hard and not bounce.is_lifted for bounce in found.bounces),
        "may_be_sent_again": found.state in actions.DECIDED and not found.holds_secret,
        "is_unknown": found.state == MessageState.UNKNOWN,
    }
    return render(request, "mail/message.html", context)


@for_administrators
@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Put a message in the queue once more."""
    return _decided(request, number, actions.send_again)


@for_administrators
@require_POST
def sent(request: HttpRequest, number: int) -> HttpResponse:
    """Count a message as sent of which it is not known."""
    return _decided(request, number, actions.count_as_sent)


@for_administrators
@require_POST
def trust(request: HttpRequest, number: int) -> HttpResponse:
    """Let the address of a message be written to again."""
    return _decided(request, number, actions.trust_address_again)


def _decided(request: HttpRequest, number: int, decide: Any) -> HttpResponse:
    _there(number)
    try:
        decide(who(request), number)
    except Refused as refused:
        # Somebody else has decided, or the sender has gone on.
        notices.error(request, refused.text.in_(language()))
    else:
        notices.success(request, _("Done"))
    return redirect("mail_message", number)


def _goes_to() -> dict[str, Any]:
    try:
        there = server()
    except NoServer as lacking:
        return {"server": None, "why_not": lacking.text}
    return {"server": there, "security": _SECURITY[there.security]}


def _there(number: int) -> MessageView:
    found = message(number)
    if found is None:
        raise Http404
    return found
