"""The drawer, the page, the rows, and the rows as a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from crmeter.evaluation.report.embed import draw_explanation, draw_table, name_of
from crmeter.evaluation.result import ResultTable
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.export_actions import note_export
from crmeter.web.administrators import who
from crmeter.web.csv_export import csv_response
from crmeter.web.explain.asked import Asked, asked_for
from crmeter.web.explain.live import explanation_of, opened_run
from crmeter.web.readings.opened import safe
from crmeter.web.readings.pages import for_own_rows

if TYPE_CHECKING:
    from crmeter.evaluation.explain_run import Records

ROWS_ON_A_PAGE = 100


@for_own_rows
def explain(request: HttpRequest, measure: str) -> HttpResponse:
    """Show everything behind a figure: in the drawer if a script asks, else as a page."""
    asked = asked_for(request, measure)
    in_drawer = bool(request.headers.get("HX-Request"))
    template = "explain/drawer.html" if in_drawer else "explain/page.html"
    if asked is None:
        return render(request, template, {"nothing_yet": True})
    explanation, has_rows = explanation_of(asked)
    context = _context(asked) | {
        "body": safe(draw_explanation(asked.opened.page, explanation)),
        "has_rows": has_rows and asked.reading.undefined is None,
        "rows_gone": not has_rows,
    }
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@for_own_rows
def rows(request: HttpRequest, measure: str) -> HttpResponse:
    """Show the rows behind a figure, page by page, with what they add up to."""
    asked = _there(request, measure)
    # Nine digits reach any row there can be; what is longer is no page, and too long for a number of the engine.
    number = max(1, int(page)) if (page := request.GET.get("page", "")).isdecimal() and len(page) <= 9 else 1
    try:
        with opened_run(asked) as run:
            explanation = run.explain_reading(asked.reading)
            first = (number - 1) * ROWS_ON_A_PAGE
            shown = run.rows_between(explanation, first, ROWS_ON_A_PAGE)
            totals = run.totals(explanation)
            records = run.records_among(explanation, shown)
    except FileNotFoundError as gone:
        raise Http404 from gone
    table = ResultTable("rows", explanation.rows.title, explanation.rows.columns, tuple(shown))
    context = _context(asked) | {
        "table": safe(draw_table(asked.opened.page, table, _addresses(records))),
        "totals": totals,
        "first": first + 1,
        "last": first + len(shown),
        "before": number - 1,
        "after": number + 1 if first + len(shown) < totals.n else 0,
    }
    return render(request, "explain/rows.html", context)


@for_own_rows
def rows_file(request: HttpRequest, measure: str) -> StreamingHttpResponse:
    """Send all rows behind a figure as a CSV file, a piece at a time."""
    asked = _there(request, measure)
    rows = _all_rows(asked)
    try:
        explanation = next(rows)
    except FileNotFoundError as gone:
        raise Http404 from gone
    note_export(
        who(request),
        "explain_rows",
        explanation.n_rows,
        of=measure,
        filters={"run": asked.opened.run.id, **asked.reading.slice},
    )
    names = [column.name for column in explanation.rows.columns]
    return csv_response(f"{measure}-{asked.opened.run.id}.csv", names, rows)


def _all_rows(asked: Asked) -> Iterator[Any]:
    """Yield the explanation first, then each of its rows, from a run that stays open until the last."""
    with opened_run(asked) as run:
        explanation = run.explain_reading(asked.reading)
        yield explanation
        yield from run.each_row(explanation)


def _addresses(records: "Records | None") -> dict[str, str]:
    """Return by key where the page of each record is."""
    if records is None:
        return {}
    return {key: reverse("record", args=[records.concept, int(key)]) for key in records.keys}


def _there(request: HttpRequest, measure: str) -> Asked:
    asked = asked_for(request, measure)
    if asked is None or asked.reading.undefined is not None:
        raise Http404
    return asked


def _context(asked: Asked) -> dict[str, Any]:
    return asked.opened.context() | {
        "asked": asked,
        "name": name_of(asked.opened.page, asked.reading),
        "address": asked.address(),
        "why_address": _why_address(asked),
        "rows_address": asked.address("explain_rows"),
        "file_address": asked.address("explain_rows_file"),
    }


def _why_address(asked: Asked) -> str:
    """Return where the change of a figure is split; empty where it cannot be."""
    reading = asked.reading
    can_be = not reading.slice and measures()[reading.measure].change_cuts
    return asked.address("explain_why") if can_be and asked.opened.page.figures.before(reading) else ""
