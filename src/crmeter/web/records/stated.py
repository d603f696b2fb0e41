"""What somebody said about being written to, written down by hand on the page of their record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Row, is_within, record_at
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import PURPOSES, Channel, Purpose
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.records.consent import ASKED, consent_of_record, ways_to
from crmeter.web.records.reader import opened
from crmeter.web.records.record import show_record
from crmeter.web.templatetags.figures import language


@require_POST
def state(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Write down what somebody said about being written to.

    Raises:
        Http404: there is no such person whom the reader may change.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None or of.name not in ASKED or not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    typed = request.POST.dict()
    try:
        channel, address = _way(of, found, typed.get("channel", ""))
        state_consent(
            actor_of(reader),
            address,
            channel,
            _purpose(typed.get("purpose", "")),
            yes=_answer(typed.get("answer", "")),
            source="\n".join(filter(None, (typed.get("source", "").strip(), typed.get("note", "").strip()))),
            said_at=kept(ACTIVITIES.all_fields["happened_at"], typed.get("said_at", "")),
            about=(of.name, number),
        )
    except Refused as refused:
        why = (refused.why if isinstance(refused, WrongValue) else refused.text).in_(language())
        more: dict[str, Any] = {"consent": consent_of_record(of, found, typed, why)}
        return show_record(request, reader, of, found, show="consent", status=422, more=more)
    messages.success(request, _("Written down"))
    return redirect(f"{reverse('record', args=[of.name, number])}?show=consent")


def _way(concept: Concept, found: Row, name: str) -> tuple[Channel, str]:
    for channel, address in ways_to(concept, found):
        if channel.value == name:
            return channel, address
    raise Refused("no_channel", Text("hãy chọn kênh", "choose the channel"))


def _purpose(name: str) -> Purpose:
    for each in PURPOSES:
        if each.value == name:
            return each
    raise Refused("no_purpose", Text("hãy chọn mục đích", "choose the purpose"))


def _answer(name: str) -> bool:
    if name not in ("yes", "no"):
        raise Refused("no_answer", Text("hãy chọn đồng ý hay từ chối", "choose yes or no"))
    return name == "yes"
