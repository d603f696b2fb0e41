"""The only writer of findings."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.findings.models import LONGEST_PAGE, LONGEST_SENTENCE, Finding
from crmeter.strategy.findings.rights import refuse_unless_sender, sees_all
from crmeter.strategy.findings.status import Status
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Found:
    """What is worth a decision.

    Args:
        source: the measure or page whose reading it is.
        page: the address, below that of the product, on which the figures stand.
        sentence: whole, with its figures, in both languages; it names no customer.
        money: what is at stake, or None where no amount is known.
        currency: of the money.
    """

    source: str
    page: str
    sentence: Text
    money: Decimal | None = None
    currency: str = ""

    @property
    def same(self) -> str:
        """By what it is known that the same sentence of the same page was sent already."""
        return hashlib.sha256("\n".join((self.source, self.page, self.sentence.vi)).encode()).hexdigest()


def send_to_review(person: Person, found: Found) -> int:
    """Let a finding wait for review, and return its number; one that waits already is that one.

    Raises:
        Refused: they may not, or its sentence or address cannot be kept.
    """
    refuse_unless_sender(person)
    if not found.page.startswith("/") or found.page.startswith("//") or len(found.page) > LONGEST_PAGE:
        raise Refused("page", _PAGE)
    if not 0 < max(len(found.sentence.vi), len(found.sentence.en)) <= LONGEST_SENTENCE:
        raise Refused("sentence", _SENTENCE.fill(most=LONGEST_SENTENCE))
    waiting = Finding.objects.filter(same=found.same, status=Status.WAITING)
    row = Finding(
        source=found.source,
        page=found.page,
        sentence_vi=found.sentence.vi,
        sentence_en=found.sentence.en,
        money=found.money,
        currency="" if found.money is None else found.currency,
        same=found.same,
        sent_by_id=person.id,
        sent_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            there = waiting.first()
            if there is not None:
                return there.pk
            row.save(force_insert=True)
            audit(actor_of(person), "findings.sent", row, after={"source": row.source, "page": row.page})
    except IntegrityError:
        # Somebody else sent the same in this moment.
        return waiting.get().pk
    return row.pk


def withdraw(person: Person, pk: int, *, version: int | None) -> int:
    """Take a finding that waits out of the review again, and return its new version.

    Raises:
        Refusal: it is neither theirs nor may they see all, it has changed or is gone, or it waits no more.
    """
    refuse_unless_sender(person)
    with transaction.atomic():
        if not sees_all(person) and not Finding.objects.filter(pk=pk, sent_by=person.id).exists():
            # Whether there is one of others is not told.
            raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
        row = held(Finding, pk, version)
        if row.status != Status.WAITING:
            raise Refused("not_waiting", _NOT_WAITING)
        row.status = Status.WITHDRAWN
        new = keep(row, "status")
        audit(
            actor_of(person),
            "findings.withdrawn",
            row,
            before={"status": Status.WAITING.value},
            after={"status": Status.WITHDRAWN.value},
        )
    return new


_PAGE = Text("địa chỉ của trang không hợp lệ", "the address of the page cannot be kept")
_SENTENCE = Text(
    "câu nêu phát hiện phải có chữ và không dài quá {most} ký tự",
    "the sentence of a finding has words, and at most {most} characters",
)
_NOT_WAITING = Text("phát hiện này không còn chờ rà soát", "this finding waits for review no more")
