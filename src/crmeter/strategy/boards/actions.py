"""The only writer of boards. Their tiles are written by `tile_actions`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.removal_actions import put_away, put_back
from crmeter.records.staff.queries import Person, actor_of, teams
from crmeter.strategy.boards.kinds import COMPARES, LONGEST_NAME, MOST_BOARDS, Shared
from crmeter.strategy.boards.models import Board
from crmeter.strategy.boards.queries import team_numbers_of
from crmeter.strategy.boards.rights import finds, may_change, refuse_unless_may_share
from crmeter.vocabulary import Text

_LOOK = ("compare", "look_by", "look_code")


@dataclass(frozen=True, slots=True)
class BoardAsked:
    """What a board is called and who finds it; see the model."""

    name: str
    shared: Shared = Shared.PRIVATE
    teams: Sequence[int] = ()


def make_board(person: Person, asked: BoardAsked) -> int:
    """Make an empty board, and return its number.

    Raises:
        Refused: the name is empty or too long, they have too many, or they may not share it so.
    """
    with transaction.atomic():
        if not person.is_active or Board.objects.filter(owner=person.id, is_removed=False).count() >= MOST_BOARDS:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST_BOARDS))
        row = Board(owner_id=person.id, made_at=timezone.now())
        _put(person, row, asked)
        row.save(force_insert=True)
        audit(actor_of(person), "boards.made", row, after=_shown(row))
    return int(row.pk)


def change_board(person: Person, pk: int, asked: BoardAsked, *, version: int | None) -> int:
    """Call a board otherwise or share it otherwise, and return its new version.

    Raises:
        Refusal: they may not, it has changed or is gone, or it cannot be so.
    """
    with transaction.atomic():
        row = held_board(person, pk, version)
        before = _shown(row)
        _put(person, row, asked)
        if _shown(row) == before:
            return row.version
        new = keep(row, "name", "shared", "teams")
        audit(actor_of(person), "boards.changed", row, before=before, after=_shown(row))
    return new


def keep_look(person: Person, pk: int, compare: str, by: str, code: str, *, version: int | None) -> int:
    """Let a board open with a look, and return its new version.

    Args:
        person: who says so.
        pk: the board.
        compare: `before`, `year` or nothing.
        by: the column of which one value is looked at; nothing for all rows.
        code: that value.
        version: of the board that was seen.

    Raises:
        Refusal: they may not, it has changed or is gone, or the look has no meaning.
    """
    with transaction.atomic():
        row = held_board(person, pk, version)
        if compare not in COMPARES or bool(by) != bool(code) or len(by) > 40 or len(code) > 200:
            raise Refused("look", Text("không xem bảng như vậy được", "a board cannot be looked at like that"))
        before = {column: getattr(row, column) for column in _LOOK}
        row.compare, row.look_by, row.look_code = compare, by, code
        new = keep(row, *_LOOK)
        audit(actor_of(person), "boards.look_kept", row, before=before, after={c: getattr(row, c) for c in _LOOK})
    return new


def remove_board(person: Person, pk: int, *, version: int | None) -> int:
    """Remove a board for all who found it, and return the version by which it can be brought back.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    with transaction.atomic():
        row = held_board(person, pk, version)
        new = put_away(row)
        audit(actor_of(person), "boards.removed", row, before=_shown(row))
    return new


def bring_back_board(person: Person, pk: int, *, version: int | None) -> int:
    """Bring a removed board back as it was, and return its new version.

    Raises:
        Refusal: they may not, or it is not there as it was removed.
    """
    with transaction.atomic():
        row = held_board(person, pk, version, is_removed=True)
        new = put_back(row)
        audit(actor_of(person), "boards.brought_back", row, after=_shown(row))
    return new


def held_board(person: Person, pk: int, version: int | None, *, is_removed: bool = False) -> Board:
    """Return a board that somebody changes, locked until the transaction ends.

    Raises:
        Refusal: they do not find it or may not change it, or it has changed or is gone.
    """
    there = Board.objects.filter(pk=pk, is_removed=is_removed).first()
    own = team_numbers_of(person, teams())
    if there is None or not finds(person, there.owner_id, there.shared, there.teams, own):
        # Whether there is one is not told.
        raise Refused("unknown", Text("không có bảng số liệu này", "there is no such board"))
    if not may_change(person, there.owner_id, there.shared):
        raise Refused("not_own", _NOT_OWN)
    return held(Board, pk, version)


def _put(person: Person, row: Board, asked: BoardAsked) -> None:
    name = plain(asked.name)
    # What is no letter would be refused as the subject of a mail.
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("wrong_name", _NAME.fill(most=LONGEST_NAME))
    known = teams()
    chosen = [team.id for team in known if team.id in set(asked.teams)] if asked.shared == Shared.TEAMS else []
    if asked.shared == Shared.TEAMS and not chosen:
        raise Refused("no_team", _NO_TEAM)
    refuse_unless_may_share(person, asked.shared, chosen, team_numbers_of(person, known))
    row.name, row.shared, row.teams = name, asked.shared, chosen


def _shown(row: Board) -> dict[str, object]:
    return {"name": row.name, "shared": str(row.shared), "teams": list(row.teams)}


_NAME = Text("tên phải có từ 1 đến {most} ký tự", "a name has 1 to {most} characters")
_TOO_MANY = Text("mỗi người lập được không quá {most} bảng", "one person makes at most {most} boards")
_NO_TEAM = Text("hãy chọn ít nhất một nhóm", "choose one team at least")
_NOT_OWN = Text(
    "bảng này do người khác lập; hãy nhờ người đó, hoặc lập một bảng của mình",
    "somebody else made this board; ask them, or make one of your own",
)
