"""What is promised for tickets of a priority."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.tickets.concept import PRIORITIES
from crmeter.records.tickets.queue_actions import promise
from crmeter.web.administrators import for_administrators, who
from crmeter.web.queues.shown import WrongPromise, promise_typed
from crmeter.web.queues.views import show
from crmeter.web.versions import version_in


@for_administrators
@require_POST
def decide(request: HttpRequest, priority: str) -> HttpResponse:
    """Keep what is promised for a priority from now on."""
    if priority not in {each.value for each in PRIORITIES}:
        raise Http404
    try:
        promise(who(request), priority, promise_typed(request.POST), version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        # Where nothing stood when the page was opened, what somebody else has promised since asks for its version.
        status = 400 if isinstance(refusal, Refused) else 412 if isinstance(refusal, Stale) else 428
        return show(request, status, wrong=WrongPromise(priority, request.POST.dict(), refusal))
    messages.success(request, _("Saved. Tickets that are open keep what they were promised."))
    return redirect("queues")
