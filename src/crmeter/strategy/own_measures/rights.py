"""Who says what the firm measures: asked here and nowhere else. Who sees figures is asked where they are shown."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

DEFINE = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER, Role.ANALYST})


def may_define(person: Person) -> bool:
    """Return whether somebody says own measures of the firm."""
    return person.is_active and (person.is_admin or person.role in DEFINE)


def refuse_unless_definer(person: Person) -> None:
    """Refuse whoever does not say own measures.

    Raises:
        Refused: they do not.
    """
    if not may_define(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "chỉ số tự đặt do giám đốc, quản lý tiếp thị và người phân tích đặt",
    "own measures are said by directors, marketing managers and analysts",
)
