"""Tables of the saved views."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.models import Tag
from crmeter.records.ledger.models import Versioned


class SavedView(Versioned):
    """A list as somebody has kept it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    concept = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    # `list`, `board`, …: how the records are laid out.
    mode = models.CharField(max_length=20, default="list")
    columns = models.JSONField(default=list)
    sort = models.CharField(max_length=60, blank=True)
    # As addresses hold them.
    clauses = models.JSONField(default=list)
    words = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=60, blank=True)
    tag = models.ForeignKey(Tag, models.SET_NULL, null=True, blank=True, related_name="+")
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "concept", "name"], name="saved_view_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["concept"], condition=models.Q(is_shared=True), name="saved_view_shared"),
        ]


class ViewMark(models.Model):
    """What a view is to one person: pinned, or the one that a concept opens with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="marks")
    concept = models.CharField(max_length=40)
    is_pinned = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "view"], name="view_mark_once"),
            models.UniqueConstraint(
                fields=["user", "concept"], condition=models.Q(is_default=True), name="view_default_once"
            ),
        ]
