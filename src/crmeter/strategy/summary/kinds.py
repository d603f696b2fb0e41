"""How often figures are summed up."""

from collections.abc import Mapping

from django.db import models

from crmeter.vocabulary import Text


class Every(models.TextChoices):
    """How often."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


EVERY: Mapping[Every, Text] = {
    Every.DAY: Text("hằng ngày", "daily"),
    Every.WEEK: Text("hằng tuần", "weekly"),
    Every.MONTH: Text("hằng tháng", "monthly"),
}
