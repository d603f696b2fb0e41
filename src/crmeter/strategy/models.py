"""Every model of the app, for Django, which looks for them here."""

from crmeter.strategy.alerts.mail_models import AlertNews, QuietHours
from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.boards.models import Board, Tile
from crmeter.strategy.boards.report_models import BoardSchedule, SentReport
from crmeter.strategy.findings.models import Finding
from crmeter.strategy.goals.models import Goal, GoalAgreement, Mission
from crmeter.strategy.headline.models import Headline
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.strategy.scenarios.models import Scenario
from crmeter.strategy.summary.models import Summary, SummaryChoice
from crmeter.strategy.targets.models import Target, TargetChance

__all__ = [
    "Alert",
    "AlertNews",
    "Board",
    "BoardSchedule",
    "Finding",
    "Goal",
    "GoalAgreement",
    "Headline",
    "Mission",
    "OwnMeasure",
    "QuietHours",
    "Scenario",
    "SentReport",
    "Summary",
    "SummaryChoice",
    "Target",
    "TargetChance",
    "Tile",
    "Watch",
]
