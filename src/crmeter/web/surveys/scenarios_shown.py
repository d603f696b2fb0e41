"""Scenarios of customer equity that were kept, as the page of equity lists them."""

from typing import Any

from django.http import QueryDict

from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.scenario_queries import scenarios_of
from crmeter.web.surveys.equity_words import moves_in_words, words_of


def kept_scenarios(survey: SurveyView) -> list[dict[str, Any]]:
    """Return the scenarios of a survey, the newest first."""
    found = scenarios_of(survey.id)
    words = words_of(survey) if found else None
    return [
        {
            "id": each.id,
            "version": each.version,
            "name": each.name,
            "asked": each.asked,
            "segment": QueryDict(each.asked).get("segment", ""),
            "figures": each.figures,
            "saved_at": each.saved_at,
            "us": words.of(each.figures.us),
            "moves": moves_in_words(each.figures.moves, words) if each.figures.moves else None,
        }
        for each in found
        if words is not None
    ]
