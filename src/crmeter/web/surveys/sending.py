"""The page from which a survey goes out: who is asked and who is left out is shown before anything is sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.engagement.survey_actions import invite, remind, would_be_asked
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.listing import Asked
from crmeter.records.ledger.refusals import Refused
from crmeter.records.saved_views.queries import view_at, views_of
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.asking import REASONS
from crmeter.records.surveys.kinds import RESPONDENTS, Respondents, SurveyState
from crmeter.records.surveys.tokens import address_of
from crmeter.vocabulary import Text, formats
from crmeter.web.ordering import whole
from crmeter.web.surveys.qr import qr_of
from crmeter.web.surveys.readers import for_builders, reader_of, there
from crmeter.web.templatetags.figures import language

_CUSTOMERS = CONCEPTS["customers"]
_VIEW_GONE = Text("danh sách này không còn; hãy chọn lại", "this list is not there any more; choose again")


@for_builders
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Show who of a list would be asked, or ask them."""
    if request.method != "POST":
        return _show(request, number)
    reader, survey = reader_of(request), there(number)
    chosen = request.POST.get("language", "")
    words = next((each for each in survey.readable_in if each == chosen), survey.readable_in[0])
    try:
        sent = invite(reader, number, _list_of(reader, whole(request.POST.get("view", ""))), words)
    except Refused as refusal:
        return _show(request, number, refusal)
    messages.success(request, _asked(sent.asked))
    return redirect("survey_send", number)


@for_builders
@require_POST
def remind_them(request: HttpRequest, number: int) -> HttpResponse:
    """Remind those who were asked so many days ago and have not answered."""
    there(number)
    try:
        sent = remind(reader_of(request), number, whole(request.POST.get("days", "")))
    except Refused as refusal:
        return _show(request, number, refusal)
    messages.success(request, _asked(sent.asked))
    return redirect("survey_send", number)


def _show(request: HttpRequest, number: int, refusal: Refused | None = None) -> HttpResponse:
    reader, survey = reader_of(request), there(number)
    is_open = survey.state == SurveyState.OPEN
    view = whole(request.POST.get("view", "") or request.GET.get("view", ""))
    judged, asks_customers = None, survey.respondents != Respondents.EMPLOYEE
    if is_open and (not asks_customers or "view" in request.GET or "view" in request.POST):
        try:
            judged = would_be_asked(reader, survey, _list_of(reader, view))
        except Refused as refused:
            refusal = refusal or refused
    link = address_of(survey.open_key) if is_open else ""
    context = {
        "survey": survey,
        "kind": RESPONDENTS[survey.respondents],
        "is_open": is_open,
        "asks_customers": asks_customers,
        "views": views_of(reader, _CUSTOMERS) if asks_customers else (),
        "view": view,
        "judged": judged,
        "left_out": [(REASONS[why], n) for why, n in judged.left_out.items() if why in REASONS] if judged else [],
        "link": link,
        "qr": qr_of(f"{link}?by=qr") if link else "",
        "refusal": refusal,
    }
    return render(request, "surveys/send.html", context, status=200 if refusal is None else 400)


def _list_of(reader: Person, view: int) -> Asked:
    """Return the customers of a kept view, or all of them.

    Raises:
        Refused: the view is not there any more: nobody else is to be asked instead.
    """
    if not view:
        return Asked()
    found = view_at(reader, _CUSTOMERS, view)
    if found is None:
        raise Refused("unknown", _VIEW_GONE)
    return Asked(words=found.words, clauses=found.clauses, tag=found.tag)


def _asked(count: int) -> str:
    words = ngettext("%(n)s mail waits to be sent.", "%(n)s mails wait to be sent.", count)
    return words % {"n": formats.number(count, language(), 0)}
