"""The page from which a survey goes out: who is asked and who is left out is shown before anything is sent."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.engagement.survey_actions import invite, would_be_asked
from crmeter.engagement.survey_reminders import remind
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.listing import Asked
from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.records.saved_views.queries import view_at, views_of
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.asking import REASONS
from crmeter.records.surveys.kinds import RESPONDENTS, By, Respondents, SurveyState
from crmeter.records.surveys.outreach_actions import MOST_REMINDERS, set_embedding, set_reminders
from crmeter.records.surveys.queries import draws_of
from crmeter.records.surveys.sampling import chosen_of
from crmeter.records.surveys.tokens import address_of
from crmeter.vocabulary import Text, formats
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.asked import asking, only_of, sample_of
from crmeter.web.surveys.builder import status_of
from crmeter.web.surveys.qr import qr_of
from crmeter.web.surveys.readers import for_builders, there
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_CUSTOMERS = CONCEPTS["customers"]
# After a week whoever wanted to answer at once has done so.
_USUAL_DAYS = 7
# As tall as a question with its scale; the page inside scrolls.
_SNIPPET = (
    '<iframe src="{link}/embedded" title="{title}" loading="lazy" style="border:0;width:100%;height:640px"></iframe>'
)
_VIEW_GONE = Text("danh sách này không còn; hãy chọn lại", "this list is not there any more; choose again")


@for_builders
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Show who of a list would be asked, or ask them."""
    if request.method != "POST" or "look" in request.POST:
        return _show(request, number)
    reader, survey = reader_of(request), there(number)
    chosen = request.POST.get("language", "")
    words = next((each for each in survey.readable_in if each == chosen), survey.readable_in[0])
    try:
        asked = asking(request.POST)
        whom = _list_of(reader, asked.view)
        sent = invite(reader, number, whom, words, only=only_of(asked), sample=sample_of(asked), by=asked.by)
    except Refused as refusal:
        return _show(request, number, refusal)
    messages.success(request, _asked(sent.asked) if asked.by is By.EMAIL else _("It waits on their own pages now."))
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


@for_builders
@require_POST
def reminders(request: HttpRequest, number: int) -> HttpResponse:
    """Say after how many days, and how often, the silent are reminded by themselves."""
    there(number)
    after, most = (whole(request.POST.get(name, "")) for name in ("after", "most"))
    return _set(
        request,
        number,
        lambda reader, version: set_reminders(reader, number, after=after, most=most, version=version),
    )


@for_builders
@require_POST
def embedding(request: HttpRequest, number: int) -> HttpResponse:
    """Say which sites may show the survey inside their pages."""
    there(number)
    sites = request.POST.get("sites", "")
    return _set(request, number, lambda reader, version: set_embedding(reader, number, sites, version=version))


def _set(request: HttpRequest, number: int, change: Callable[[Person, int | None], int]) -> HttpResponse:
    try:
        change(reader_of(request), version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, number, refusal)
    messages.success(request, _("Saved"))
    return redirect("survey_send", number)


def _show(request: HttpRequest, number: int, refusal: Refusal | None = None) -> HttpResponse:
    reader, survey = reader_of(request), there(number)
    is_open = survey.state == SurveyState.OPEN
    asks_customers = survey.respondents != Respondents.EMPLOYEE
    # What was typed comes back, whether people are only looked at or could not be asked.
    given = request.POST if request.method == "POST" else request.GET
    asked = asking(given)
    judged, chosen = None, None
    if is_open and (not asks_customers or "view" in given):
        try:
            judged = would_be_asked(reader, survey, _list_of(reader, asked.view), only_of(asked), asked.by)
            chosen = chosen_of(judged.askable, sample_of(asked))
        except Refused as refused:
            refusal = refusal or refused
    link = address_of(survey.open_key) if is_open else ""
    context = {
        "survey": survey,
        "kind": RESPONDENTS[survey.respondents],
        "is_open": is_open,
        "asks_customers": asks_customers,
        "views": views_of(reader, _CUSTOMERS) if asks_customers else (),
        "asked": asked,
        "judged": judged,
        "chosen": chosen,
        "remain": len(judged.askable) - len(chosen) if judged and chosen is not None else 0,
        "left_out": [(REASONS[why], n) for why, n in judged.left_out.items() if why in REASONS] if judged else [],
        "draws": draws_of(number),
        "link": link,
        "qr": qr_of(f"{link}?by=qr") if link else "",
        "ask_for_page": f"{settings.ADDRESS.rstrip('/')}{reverse('portal_ask')}",
        "sites": request.POST.get("sites", " ".join(survey.embed_hosts)),
        "snippet": _SNIPPET.format(link=link, title=escape(survey.title.in_(language()))) if link else "",
        "most_reminders": MOST_REMINDERS,
        "days": request.POST.get("days", str(_USUAL_DAYS)),
        "after": request.POST.get("after", str(survey.remind_after)),
        "most": request.POST.get("most", str(survey.remind_most)),
        "refusal": refusal,
    }
    return render(request, "surveys/send.html", context, status=status_of(refusal))


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
