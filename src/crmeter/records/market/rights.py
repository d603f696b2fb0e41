"""Who keeps figures of the market: asked here and nowhere else. Who sees forecasts sees them."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

KEEP = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER, Role.SALES_MANAGER, Role.ANALYST})


def may_keep(person: Person) -> bool:
    """Return whether somebody keeps figures of the market."""
    return person.is_active and (person.is_admin or person.role in KEEP)


def refuse_unless_keeper(person: Person) -> None:
    """Refuse whoever does not keep figures of the market.

    Raises:
        Refused: they do not.
    """
    if not may_keep(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "số liệu thị trường do giám đốc, quản lý và người phân tích ghi",
    "figures of the market are kept by directors, managers and analysts",
)
