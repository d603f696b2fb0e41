"""The value map: where brands stand by quality and price, and what would overtake a competitor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.vocabulary import Misused, NotEnoughData, Text
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.explain.worked_out import Origin
from crmeter.web.findings.offer import offer
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.origins import answers_of
from crmeter.web.surveys.readers import for_survey_readers
from crmeter.web.value_map.asked import MapAsked, map_asked
from crmeter.web.value_map.deals import against, rate_of, reason_of
from crmeter.web.value_map.opened import Opened
from crmeter.web.value_map.sources import Source, source_to_open, sources, survey_waves, table_of


@for_survey_readers
@require_safe
def value_map(request: HttpRequest) -> HttpResponse:
    """Show the map that the address asks for; where it names no source, the newest that tells enough."""
    asked = map_asked(request.GET)
    known, key = chosen_source(asked)
    context: dict[str, Any] = {"asked": asked, "sources": known, "source": key, "least": LEAST_ANONYMOUS}
    if key:
        context |= _found(request, key, asked)
    return page_or_explanation(request, "value_map/value_map.html", context)


def chosen_source(asked: MapAsked) -> tuple[tuple[Source, ...], str]:
    """Return all sources, and which one is asked for, or to be opened where none is; empty where there is none."""
    known = sources()
    if asked.source in {each.key for each in known}:
        return known, asked.source
    return known, source_to_open()


def hides_answers(key: str) -> bool:
    """Return whether a source is an anonymous survey that too few have answered."""
    waves = survey_waves(key)
    return bool(waves) and results_of(waves[-1]).is_hidden


def opened_source(key: str, asked: MapAsked) -> Opened:
    """Read and study a source.

    Raises:
        NotEnoughData: it does not make a map.
        Misused: its columns do not go together.
    """
    # Only these pages and the explanation of figures load numpy and the engine of tables.
    from crmeter.web.value_map.survey_source import of_survey  # noqa: PLC0415 - see above
    from crmeter.web.value_map.table_source import of_table  # noqa: PLC0415 - see above

    table = table_of(key)
    return of_survey(survey_waves(key), asked) if table is None else of_table(table, asked)


def _found(request: HttpRequest, key: str, asked: MapAsked) -> dict[str, Any]:
    if hides_answers(key):
        return {"is_hidden": True}
    try:
        return _shown(request, key, opened_source(key, asked), asked)
    except NotEnoughData as lacking:
        return {"lacking": lacking.undefined}
    except Misused as wrong:
        return {"wrong": wrong.text}


def _shown(request: HttpRequest, key: str, opened: Opened, asked: MapAsked) -> dict[str, Any]:
    from crmeter.web.value_map import sentences  # noqa: PLC0415 - see `opened_source`
    from crmeter.web.value_map.explained import map_explained  # noqa: PLC0415 - see `opened_source`
    from crmeter.web.value_map.shown import shown  # noqa: PLC0415 - see `opened_source`
    from crmeter.web.value_map.what_if import what_if  # noqa: PLC0415 - see `opened_source`

    advice = sentences.advice(opened)
    sent = None if advice is None else offer(request, source="value_map", sentence=advice)
    supposed = what_if(opened, asked)
    told = supposed | shown(opened, asked, supposed.get("tried")) | _deals(request, opened)
    explained = map_explained(opened, told, _origin(key))
    for row in ("places", "duels"):
        told[row] = [
            each
            | {f"explained_{name}": explained.get(f"{name}_{n}") for name in ("quality", "price", "distance", "ratio")}
            for n, each in enumerate(told[row])
        ]
    return told | {
        "explained": explained,
        "advice": advice,
        "offer": sent,
        "without_advice": sentences.without_advice(opened),
    }


def _origin(key: str) -> Origin:
    """Return where what a source tells can be seen."""
    table = table_of(key)
    if table is None:
        return answers_of(survey_waves(key)[-1])
    return Origin(_TABLE.fill(file=table.file_name), reverse("value_table", args=[table.id]))


def _deals(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """Return how deals ended against the competitor of the head to head, where the records name it."""
    if opened.against is None:
        return {}
    called = opened.called(opened.against)
    result = against(reader_of(request), (opened.against, called.vi, called.en))
    if result is None:
        return {}
    return {
        "deals": result,
        "deals_rate": rate_of(result),
        "deals_reasons": [(reason_of(code), each.n) for code, each in result.reasons.items()],
    }


_TABLE = Text("bảng đã gửi lên: {file}", "the table that was sent: {file}")
