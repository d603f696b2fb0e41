"""The page of the link that ends messages: in both languages, for anybody who has the link, by one click."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crmeter.engagement.mail.queries import Ending, ending_of
from crmeter.engagement.mail.unsubscribe_actions import unsubscribe
from crmeter.records.firm.queries import firm
from crmeter.vocabulary import Text

_GONE = 410


# Mail programs post by themselves, with neither cookie nor form of ours (RFC 8058); the signed link stands for both.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether messages are to end, and end them when they say so; a mere look writes nothing.

    Args:
        request: by anybody who has the link.
        token: of one message.
    """
    ending = unsubscribe(token) if request.method == "POST" else ending_of(token)
    if ending is not None:
        return _shown(request, ending)
    # Only wrong links are counted: a mail program ends the messages of many people from one network address.
    if not ratelimit.consume(request, action="unsubscribe"):
        too_often: HttpResponse = ratelimit.respond_429(request)
        return too_often
    return render(request, "mail/unsubscribe.html", {"heading": _WRONG, "sentence": _WRONG_WHY}, status=_GONE)


def _shown(request: HttpRequest, ending: Ending) -> HttpResponse:
    from_whom = firm().name
    sender = _FROM.fill(firm=from_whom) if from_whom else Text.same("")
    words = {"purpose": ending.purpose.words, "sender": sender}
    context = {
        "heading": (_DONE if ending.is_done else _ASK).fill(**words),
        "sentence": (_DONE_WHY if ending.is_done else _ASK_WHY).fill(**words),
        "button": None if ending.is_done else _BUTTON,
    }
    return render(request, "mail/unsubscribe.html", context)


_FROM = Text(" của {firm}", " from {firm}")
_ASK = Text("Ngừng nhận thư về {purpose}{sender}?", "No more mail for {purpose}{sender}?")
_ASK_WHY = Text(
    "Bấm một lần là xong. Thư cần thiết về đơn hàng và yêu cầu của bạn vẫn được gửi.",
    "One click is enough. What you need to know of your orders and requests is still sent.",
)
_BUTTON = Text("Ngừng nhận", "Stop these messages")
_DONE = Text("Bạn sẽ không nhận thư về {purpose}{sender} nữa", "You will get no more mail for {purpose}{sender}")
_DONE_WHY = Text(
    "Ý muốn của bạn đã được ghi lại và có hiệu lực ngay.", "Your wish has been written down and holds from now on."
)
_WRONG = Text("Liên kết này không dùng được", "This link cannot be used")
_WRONG_WHY = Text(
    "Liên kết bị thiếu hoặc thư không còn được lưu. Hãy mở lại liên kết trong thư, hoặc trả lời thư để ngừng nhận.",
    "It is incomplete, or its message is not kept any more. Open it again from the message, or answer that instead.",
)
