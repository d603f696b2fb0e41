"""The finds of the palette, as a fragment; pages are found by the browser, which has them already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crmeter.records.customers.queries import found_by
from crmeter.web.customers.words import STAGES
from crmeter.web.measures.catalogue import listed
from crmeter.web.navigation import STEERING
from crmeter.web.readings.opened import scope_for

OF_EACH = 8
_LONGEST = 200


def find(request: HttpRequest) -> HttpResponse:
    """Show the customers and measures that some words find, a few of each."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    scope = scope_for(request)
    customers = found_by(scope, words, OF_EACH) if words else ()
    user = request.user
    sees_measures = user.is_authenticated and (user.is_admin or user.role in STEERING)
    measures = list(listed(None, words))[:OF_EACH] if words and sees_measures else []
    context = {"customers": [(c, STAGES.get(c.stage)) for c in customers], "measures": measures}
    return render(request, "find/found.html", context)
