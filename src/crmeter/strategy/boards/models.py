"""The tables of boards and their tiles."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.evaluation.report.tiles.asked import TileChart
from crmeter.records.ledger.versioned import Removable
from crmeter.strategy.boards.kinds import LONGEST_NAME, Shared


class Board(Removable):
    """Figures that somebody has chosen. A change of a tile is a change of its board."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    shared = models.CharField(max_length=9, choices=Shared, default=Shared.PRIVATE)
    # The numbers of the teams that find it; a team that is gone finds nothing.
    teams = models.JSONField(default=list)
    # What it opens with; who looks may look otherwise.
    compare = models.CharField(max_length=6, blank=True, default="before")
    look_by = models.CharField(max_length=40, blank=True, default="")
    look_code = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner"], condition=models.Q(is_removed=False), name="board_of_owner"),
            models.Index(
                fields=["shared"],
                condition=models.Q(is_removed=False) & ~models.Q(shared="private"),
                name="board_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tile(models.Model):
    """One measure on a board, cut by a column or not, drawn as a chart."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="tiles")
    position = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=80)
    cut = models.CharField(max_length=80, blank=True, default="")
    chart = models.CharField(max_length=6, choices=[(each.value, each.value) for each in TileChart])
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    is_removed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.measure}: {self.chart}"
