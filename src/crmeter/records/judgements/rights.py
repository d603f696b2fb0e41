"""Who leads decisions, who judges, and who sees what came of them: asked here and nowhere else."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

# For the pages as well: what somebody does not see is not shown to them.
LEAD = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER})
READ = LEAD | {Role.ANALYST}


def may_lead(person: Person) -> bool:
    """Return whether somebody makes decisions, invites evaluators and sets weights."""
    return person.is_active and (person.is_admin or person.role in LEAD)


def may_read(person: Person) -> bool:
    """Return whether somebody sees all decisions."""
    return person.is_active and (person.is_admin or person.role in READ)


def sees_results(person: Person, *, judges: bool, has_finished: bool) -> bool:
    """Return whether somebody sees what others judged: whoever judges too only once they have finished.

    Args:
        person: who asks.
        judges: they are an evaluator of the decision.
        has_finished: and have finished.
    """
    return person.is_active and (has_finished if judges else may_read(person))


def refuse_unless_lead(person: Person) -> None:
    """Refuse whoever does not lead decisions.

    Raises:
        Refused: they do not.
    """
    if not may_lead(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "quyết định do giám đốc và quản lý tiếp thị lập; hãy nhờ một trong những người đó",
    "decisions are made by directors and marketing managers; ask one of them",
)
