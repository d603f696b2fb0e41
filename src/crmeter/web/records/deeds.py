"""What one button does with a record: follow it, give a ticket a status, merge one, do a task or put it off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.engagement.ticket_survey_actions import ask_after_ticket
from crmeter.records.activities.merge_actions import merge_tickets
from crmeter.records.concept.actions import change
from crmeter.records.concept.listing import record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.actions import follow, unfollow
from crmeter.records.surveys.asking import REASONS
from crmeter.vocabulary import Text
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

# The day that a record is put off from, by concept.
_LONGEST_NUMBER = 18
_DUE = {"activities": "due_on", "deals": "next_step_on"}


@require_POST
def follow_record(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Let the reader be told of the changes of a record, or with `stop` no more."""
    reader, of = opened(request, concept)
    (unfollow if request.POST.get("stop") else follow)(reader, of, number)
    return redirect("record", of.name, number)


@require_POST
def set_status(request: HttpRequest, number: int) -> HttpResponse:
    """Give a ticket a status: taken up, waiting for the customer, solved, reopened."""
    reader, of = opened(request, "tickets")
    change(reader, of, number, version=version_in(request), values={"status": request.POST.get("status", "")})
    messages.success(request, _("Saved"))
    return redirect("record", of.name, number)


@require_POST
def merge_ticket(request: HttpRequest, number: int) -> HttpResponse:
    """Merge a ticket into another one, which goes on for both.

    Raises:
        Http404: there is no such ticket that the reader may see.
    """
    reader, of = opened(request, "tickets")
    if record_at(reader, of, number) is None:
        raise Http404
    chosen = request.POST.get("into", "")
    into = record_at(reader, of, int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
    if into is None:
        messages.error(request, _("Choose the ticket that goes on."))
        return redirect("record", of.name, number)
    merge_tickets(reader, into.id, {number: version_in(request)}, version=into.version)
    messages.success(request, _("Merged; this ticket goes on for both."))
    return redirect("record", of.name, into.id)


@require_POST
def ask_after(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the customer of a ticket that is done how it went.

    Raises:
        Http404: there is no such ticket that the reader may see.
    """
    reader, of = opened(request, "tickets")
    if record_at(reader, of, number) is None:
        raise Http404
    survey = request.POST.get("survey", "")
    if not survey.isdecimal() or len(survey) > _LONGEST_NUMBER:
        raise Http404
    try:
        sent = ask_after_ticket(reader, int(survey), number, language())
    except Refused as refused:
        messages.error(request, refused.text.in_(language()))
        return redirect("record", of.name, number)
    if sent.asked:
        messages.success(request, _("The customer is asked; their answer will name this ticket."))
    else:
        why = Text.join([REASONS[reason] for reason in sent.left_out], "; ").in_(language())
        messages.error(request, _("Nobody is asked: %(why)s") % {"why": why})
    return redirect("record", of.name, number)


@require_POST
def done(request: HttpRequest, number: int) -> HttpResponse:
    """Note that a task is done."""
    return _done(request, number, again=False)


@require_POST
def not_done(request: HttpRequest, number: int) -> HttpResponse:
    """Note that a task is not done after all."""
    return _done(request, number, again=True)


def _done(request: HttpRequest, number: int, *, again: bool) -> HttpResponse:
    reader, of = opened(request, "activities")
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    # Whoever takes back what they have just done does so on the version that this made.
    version = found.version if again else version_in(request)
    change(reader, of, number, version=version, values={"done_at": "" if again else timezone.now()})
    if again:
        messages.success(request, _("It is to be done again"))
    else:
        undo = f"undo:{reverse('not_done', args=[number])}"
        messages.success(request, _("Done: %(name)s") % {"name": found.name}, extra_tags=undo)
    return redirect(_back(request))


@require_POST
def put_off(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Let what is to be done be due on another day.

    Raises:
        Http404: nothing of a record of this concept is ever due.
    """
    reader, of = opened(request, concept)
    if of.name not in _DUE:
        raise Http404
    field = _DUE[of.name]
    values = {field: request.POST.get("on", "")} | ({"due_at": ""} if of.name == "activities" else {})
    try:
        if not values[field]:
            raise WrongValue(of.all_fields[field], Text("hãy chọn ngày", "choose a day"))
        change(reader, of, number, version=version_in(request), values=values)
    except WrongValue as wrong:
        messages.error(request, wrong.text.in_(language()))
    else:
        messages.success(request, _("Put off"))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where a button stood, if that is a page of this product; otherwise what is to be done."""
    wanted = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_here else reverse("work")
