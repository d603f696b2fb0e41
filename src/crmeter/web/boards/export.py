"""The figures of a board as a file, as far as the reader sees them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from crmeter.evaluation.report.tiles.exported import columns_under, exported, exported_row
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.staff.queries import Person, actor_of
from crmeter.web.boards.asked import as_query, look_of
from crmeter.web.boards.page import found_by
from crmeter.web.boards.shown import OpenedBoard, open_board
from crmeter.web.csv_export import csv_response
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.templatetags.figures import language

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_own_rows
def csv(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send the figures as CSV."""
    reader, found = _opened(request, number)
    rows = list(_rows(found))
    _note(reader, found, len(rows))
    return csv_response(f"{found.board.name}.csv", [each.in_(language()) for each in columns_under(found.look)], rows)


@require_safe
@for_own_rows
def xlsx(request: HttpRequest, number: int) -> HttpResponse:
    """Send the figures as a workbook."""
    from crmeter.evaluation.report.tiles.workbook import board_workbook  # noqa: PLC0415 - loaded by who asks for it

    reader, found = _opened(request, number)
    if found.opened is None:
        raise Http404
    tiles = [each.asked for each in found.board.tiles]
    content = board_workbook(found.board.name, found.opened.page, tiles, found.look, language(), found.earlier)
    _note(reader, found, sum(1 for _ in _rows(found)))
    response = HttpResponse(content, content_type=_XLSX)
    name = quote(f"{found.board.name}.xlsx", safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(request: HttpRequest, number: int) -> tuple[Person, OpenedBoard]:
    reader, found = found_by(request, number)
    return reader, open_board(request, reader, found, look_of(request, found))


def _rows(found: OpenedBoard) -> Iterator[list[Any]]:
    if found.opened is None:
        return
    page = found.opened.page
    for tile in found.board.tiles:
        for reading in exported(page, tile.asked, found.look):
            yield exported_row(page, reading, found.look, found.earlier)


def _note(reader: Person, found: OpenedBoard, count: int) -> None:
    board = found.board
    note_export(actor_of(reader), "board", count, of=str(board.id), filters={"look": as_query(found.look)})
