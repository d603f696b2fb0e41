"""The only writer of tiles; each change names the version of their board."""

import re
from collections.abc import Sequence

from django.db import transaction

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart, charts_of
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.rights import may_read
from crmeter.strategy.boards.actions import held_board
from crmeter.strategy.boards.kinds import HEIGHTS, MOST_TILES, WIDTHS
from crmeter.strategy.boards.models import Board, Tile
from crmeter.strategy.own_measures.queries import know_own_measures
from crmeter.vocabulary import Text

# How large a tile is to begin with: width and height.
_FIRST_SIZE = {
    TileChart.NUMBER: (3, 1),
    TileChart.BULLET: (4, 1),
    TileChart.LINE: (6, 2),
    TileChart.BAR: (6, 2),
    TileChart.MAP: (8, 3),
}
_OTHER_SIZE = (6, 2)
# Of a value map, as pages name it.
_SOURCE = re.compile(r"(survey|table)-[1-9]\d{0,17}")


def add_tile(person: Person, pk: int, asked: TileAsked, *, version: int | None) -> int:
    """Put a tile at the end of a board, and return the new version of the board.

    Raises:
        Refusal: they may not, it has changed or is gone, the chart cannot show the measure so, or there are too many.
    """
    _refuse_without_meaning(person, asked)
    with transaction.atomic():
        board = held_board(person, pk, version)
        there = _tiles(board)
        if len(there) >= MOST_TILES:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST_TILES))
        width, height = _FIRST_SIZE.get(asked.chart, _OTHER_SIZE)
        position = max((tile.position for tile in there), default=0) + 1
        row = Tile.objects.create(
            board=board,
            position=position,
            measure=asked.measure,
            cut=asked.cut,
            chart=asked.chart,
            width=width,
            height=height,
        )
        return _kept(person, board, "boards.tile_added", after=_shown(row))


def resize_tile(person: Person, pk: int, tile: int, width: int, height: int, *, version: int | None) -> int:
    """Make a tile wider, narrower, taller or lower, and return the new version of the board.

    Raises:
        Refusal: they may not, the board has changed or is gone, or there is no such tile or size.
    """
    if width not in WIDTHS or height not in HEIGHTS:
        raise Refused("size", Text("ô không có cỡ này", "a tile has no such size"))
    with transaction.atomic():
        board = held_board(person, pk, version)
        row = _tile(board, tile)
        before = _shown(row)
        row.width, row.height = width, height
        row.save(update_fields=["width", "height"])
        return _kept(person, board, "boards.tile_resized", before=before, after=_shown(row))


def reorder_tiles(person: Person, pk: int, order: Sequence[int], *, version: int | None) -> int:
    """Put the tiles of a board in another order, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, or these are not its tiles.
    """
    with transaction.atomic():
        board = held_board(person, pk, version)
        rows = {row.pk: row for row in _tiles(board)}
        if sorted(order) != sorted(rows):
            raise Refused("order", Text("thứ tự này không đủ các ô của bảng", "these are not the tiles of the board"))
        before = [each.pk for each in sorted(rows.values(), key=lambda row: (row.position, row.pk))]
        for at, number in enumerate(order, start=1):
            rows[number].position = at
            rows[number].save(update_fields=["position"])
        return _kept(person, board, "boards.reordered", before={"order": before}, after={"order": list(order)})


def remove_tile(person: Person, pk: int, tile: int, *, version: int | None) -> int:
    """Take a tile off a board, and return the new version of the board.

    Raises:
        Refusal: they may not, the board has changed or is gone, or there is no such tile.
    """
    with transaction.atomic():
        board = held_board(person, pk, version)
        row = _tile(board, tile)
        row.is_removed = True
        row.save(update_fields=["is_removed"])
        return _kept(person, board, "boards.tile_removed", before=_shown(row))


def bring_back_tile(person: Person, pk: int, tile: int, *, version: int | None) -> int:
    """Put a tile back where it was, and return the new version of the board.

    Raises:
        Refusal: they may not, the board has changed or is gone, or there is no such tile.
    """
    with transaction.atomic():
        board = held_board(person, pk, version)
        if len(_tiles(board)) >= MOST_TILES:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST_TILES))
        row = _tile(board, tile, is_removed=True)
        row.is_removed = False
        row.save(update_fields=["is_removed"])
        return _kept(person, board, "boards.tile_brought_back", after=_shown(row))


def _refuse_without_meaning(person: Person, asked: TileAsked) -> None:
    if asked.is_map:
        # Whether there is such a source is asked when the map is drawn: it may go, and the tile then says so.
        if asked.chart is not TileChart.MAP or not _SOURCE.fullmatch(asked.cut) or not may_read(person):
            raise Refused("no_such_tile", _NO_SUCH_TILE)
        return
    if asked.measure not in measures():
        know_own_measures()
    measure = measures().get(asked.measure)
    if measure is None or asked.chart not in charts_of(measure, asked.cut):
        raise Refused("no_such_tile", _NO_SUCH_TILE)


def _kept(
    person: Person,
    board: Board,
    action: str,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> int:
    new = keep(board)
    audit(actor_of(person), action, board, before=before, after=after)
    return new


def _tiles(board: Board) -> list[Tile]:
    return list(Tile.objects.filter(board=board, is_removed=False))


def _tile(board: Board, pk: int, *, is_removed: bool = False) -> Tile:
    row = Tile.objects.filter(board=board, pk=pk, is_removed=is_removed).first()
    if row is None:
        raise Refused("unknown", Text("ô này không còn trên bảng", "this tile is not on the board any more"))
    return row


def _shown(row: Tile) -> dict[str, object]:
    return {
        "tile": row.pk,
        "measure": row.measure,
        "cut": row.cut,
        "chart": str(row.chart),
        "width": row.width,
        "height": row.height,
    }


_NO_SUCH_TILE = Text("chỉ số này không vẽ được như vậy", "this measure cannot be drawn like that")
_TOO_MANY = Text("một bảng có không quá {most} ô", "a board has at most {most} tiles")
