"""Table of the use of features."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class FeatureUse(models.Model):
    """How often somebody used a feature on a day; neither what they saw nor from where."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    # The name of a route.
    feature = models.CharField(max_length=80)
    used_on = models.DateField()
    uses = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "feature", "used_on"], name="feature_use_once_a_day"),
        ]
