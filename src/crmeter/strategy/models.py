"""Every model of the app, for Django, which looks for them here."""

from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.boards.models import Board, BoardSchedule, SentReport, Tile
from crmeter.strategy.findings.models import Finding
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.strategy.targets.models import Target

__all__ = ["Alert", "Board", "BoardSchedule", "Finding", "OwnMeasure", "SentReport", "Target", "Tile", "Watch"]
