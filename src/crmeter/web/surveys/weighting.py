"""Target shares that somebody keeps with a survey, or takes away from it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.surveys.weighting_actions import keep_shares
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_builders, there
from crmeter.web.surveys.weights import PLAIN, share_of, typed_shares
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_builders
@require_POST
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the shares that were typed; without any all answers count the same again."""
    there(number)
    there_again = reverse("survey_results", args=[number])
    shares = {
        by: {group: share_of(typed) or 0.0 for group, typed in groups.items()}
        for by, groups in typed_shares(request.POST.dict()).items()
    }
    try:
        keep_shares(reader_of(request), number, shares, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        messages.error(request, refusal.text.in_(language()))
        return HttpResponseRedirect(f"{there_again}?{urlencode({PLAIN: '1', **_typed(request)})}#weights")
    messages.success(request, _("The shares are kept.") if shares else _("All answers count the same again."))
    return HttpResponseRedirect(f"{there_again}#weights")


def _typed(request: HttpRequest) -> dict[str, str]:
    """Return the fields of shares as they were typed: tried at the address, they stand in their fields again."""
    typed = request.POST.dict()
    return {name: words for name, words in typed.items() if typed_shares({name: words})}
