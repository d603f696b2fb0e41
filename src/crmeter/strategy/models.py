"""Every model of the app, for Django, which looks for them here."""

from crmeter.strategy.alerts.models import Alert, Watch
from crmeter.strategy.findings.models import Finding
from crmeter.strategy.goals.models import Goal, GoalAgreement, Mission
from crmeter.strategy.headline.models import Headline
from crmeter.strategy.summary.models import Summary, SummaryChoice
from crmeter.strategy.targets.models import Target, TargetChance

__all__ = [
    "Alert",
    "Finding",
    "Goal",
    "GoalAgreement",
    "Headline",
    "Mission",
    "Summary",
    "SummaryChoice",
    "Target",
    "TargetChance",
    "Watch",
]
