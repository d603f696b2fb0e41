"""The list of surveys; a new one begins as a template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.actions import make_survey
from crmeter.records.surveys.kinds import RESPONDENTS, STATES
from crmeter.records.surveys.queries import surveys
from crmeter.records.surveys.rights import may_build
from crmeter.records.surveys.templates import TEMPLATES
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers
from crmeter.web.templatetags.figures import language

_TONES = {"open": "good", "draft": "", "closed": "line"}


@for_survey_readers
@require_http_methods(["GET", "HEAD", "POST"])
def surveys_page(request: HttpRequest) -> HttpResponse:
    """Show the surveys, or make one from a template."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            pk = make_survey(reader, request.POST.get("template", ""), language())
        except Refused as refused:
            refusal = refused
        else:
            return redirect("survey", pk)
    context = {
        "surveys": [
            (each, STATES[each.survey.state], _TONES[each.survey.state], RESPONDENTS[each.survey.respondents])
            for each in surveys()
        ],
        "templates": [(name, each, RESPONDENTS[each.respondents]) for name, each in TEMPLATES.items()],
        "builds": may_build(reader),
        "refusal": refusal,
    }
    return render(request, "surveys/surveys.html", context, status=200 if refusal is None else 400)
