"""Who builds segments, and who lets others find them: asked here and nowhere else.

Whom a segment shows is asked where it is shown: everybody sees those of its customers that they may see anyway.
"""

from crmeter.records.concept.gate import may
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, scope_of
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


def may_keep_for_all(person: Person) -> bool:
    """Return whether somebody keeps members of segments that others find: whoever sees all customers.

    Others would keep those of their part, and figures of the whole firm would be cut by them.
    """
    return may_share(person) and scope_of(person).kind == "all"


def refuse_keeping_a_part(person: Person) -> None:
    """Refuse whoever would keep a part of the members of a segment that others find.

    Raises:
        Refused: they see only a part of the customers.
    """
    if not may_keep_for_all(person):
        raise Refused("sees_a_part", _PART)


def refuse_unless_builder(person: Person, *, shares: bool) -> None:
    """Refuse whoever does not build segments, or none for others.

    Raises:
        Refused: they do not.
    """
    if not may_build(person):
        raise Refused("not_allowed", Text("vai trò này không xem khách hàng", "this role sees no customers"))
    if shares and not may_share(person):
        raise Refused("not_allowed", _NOT_YOURS)


_PART = Text(
    "thành viên của nhóm dùng chung do người xem được mọi khách chốt; hãy để nhóm tự cập nhật hoặc nhờ giám đốc chốt",
    "members of shared segments are kept by whoever sees all customers; let it be live, or ask a director to keep them",
)
_NOT_YOURS = Text(
    "nhóm khách dùng chung do giám đốc, quản lý và người phân tích lập; nhóm riêng thì ai cũng lập được",
    "shared segments are built by directors, managers and analysts; private ones by everybody",
)
