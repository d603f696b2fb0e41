"""Where somebody begins after signing in."""

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.saved_views.queries import default_of, views_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.role_rights import rights_by_concept
from crmeter.records.staff.start_pages import USUAL
from crmeter.web.navigation import Item, start_items

# An agent sees what waits, the one that is due first on top, unless they have kept another view.
_QUEUE = "?where=is_open.is.yes&sort=due_at"


def offered_to(reader: Person) -> list[Item]:
    """Return the pages that somebody can choose to begin with."""
    rights = rights_by_concept(reader.role, CONCEPTS)
    seen = {name for name, of in rights.items() if of.reach(Deed.SEE) != Reach.NONE}
    return start_items(reader.role, is_admin=reader.is_admin, concepts=seen)


def usual_for(reader: Person) -> Item:
    """Return the page that the role of somebody begins with, or home where they do not see that."""
    return _of(reader, USUAL[reader.role])


def start_of(reader: Person) -> str:
    """Return the address where somebody begins after signing in."""
    item = _of(reader, reader.start_page or USUAL[reader.role])
    is_queue = item.route == "tickets" and default_of(views_of(reader, CONCEPTS["tickets"])) is None
    return item.address + _QUEUE if is_queue else item.address


def _of(reader: Person, page: str) -> Item:
    offered = offered_to(reader)
    return next((item for item in offered if item.route == page), offered[0])
