"""One board: looked at, or open to be changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from crmeter.evaluation.report.tiles.asked import VALUE_MAP
from crmeter.evaluation.report.words import UNIT_WORDS
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.staff.queries import Person
from crmeter.strategy.boards.kinds import HEIGHTS, LONGEST_NAME, MOST_TILES, SHARED, WIDTHS
from crmeter.strategy.boards.queries import BoardView, board_at, shareable_teams
from crmeter.strategy.boards.rights import may_share_with_all
from crmeter.strategy.own_measures.queries import know_own_measures, own_measures
from crmeter.web.boards.asked import as_query, look_of
from crmeter.web.boards.map_tile import maps_to_add
from crmeter.web.boards.shown import OpenedBoard, choices_of, open_board, tells_a_year
from crmeter.web.measures.catalogue import listed
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of

_MOST_FOUND = 12


@require_safe
@for_own_rows
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Show a board."""
    reader, found = found_by(request, number)
    return show(request, reader, found)


@require_safe
def measures_to_add(request: HttpRequest, number: int) -> HttpResponse:
    """Show the measures that some words find, each with how it can be drawn: a part of the page."""
    _reader, found = found_by(request, number)
    if not found.may_change:
        raise Http404
    response = render(request, "boards/measures.html", {"board": found, **_measures(request)})
    patch_vary_headers(response, ["HX-Request"])
    return response


def found_by(request: HttpRequest, number: int) -> tuple[Person, BoardView]:
    """Return who reads and the board of an address.

    Raises:
        Http404: the reader does not find one.
    """
    reader = reader_of(request)
    found = board_at(reader, number)
    if found is None:
        raise Http404
    if any(each.asked.measure not in measures() and not each.asked.is_map for each in found.tiles):
        know_own_measures()
    return reader, found


def show(request: HttpRequest, reader: Person, found: BoardView, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page, with why a change was not made.

    Raises:
        PartNotMade: see `for_own_rows`.
        NothingAssigned: likewise.
    """
    look = look_of(request, found)
    opened = open_board(request, reader, found, look)
    is_open = found.may_change and (request.method == "POST" or bool(request.GET.get("edit")))
    context: dict[str, Any] = {
        **_run(opened),
        "board": found,
        "tiles": opened.tiles(),
        "look": look,
        "query": as_query(look),
        "part": f"{look.by}:{look.code}" if look.by else "",
        "offered_parts": opened.parts(),
        "months": opened.months(),
        "is_year": tells_a_year(opened.opened),
        "is_open": is_open,
        "has_map": any(each.asked.is_map for each in found.tiles),
        "refusal": refusal,
        "shared": SHARED[found.shared],
    }
    if is_open:
        context |= {
            **_measures(request),
            "maps": maps_to_add(reader),
            "value_map": VALUE_MAP,
            "shares": [(value.value, words) for value, words in SHARED.items()],
            "teams": shareable_teams(reader, with_all=may_share_with_all(reader)),
            "longest_name": LONGEST_NAME,
            "most_tiles": MOST_TILES,
            "widths": WIDTHS,
            "heights": HEIGHTS,
            "moved": request.GET.get("moved", ""),
        }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "boards/board.html", context, status=status)


def _run(opened: OpenedBoard) -> dict[str, object]:
    return {"nothing_yet": True} if opened.opened is None else opened.opened.context()


def _measures(request: HttpRequest) -> dict[str, object]:
    asked = request.GET.get("q", "").strip()[:200]
    own = [each.measure for each in own_measures() if each.measure is not None]
    found = [*listed(None, asked, own), *listed(None, asked)]
    return {
        "asked": asked,
        "count": len(found),
        "found": [
            (each, UNIT_WORDS[measures()[each.name].unit], choices_of(each.name)) for each in found[:_MOST_FOUND]
        ],
        "more": max(0, len(found) - _MOST_FOUND),
    }
