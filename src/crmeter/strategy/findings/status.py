"""Where a finding stands; a review will add what it decides."""

from collections.abc import Mapping

from django.db import models

from crmeter.vocabulary import Text


class Status(models.TextChoices):
    """Where a finding stands."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


STATUSES: Mapping[Status, Text] = {
    Status.WAITING: Text("chờ rà soát", "waiting for review"),
    Status.WITHDRAWN: Text("đã rút lại", "withdrawn"),
}
