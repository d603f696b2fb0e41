"""The list of decisions that somebody leads, reads or judges."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.judgements.kinds import PURPOSES
from crmeter.records.judgements.queries import decisions_of
from crmeter.records.judgements.rights import may_lead
from crmeter.web.records.reader import reader_of


@require_safe
def decisions_page(request: HttpRequest) -> HttpResponse:
    """Show the decisions; whoever only judges sees theirs."""
    reader = reader_of(request)
    context = {
        "decisions": [(each, PURPOSES[each.decision.purpose]) for each in decisions_of(reader)],
        "leads": may_lead(reader),
    }
    return render(request, "decisions/decisions.html", context)
