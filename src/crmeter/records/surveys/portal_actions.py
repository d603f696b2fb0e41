"""A link to somebody's own page of surveys is shown to whoever sees their record: it answers in their name."""

from django.db import transaction

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import record_at
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.visitors import LIFE_DAYS, visitor
from crmeter.vocabulary import Text


def show_portal_link(person: Person, concept: Concept, number: int) -> str:
    """Return a new link to the page of somebody in the records; that it was shown stands in the audit log.

    Args:
        person: who wants it.
        concept: of the record.
        number: of the record.

    Raises:
        Refused: they do not see the record, or whose it is has no page.
    """
    if record_at(person, concept, number) is None:
        raise Refused("unknown", _GONE)
    whose = visitor(concept.name, number)
    if whose is None:
        raise Refused("no_page", _NO_PAGE)
    with transaction.atomic():
        row = concept.table._default_manager.get(pk=number)
        audit(actor_of(person), "surveys.portal_link_shown", row, after={"days": LIFE_DAYS})
    return whose.link


_GONE = Text("hồ sơ này không còn", "this record is not there any more")
_NO_PAGE = Text(
    "người này chưa có thư điện tử dùng được, hoặc dữ liệu đang bị hạn chế xử lý",
    "this person has no e-mail address that can be used, or what is done with their data is restricted",
)
