"""The table of findings."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.ledger.versioned import Versioned
from crmeter.strategy.findings.status import Status

LONGEST_SENTENCE = 600
LONGEST_PAGE = 2000


class Finding(Versioned):
    """A sentence of figures, with the page that they stand on; it names no customer."""

    # The measure or page whose reading it is.
    source = models.CharField(max_length=60)
    page = models.CharField(max_length=LONGEST_PAGE)
    sentence_vi = models.CharField(max_length=LONGEST_SENTENCE)
    sentence_en = models.CharField(max_length=LONGEST_SENTENCE)
    # What is at stake; nothing where no amount is known.
    money = AmountField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    # By what it is known that the same sentence of the same page was sent already.
    same = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["same"], condition=models.Q(status=Status.WAITING), name="finding_waits_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "-sent_at", "-id"], name="finding_latest"),
        ]

    def __str__(self) -> str:
        return self.sentence_vi
