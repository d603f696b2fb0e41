"""Tables of the calendar."""

from django.db import models

from crmeter.records.ledger.models import Versioned


class WorkingWeek(Versioned):
    """The one week of the firm."""

    # Empty: nobody has said yet when the firm works.
    zone = models.CharField(max_length=64, blank=True)
    # Seven lists, Monday first, of stretches as [start, end] in minutes from midnight.
    hours = models.JSONField(default=list)


class SpecialDay(Versioned):
    """A day that is not as its week says: a holiday, an own day off, or a day that is made up."""

    day = models.DateField(unique=True)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    # Worked with the hours of this day of the week (Monday is 0); nothing for a day off.
    hours_of = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(hours_of=None) | models.Q(hours_of__lte=6), name="special_day_of_a_week"
            ),
        )
