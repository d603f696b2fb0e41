"""Who builds and sends surveys, and who reads what came of them: asked here and nowhere else."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

# For the pages as well: what somebody does not see is not shown to them.
BUILD = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER})
READ = BUILD | {Role.ANALYST}


def may_build(person: Person) -> bool:
    """Return whether somebody makes, opens and sends surveys."""
    return person.is_active and (person.is_admin or person.role in BUILD)


def may_read(person: Person) -> bool:
    """Return whether somebody sees surveys and their results."""
    return person.is_active and (person.is_admin or person.role in READ)


def refuse_unless_builder(person: Person) -> None:
    """Refuse whoever does not make surveys.

    Raises:
        Refused: they do not.
    """
    if not may_build(person):
        raise Refused("not_allowed", _NOT_YOURS)


def refuse_unless_reader(person: Person) -> None:
    """Refuse whoever does not read results of surveys.

    Raises:
        Refused: they do not.
    """
    if not may_read(person):
        raise Refused("not_allowed", _NOT_READ)


_NOT_READ = Text(
    "kết quả khảo sát do giám đốc, quản lý tiếp thị và người phân tích xem",
    "results of surveys are read by directors, marketing managers and analysts",
)
_NOT_YOURS = Text(
    "khảo sát do giám đốc và quản lý tiếp thị làm; hãy nhờ một trong những người đó",
    "surveys are made by directors and marketing managers; ask one of them",
)
