"""Who sends findings, and whose they see: asked here and nowhere else."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

# An agent answers the customers of the day; what the figures ask for is decided by those who steer.
SEND = frozenset(Role) - {Role.AGENT}


def may_send(person: Person) -> bool:
    """Return whether somebody sends findings to review, and opens their list."""
    return person.is_active and (person.is_admin or person.role in SEND)


def sees_all(person: Person) -> bool:
    """Return whether somebody sees the findings of others: a finding may be made of any row, so they see every row."""
    return may_send(person) and scope_of(person).kind == "all"


def refuse_unless_sender(person: Person) -> None:
    """Refuse whoever does not send findings.

    Raises:
        Refused: they do not.
    """
    if not may_send(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "vai trò của bạn không đưa phát hiện vào rà soát",
    "your role does not send findings to review",
)
