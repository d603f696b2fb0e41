"""Who finds a board, and who changes it: asked here and nowhere else. Figures on it follow the scope of the reader."""

from collections.abc import Collection

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.kinds import Shared
from crmeter.vocabulary import Text


def finds(person: Person, owner: int, shared: str, shared_with: Collection[int], own_teams: Collection[int]) -> bool:
    """Return whether somebody finds a board.

    Args:
        person: who looks.
        owner: whose it is.
        shared: with whom.
        shared_with: the numbers of the teams, where it is shared with teams.
        own_teams: the teams that the person is in.
    """
    if not person.is_active:
        return False
    if person.id == owner or shared == Shared.EVERYBODY:
        return True
    return shared == Shared.TEAMS and not set(shared_with).isdisjoint(own_teams)


def may_change(person: Person, owner: int, shared: str) -> bool:
    """Return whether somebody changes a board: its owner; one that is shared also an administrator."""
    return person.is_active and (person.id == owner or (person.is_admin and shared != Shared.PRIVATE))


def may_share_with_all(person: Person) -> bool:
    """Return whether somebody shares boards with everybody: all but agents."""
    return person.is_active and (person.is_admin or person.role != Role.AGENT)


def refuse_unless_may_share(person: Person, shared: str, teams: Collection[int], own_teams: Collection[int]) -> None:
    """Refuse whoever may not share a board so.

    Raises:
        Refused: they may not.
    """
    if shared == Shared.EVERYBODY and not may_share_with_all(person):
        raise Refused("not_allowed", _NOT_WITH_ALL)
    if shared == Shared.TEAMS and not may_share_with_all(person) and not set(teams) <= set(own_teams):
        raise Refused("not_allowed", _NOT_THAT_TEAM)


_NOT_WITH_ALL = Text(
    "vai trò của bạn chia sẻ được với nhóm của mình, không phải với mọi người",
    "your role shares with its own teams, not with everybody",
)
_NOT_THAT_TEAM = Text("bạn không ở trong nhóm đó", "you are not in that team")
