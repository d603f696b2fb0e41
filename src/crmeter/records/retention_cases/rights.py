"""Who lets customers at risk be looked after, and who takes that back: asked here and nowhere else."""

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.concept.gate import may, not_allowed
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, people_numbered
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import people_within, rights_of
from crmeter.vocabulary import Text


def may_assign(person: Person) -> bool:
    """Return whether somebody may give tasks to those who look after customers."""
    return may(person, ACTIVITIES, Deed.CREATE)


def may_hold_out(person: Person) -> bool:
    """Return whether somebody may leave customers alone to learn from it: whoever answers for all of them."""
    return rights_of(person, ACTIVITIES.name).reach(Deed.CREATE) >= Reach.TEAM


def may_take_back(person: Person, opened_by: int | None) -> bool:
    """Return whether somebody may take a round back: their own, or any where they may change all tasks."""
    return person.is_active and (
        person.id == opened_by or rights_of(person, ACTIVITIES.name).reach(Deed.CHANGE) == Reach.ALL
    )


def refuse_unless_assigner(person: Person) -> None:
    """Refuse whoever gives no tasks.

    Raises:
        Refused: they do not.
    """
    if not may_assign(person):
        raise not_allowed(ACTIVITIES, Deed.CREATE)


def refuse_unless_taking_back(person: Person, opened_by: int | None) -> None:
    """Refuse whoever has not begun a round and does not answer for all tasks.

    Raises:
        Refused: they may not take it back.
    """
    if not may_take_back(person, opened_by):
        raise Refused("not_allowed", _NOT_YOURS)


def owner_within(person: Person, owner: int | None) -> int:
    """Return to whom a task goes: to the owner where tasks may be given to them, otherwise to whoever gives it.

    Nobody works with an account that was closed.
    """
    reach = rights_of(person, ACTIVITIES.name).reach(Deed.CREATE)
    is_within = owner is not None and (reach == Reach.ALL or owner in people_within(person, reach))
    return owner if owner is not None and is_within and people_numbered([owner]) else person.id


_NOT_YOURS = Text(
    "lượt này do người khác giao; chỉ người đó hoặc người quản lý mọi việc mới hoàn tác được",
    "somebody else has begun this round; they, or whoever may change all tasks, can undo it",
)
