"""The table of own measures."""

from django.conf import settings
from django.db import models

from crmeter.measures.own.compiled import LONGEST_TITLE
from crmeter.measures.own.tokens import LONGEST
from crmeter.records.ledger.versioned import Removable


class OwnMeasure(Removable):
    """A measure as the firm says it. A changed definition is another measure, and its figures begin anew.

    Of one that is removed, the figures of earlier evaluations stay to be read.
    """

    title = models.CharField(max_length=LONGEST_TITLE)
    definition = models.CharField(max_length=LONGEST)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
