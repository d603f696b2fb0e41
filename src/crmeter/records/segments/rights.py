"""Who builds segments, and who lets others find them: asked here and nowhere else.

Whom a segment shows is asked where it is shown: everybody sees those of its customers that they may see anyway.
"""

from crmeter.records.concept.gate import may
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text

SHARE = frozenset({Role.DIRECTOR, Role.MARKETING_MANAGER, Role.SALES_MANAGER, Role.ANALYST})


def may_build(person: Person) -> bool:
    """Return whether somebody builds segments: whoever sees customers does, for themselves."""
    return person.is_active and may(person, CUSTOMERS, Deed.SEE)


def may_share(person: Person) -> bool:
    """Return whether somebody builds segments that others find, and lets evaluations measure them."""
    return may_build(person) and (person.is_admin or person.role in SHARE)


def refuse_unless_builder(person: Person, *, shares: bool) -> None:
    """Refuse whoever does not build segments, or none for others.

    Raises:
        Refused: they do not.
    """
    if not may_build(person):
        raise Refused("not_allowed", Text("vai trò này không xem khách hàng", "this role sees no customers"))
    if shares and not may_share(person):
        raise Refused("not_allowed", _NOT_YOURS)


_NOT_YOURS = Text(
    "nhóm khách dùng chung do giám đốc, quản lý và người phân tích lập; nhóm riêng thì ai cũng lập được",
    "shared segments are built by directors, managers and analysts; private ones by everybody",
)
