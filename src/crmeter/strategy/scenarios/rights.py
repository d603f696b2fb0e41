"""Who keeps scenarios for all to see: asked here and nowhere else. Whoever sees forecasts may try assumptions."""

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

KEEP = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER, Role.SALES_MANAGER, Role.ANALYST})


def may_keep(person: Person) -> bool:
    """Return whether somebody keeps scenarios."""
    return person.is_active and (person.is_admin or person.role in KEEP)


def refuse_unless_keeper(person: Person) -> None:
    """Refuse whoever does not keep scenarios.

    Raises:
        Refused: they do not.
    """
    if not may_keep(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "kịch bản do giám đốc, quản lý và người phân tích lưu",
    "scenarios are kept by directors, managers and analysts",
)
