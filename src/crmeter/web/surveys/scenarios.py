"""Keeping a scenario of customer equity with its figures, and taking one off the list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import results_of
from crmeter.records.surveys.scenario_actions import remove_scenario, save_scenario
from crmeter.records.surveys.scenario_queries import Bounded, Kept, scenarios_of
from crmeter.vocabulary import NotEnoughData
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.equity import asked_of, read_choices, studied
from crmeter.web.surveys.equity_words import words_of
from crmeter.web.surveys.readers import for_survey_readers, there
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_survey_readers
@require_POST
def save(request: HttpRequest, number: int) -> HttpResponse:
    """Work out anew what the address asks, and keep it with the figures."""
    survey = there(number)
    address = QueryDict(request.POST.get("asked", ""))
    try:
        figures = None if results_of(survey).is_hidden else _figures(survey, address)
    except NotEnoughData as lacking:
        messages.error(request, lacking.undefined.reason.in_(language()))
        return redirect("survey_equity", number)
    if figures is None:
        messages.error(request, _("Say first what equity needs."))
        return redirect("survey_equity", number)
    try:
        save_scenario(reader_of(request), number, request.POST.get("name", ""), address.urlencode(), figures)
    except Refused as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Saved"))
    return HttpResponseRedirect(f"{reverse('survey_equity', args=[number])}?{address.urlencode()}")


@for_survey_readers
@require_POST
def remove(request: HttpRequest, number: int, scenario: int) -> HttpResponse:
    """Take a scenario off the list."""
    there(number)
    if scenario not in {each.id for each in scenarios_of(number)}:
        raise Http404
    try:
        remove_scenario(reader_of(request), scenario, version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("The scenario is gone."))
    return redirect("survey_equity", number)


def _figures(survey: SurveyView, address: QueryDict) -> Kept | None:
    found, words = read_choices(survey, address.get("segment", "")), words_of(survey)
    asked = asked_of(address, found)
    if not asked.is_whole or asked.wrong_moves:
        return None
    # Numpy is loaded by now.
    from crmeter.web.surveys.equity_shown import outcome_of, shown  # noqa: PLC0415 - see above

    study = studied(found, asked, words)
    outcome = outcome_of(study, None, asked)
    return Kept(
        us=asked.us,
        equity=Bounded(**shown(study.equity.at(study.us))),
        share=Bounded(**shown(study.shares.at(study.us))),
        change=None if outcome is None else Bounded(**outcome["change"]),
        ratio=None if outcome is None or outcome["ratio"] is None else Bounded(**outcome["ratio"]),
        cost=asked.cost,
        currency=own_currency(),
        moves=asked.moved,
        n=len(found.choices),
        answered=found.answered,
        made_at=found.made_at,
    )
