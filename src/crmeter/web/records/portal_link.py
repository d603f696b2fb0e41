"""The link to somebody's own page of surveys, shown once on the page of their record to whoever asks for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from crmeter.records.concept.listing import record_at
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.portal_actions import show_portal_link
from crmeter.web.records.reader import opened
from crmeter.web.records.record import show_record
from crmeter.web.templatetags.figures import language


@never_cache
@require_POST
def portal_link(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show a new link to the page of somebody in the records.

    Raises:
        Http404: there is nobody whom the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    try:
        more = {"portal_link": show_portal_link(reader, of, number)}
    except Refused as refused:
        more = {"portal_refused": refused.text.in_(language())}
    return show_record(
        request, reader, of, found, show="consent", status=422 if "portal_refused" in more else 200, more=more
    )
