"""Boards: made, shared, changed by version, taken back, and found by those with whom they are shared."""

from collections.abc import Callable

import pytest

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.strategy.boards.actions import (
    BoardAsked,
    bring_back_board,
    change_board,
    keep_look,
    make_board,
    remove_board,
)
from crmeter.strategy.boards.kinds import MOST_TILES, Shared
from crmeter.strategy.boards.queries import BoardView, board_at, boards_of
from crmeter.strategy.boards.tile_actions import add_tile, bring_back_tile, remove_tile, reorder_tiles, resize_tile

pytestmark = pytest.mark.django_db
NUMBER = TileAsked("revenue", "", TileChart.NUMBER)


@pytest.fixture
def giang(db: None) -> Person:
    return there(Role.DIRECTOR)


@pytest.fixture
def an(db: None) -> Person:
    return there(Role.AGENT)


def there(role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, f"{role}{is_admin}@example.vn", role, is_admin=is_admin))
    assert found is not None
    return found


def team_of(name: str, *people: Person) -> int:
    slug = add_team(SYSTEM, name)
    for each in people:
        join_team(SYSTEM, each.id, slug)
    return next(team.id for team in teams() if team.slug == slug)


def opened(reader: Person, number: int) -> BoardView:
    found = board_at(reader, number)
    assert found is not None
    return found


def filled(owner: Person, *names: str) -> int:
    number = make_board(owner, BoardAsked("Tuần này"))
    for version, name in enumerate(names, start=1):
        add_tile(owner, number, TileAsked(name, "", TileChart.NUMBER), version=version)
    return number


def test_a_private_board_is_found_by_its_owner_alone(giang: Person, an: Person) -> None:
    number = make_board(giang, BoardAsked(" Tuần này "))

    assert [(each.name, each.version, each.may_change) for each in boards_of(giang)] == [("Tuần này", 1, True)]
    assert boards_of(an) == []
    assert board_at(an, number) is None
    with pytest.raises(Refused, match="no such board"):
        change_board(an, number, BoardAsked("Của tôi"), version=1)


def test_a_board_for_a_team_is_found_by_its_people(giang: Person, an: Person) -> None:
    team = team_of("Chăm sóc khách", an)
    number = make_board(giang, BoardAsked("Chung", Shared.TEAMS, [team]))

    assert [each.id for each in boards_of(an)] == [number]
    assert not opened(an, number).may_change
    assert board_at(there(Role.REP), number) is None
    with pytest.raises(Refused, match="somebody else made"):
        add_tile(an, number, NUMBER, version=1)


def test_an_agent_shares_with_own_teams_and_not_with_all(giang: Person, an: Person) -> None:
    own, other = team_of("Trực tổng đài", an), team_of("Bán hàng")
    number = make_board(an, BoardAsked("Ca trực", Shared.TEAMS, [own]))

    assert opened(an, number).teams == (own,)
    with pytest.raises(Refused, match="not in that team"):
        change_board(an, number, BoardAsked("Ca trực", Shared.TEAMS, [other]), version=1)
    with pytest.raises(Refused, match="not with everybody"):
        change_board(an, number, BoardAsked("Ca trực", Shared.EVERYBODY), version=1)
    with pytest.raises(Refused, match="one team"):
        change_board(an, number, BoardAsked("Ca trực", Shared.TEAMS, [10**9]), version=1)
    assert len(teams()) == 2


def test_an_administrator_changes_what_is_shared_and_does_not_find_what_is_private(giang: Person) -> None:
    root = there(Role.ANALYST, is_admin=True)
    number = make_board(giang, BoardAsked("Chung", Shared.EVERYBODY))

    change_board(root, number, BoardAsked("Chung cho cả hãng", Shared.EVERYBODY), version=1)

    assert opened(giang, number).name == "Chung cho cả hãng"
    assert board_at(root, make_board(giang, BoardAsked("Riêng"))) is None


