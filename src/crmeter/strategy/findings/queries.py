"""What pages read of findings, as frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from crmeter.records.staff.queries import Person
from crmeter.strategy.findings.models import Finding
from crmeter.strategy.findings.rights import may_send, sees_all
from crmeter.strategy.findings.status import Status
from crmeter.vocabulary import Text

# A list of the latest; older ones belong to reviews that are over.
_MOST = 200


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, as the floors above see it."""

    id: int
    version: int
    source: str
    page: str
    sentence: Text
    money: Decimal | None
    currency: str
    status: Status
    sent_by: str
    sent_at: datetime


def findings(person: Person) -> list[FindingView]:
    """Return the findings that somebody sees, those that wait first, then the latest: all of them, or their own."""
    rows = Finding.objects.select_related("sent_by")
    if not may_send(person):
        return []
    if not sees_all(person):
        rows = rows.filter(sent_by=person.id)
    # "waiting" comes before "withdrawn" by the alphabet, which the index keeps too.
    return [_view(row) for row in rows.order_by("status", "-sent_at", "-id")[:_MOST]]


def waiting_number(same: str) -> int | None:
    """Return the number of the finding that waits and says the same, or None; see `Found.same`."""
    return Finding.objects.filter(same=same, status=Status.WAITING).values_list("pk", flat=True).first()


def waiting_numbers(sames: Collection[str]) -> Mapping[str, int]:
    """Return the numbers of the findings that wait, by what they say; see `Found.same`."""
    return dict(Finding.objects.filter(same__in=sames, status=Status.WAITING).values_list("same", "pk"))


def _view(row: Finding) -> FindingView:
    return FindingView(
        row.pk,
        row.version,
        row.source,
        row.page,
        Text(row.sentence_vi, row.sentence_en),
        row.money,
        row.currency,
        Status(row.status),
        str(row.sent_by),
        row.sent_at,
    )
