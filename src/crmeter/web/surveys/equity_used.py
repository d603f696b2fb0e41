"""What is assumed on the page of equity, taken by the next evaluations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.surveys.equity_actions import use_in_evaluations
from crmeter.records.surveys.equity_queries import EquityAssumed
from crmeter.vocabulary import NotEnoughData
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.equity import asked_of, read_choices
from crmeter.web.surveys.equity_asked import EquityAsked
from crmeter.web.surveys.readers import for_builders, there
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_builders
@require_POST
def use(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what the address assumes for the next evaluations."""
    survey = there(number)
    address = QueryDict(request.POST.get("asked", ""))
    there_again = f"{reverse('survey_equity', args=[number])}?{address.urlencode()}"
    try:
        asked = asked_of(address, read_choices(survey))
    except NotEnoughData as lacking:
        messages.error(request, lacking.undefined.reason.in_(language()))
        return HttpResponseRedirect(there_again)
    if not asked.is_whole:
        messages.error(request, _("Say first what equity needs."))
        return HttpResponseRedirect(there_again)
    try:
        use_in_evaluations(reader_of(request), number, _assumed(asked), version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("The next evaluation takes these assumptions."))
    return HttpResponseRedirect(there_again)


def _assumed(asked: EquityAsked) -> EquityAssumed:
    # Percentages as they are typed, without what dividing adds in the last digits.
    margin, discount = (round(asked.value(name) / 100, 8) for name in ("margin", "discount"))
    years = None if asked.is_endless else asked.value("horizon")
    return EquityAssumed(asked.us, margin, discount, years, asked.value("market"))
