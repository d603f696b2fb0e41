"""The tiles of a board: added, put in order, resized, removed, put back."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.staff.queries import Person
from crmeter.strategy.boards.tile_actions import add_tile, bring_back_tile, remove_tile, reorder_tiles, resize_tile
from crmeter.vocabulary import Text
from crmeter.web.boards.page import found_by, show
from crmeter.web.ordering import order_in, whole
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.versions import version_in


@require_POST
@for_own_rows
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Put a tile on a board."""

    def added(reader: Person) -> int:
        cut, _bar, chart = request.POST.get("drawn", "").partition("|")
        if chart not in set(TileChart):
            raise Refused("no_chart", _NO_CHART)
        asked = TileAsked(request.POST.get("measure", ""), cut, TileChart(chart))
        return add_tile(reader, number, asked, version=version_in(request))

    return _changed(request, number, added, _("Added at the end of the board"))


@require_POST
@for_own_rows
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Put the tiles in another order, with a way back; a tile that was pulled larger or smaller gets its size."""
    _reader, found = found_by(request, number)
    sized = request.POST.get("size", "").split()
    if len(sized) == 3:
        tile, width, height = (whole(each) for each in sized)
        return _changed(
            request,
            number,
            lambda reader: resize_tile(reader, number, tile, width, height, version=version_in(request)),
            _("The size is kept"),
        )
    before = " ".join(str(each.id) for each in found.tiles)
    return _changed(
        request,
        number,
        lambda reader: reorder_tiles(
            reader, number, [whole(each) for each in order_in(request)], version=_version(request)
        ),
        _("The order is kept"),
        lambda new: f"{reverse('tiles_order', args=[number])}?{urlencode({'order': before, 'version': new})}",
    )


@require_POST
@for_own_rows
def size(request: HttpRequest, number: int, tile: int) -> HttpResponse:
    """Make a tile as wide and tall as the button says."""
    width, _space, height = request.POST.get("to", "").partition(" ")
    return _changed(
        request,
        number,
        lambda reader: resize_tile(reader, number, tile, whole(width), whole(height), version=version_in(request)),
        _("The size is kept"),
        moved=f"{tile} size",
    )


@require_POST
@for_own_rows
def remove(request: HttpRequest, number: int, tile: int) -> HttpResponse:
    """Take a tile off the board, with a way back."""
    return _changed(
        request,
        number,
        lambda reader: remove_tile(reader, number, tile, version=version_in(request)),
        _("The tile is removed"),
        lambda new: f"{reverse('tile_bring_back', args=[number, tile])}?version={new}",
    )


@require_POST
@for_own_rows
def bring_back(request: HttpRequest, number: int, tile: int) -> HttpResponse:
    """Put a tile back where it was."""
    return _changed(
        request,
        number,
        lambda reader: bring_back_tile(reader, number, tile, version=_version(request)),
        _("The tile is back"),
    )


def _changed(
    request: HttpRequest,
    number: int,
    change: Callable[[Person], int],
    said: str,
    back: Callable[[int], str] | None = None,
    moved: str = "",
) -> HttpResponse:
    reader, found = found_by(request, number)
    try:
        new = change(reader)
    except Refusal as refusal:
        return show(request, reader, found, refusal)
    messages.success(request, said, extra_tags="" if back is None else f"undo:{back(new)}")
    asked = {"edit": "1"}
    moved = moved or request.POST.get("move", "")
    if moved:
        asked["moved"] = moved
    return redirect(f"{reverse('board_of_figures', args=[number])}?{urlencode(asked)}")


def _version(request: HttpRequest) -> int | None:
    """Return the version of the board, which the way back carries in its address."""
    return version_in(request) or whole(request.GET.get("version", "")) or None


_NO_CHART = Text("hãy chọn cách vẽ", "choose how it is drawn")