def test_a_change_names_the_version_that_it_was_made_on(giang: Person) -> None:
    number = filled(giang, "revenue")

    with pytest.raises(Stale):
        add_tile(giang, number, NUMBER, version=1)
    with pytest.raises(NoVersion):
        remove_board(giang, number, version=None)
    assert opened(giang, number).version == 2


def test_tiles_are_put_in_order_resized_removed_and_put_back_where_they_were(giang: Person) -> None:
    number = filled(giang, "revenue", "orders", "nps")
    first, second, third = (each.id for each in opened(giang, number).tiles)

    reorder_tiles(giang, number, [third, first, second], version=4)
    resize_tile(giang, number, first, 12, 3, version=5)
    remove_tile(giang, number, first, version=6)
    assert [each.asked.measure for each in opened(giang, number).tiles] == ["nps", "orders"]
    bring_back_tile(giang, number, first, version=7)

    found = opened(giang, number)
    assert [(each.asked.measure, each.width, each.height) for each in found.tiles] == [
        ("nps", 3, 1),
        ("revenue", 12, 3),
        ("orders", 3, 1),
    ]
    assert found.version == 8
    assert [entry.action for entry in history("strategy.board", str(number))][:4] == [
        "boards.tile_brought_back",
        "boards.tile_removed",
        "boards.tile_resized",
        "boards.reordered",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        TileAsked("no_such_measure", "", TileChart.NUMBER),
        TileAsked("revenue", "no_such_cut", TileChart.BAR),
        TileAsked("nps", "", TileChart.BULLET),
        TileAsked("revenue", "", TileChart.FUNNEL),
    ],
)
def test_a_measure_is_not_put_on_a_board_as_it_cannot_be_drawn(giang: Person, wrong: TileAsked) -> None:
    number = filled(giang)

    with pytest.raises(Refused, match="cannot be drawn"):
        add_tile(giang, number, wrong, version=1)


@pytest.mark.parametrize(
    "change",
    [
        lambda who, number: resize_tile(who, number, 1, 5, 1, version=2),
        lambda who, number: resize_tile(who, number, 10**6, 6, 1, version=2),
        lambda who, number: reorder_tiles(who, number, [], version=2),
        lambda who, number: remove_tile(who, number, 10**6, version=2),
        lambda who, number: keep_look(who, number, "decade", "", "", version=2),
        lambda who, number: keep_look(who, number, "year", "segment", "", version=2),
        lambda who, number: change_board(who, number, BoardAsked("  "), version=2),
        lambda who, number: change_board(who, number, BoardAsked("x" * 121), version=2),
        lambda who, number: change_board(who, number, BoardAsked("x\x07y"), version=2),
        lambda who, number: bring_back_board(who, number, version=2),
    ],
)
def test_a_change_without_meaning_leaves_the_board_as_it_was(giang: Person, change: Callable[..., object]) -> None:
    number = filled(giang, "revenue")
    before = opened(giang, number)

    with pytest.raises(Refused):
        change(giang, number)

    assert opened(giang, number) == before


def test_a_removed_board_is_brought_back_as_it_was(giang: Person) -> None:
    number = filled(giang, "revenue")
    keep_look(giang, number, "year", "segment", "quán", version=2)
    before = opened(giang, number)

    gone = remove_board(giang, number, version=3)
    assert boards_of(giang) == []
    assert board_at(giang, number) is None
    bring_back_board(giang, number, version=gone)

    back = opened(giang, number)
    assert (back.tiles, back.look_by, back.look_code, back.compare) == (before.tiles, "segment", "quán", "year")


def test_a_board_has_so_many_tiles_at_most(giang: Person) -> None:
    number = filled(giang, *["revenue"] * MOST_TILES)

    with pytest.raises(Refused, match=f"at most {MOST_TILES}"):
        add_tile(giang, number, NUMBER, version=MOST_TILES + 1)
