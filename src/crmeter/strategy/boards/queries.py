"""What pages read of boards, as frozen values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.staff.queries import Person, TeamView, teams
from crmeter.strategy.boards.kinds import Shared
from crmeter.strategy.boards.models import Board, Tile
from crmeter.strategy.boards.rights import finds, may_change


@dataclass(frozen=True, slots=True)
class TileView:
    """A tile of a board; see the model."""

    id: int
    asked: TileAsked
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board as somebody finds it; see the model.

    Args:
        is_own: the reader made it.
        may_change: the reader changes it.
    """

    id: int
    version: int
    name: str
    owner: int
    owner_name: str
    shared: Shared
    teams: tuple[int, ...]
    compare: str
    look_by: str
    look_code: str
    tiles: tuple[TileView, ...]
    is_own: bool
    may_change: bool


def boards_of(person: Person) -> list[BoardView]:
    """Return the boards that somebody finds, their own first, then by name."""
    own = team_numbers_of(person, teams())
    found = _found(Board.objects.filter(Q(owner=person.id) | ~Q(shared=Shared.PRIVATE), is_removed=False))
    seen = [_view(person, row) for row in found if finds(person, row.owner_id, row.shared, row.teams, own)]
    return sorted(seen, key=lambda each: (not each.is_own, each.name.casefold(), each.id))


def board_at(person: Person, pk: int) -> BoardView | None:
    """Return one board, or None where the person does not find it."""
    row = next(iter(_found(Board.objects.filter(pk=pk, is_removed=False))), None)
    if row is None:
        return None
    own = team_numbers_of(person, teams()) if row.shared == Shared.TEAMS else frozenset()
    return _view(person, row) if finds(person, row.owner_id, row.shared, row.teams, own) else None


def board_for_product(pk: int) -> BoardView:
    """Return a board that is there, whoever asks: for the product itself, which changes nothing."""
    (row,) = _found(Board.objects.filter(pk=pk))
    return _view(None, row)


def team_numbers_of(person: Person, all_teams: Sequence[TeamView]) -> frozenset[int]:
    """Return the numbers of the teams that somebody is in."""
    return frozenset(team.id for team in all_teams if person.id in team.people)


def shareable_teams(person: Person, *, with_all: bool) -> Collection[TeamView]:
    """Return the teams that somebody may share a board with."""
    return [team for team in teams() if with_all or person.id in team.people]


def _found(rows: QuerySet[Board]) -> list[Board]:
    return list(rows.select_related("owner").prefetch_related("tiles"))


def _view(person: Person | None, row: Board) -> BoardView:
    return BoardView(
        id=row.pk,
        version=row.version,
        name=row.name,
        owner=row.owner_id,
        owner_name=str(row.owner),
        shared=Shared(row.shared),
        teams=tuple(row.teams),
        compare=row.compare,
        look_by=row.look_by,
        look_code=row.look_code,
        tiles=tuple(_tile(each) for each in sorted(row.tiles.all(), key=_place) if not each.is_removed),
        is_own=person is not None and row.owner_id == person.id,
        may_change=person is not None and may_change(person, row.owner_id, row.shared),
    )


def _tile(row: Tile) -> TileView:
    return TileView(row.pk, TileAsked(row.measure, row.cut, TileChart(row.chart)), row.width, row.height)


def _place(row: Tile) -> tuple[int, int]:
    return row.position, row.pk
