"""Which group of customer equity each aspect of a grid belongs to, as somebody says it on the page of the question."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.surveys.driver_actions import group_drivers
from crmeter.records.surveys.queries import questions_of
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.questions import show_question
from crmeter.web.surveys.readers import for_builders, there
from crmeter.web.versions import version_in


@for_builders
@require_POST
def groups(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Keep the groups that were chosen."""
    survey = there(number)
    found = next((each for each in questions_of(number) if each.id == question), None)
    if found is None:
        raise Http404
    chosen = {row.key: request.POST.get(f"group-{place}", "") for place, row in enumerate(found.options.rows)}
    try:
        group_drivers(reader_of(request), question, chosen, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return show_question(request, survey, question, refusal)
    messages.success(request, _("Saved"))
    return redirect("survey_question", number, question)
