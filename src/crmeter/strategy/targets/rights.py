"""Who says what figures are to reach, and who agrees to it: asked here and nowhere else."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

SET = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER})


def may_set(person: Person) -> bool:
    """Return whether somebody sets targets."""
    return person.is_active and (person.is_admin or person.role in SET)


def refuse_unless_setter(person: Person) -> None:
    """Refuse whoever does not set targets.

    Raises:
        Refused: they do not.
    """
    if not may_set(person):
        raise Refused("not_allowed", _NOT_YOURS)


def refuse_unless_owner(person: Person, owner: int | None) -> None:
    """Refuse whoever does not own a target: nobody agrees for somebody else.

    Raises:
        Refused: they do not.
    """
    if not person.is_active or person.id != owner:
        raise Refused("not_allowed", _NOT_YOUR_TARGET)


_NOT_YOURS = Text(
    "mục tiêu do giám đốc và quản lý tiếp thị đặt; hãy nhờ một trong những người đó",
    "targets are set by directors and marketing managers; ask one of them",
)
_NOT_YOUR_TARGET = Text(
    "chỉ người chịu trách nhiệm mới đồng ý mục tiêu của mình",
    "only its owner agrees to a target",
)
