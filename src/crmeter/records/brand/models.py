"""Tables of the brand."""

from typing import ClassVar

from django.db import models

from crmeter.records.brand.kinds import Way
from crmeter.records.judgements.models import Decision
from crmeter.records.ledger.models import Versioned
from crmeter.records.surveys.models import LONGEST_NAME, SurveyQuestion


class Brand(Versioned):
    """The brand of the firm. One row."""

    # How surveys call it: the key of the option.
    name = models.CharField(max_length=LONGEST_NAME + 10, blank=True, default="")
    # Whose weights count.
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")


class BrandSource(models.Model):
    """What measures a component: a question with a way to score it, or a measure of behaviour."""

    component = models.CharField(max_length=20, unique=True)
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, null=True, related_name="+")
    # The key of the aspect, in a grid.
    driver = models.CharField(max_length=LONGEST_NAME + 10, blank=True, default="")
    way = models.CharField(max_length=5, choices=Way, blank=True, default="")
    measure = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(question=None, way="") & ~models.Q(measure="")
                | ~models.Q(question=None) & ~models.Q(way="") & models.Q(measure=""),
                name="brand_source_is_one",
            ),
        ]
