"""Who sees alerts, who sets watches, who sees to an alert: asked here and nowhere else."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.staff.rights import Reach
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.rights import may_set
from crmeter.vocabulary import Text

# Who sees all rows until somebody decides otherwise; what the menu goes by.
USUAL = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER, Role.ANALYST, Role.STEWARD})


def may_see(person: Person) -> bool:
    """Return whether somebody sees alerts: they are about all rows of the firm, and for those who steer."""
    return person.is_active and person.role != Role.AGENT and scope_of(person).kind == "all"


def may_own(role: Role, seen: Reach) -> bool:
    """Return whether people of a role, who see the customers of so many, see alerts; see `may_see`."""
    return role != Role.AGENT and seen == Reach.ALL


def may_watch(person: Person) -> bool:
    """Return whether somebody says what is watched."""
    return may_set(person) and may_see(person)


def may_see_to(person: Person, owner: int) -> bool:
    """Return whether somebody acknowledges, snoozes and resolves the alerts of an owner: theirs, or all."""
    return may_see(person) and (person.id == owner or may_set(person))


def refuse_unless_watcher(person: Person) -> None:
    """Refuse whoever does not say what is watched.

    Raises:
        Refused: they do not.
    """
    if not may_watch(person):
        raise Refused("not_allowed", _NOT_YOURS)


def refuse_unless_sees_to(person: Person, owner: int) -> None:
    """Refuse whoever does not see to the alerts of an owner.

    Raises:
        Refused: they do not.
    """
    if not may_see_to(person, owner):
        raise Refused("not_allowed", _NOT_YOUR_ALERT)


_NOT_YOURS = Text(
    "theo dõi chỉ số do giám đốc và quản lý tiếp thị đặt; hãy nhờ một trong những người đó",
    "watches are set by directors and marketing managers; ask one of them",
)
_NOT_YOUR_ALERT = Text(
    "cảnh báo này do người phụ trách, giám đốc hoặc quản lý tiếp thị xử lý",
    "this alert is seen to by its owner, a director or a marketing manager",
)
