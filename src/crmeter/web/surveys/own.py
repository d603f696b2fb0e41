"""The page of surveys of whoever is signed in: what waits for their answer, and what they have answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crmeter.records.surveys.portal_queries import portal_of_employee
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS
from crmeter.web.records.reader import reader_of


@never_cache
@require_safe
def own_surveys(request: HttpRequest) -> HttpResponse:
    """Show the surveys that the reader was asked by as one of the firm's people."""
    context = {"portal": portal_of_employee(reader_of(request).id), "least": LEAST_ANONYMOUS}
    return render(request, "surveys/own.html", context)
