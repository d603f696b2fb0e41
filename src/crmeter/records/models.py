"""Every model of the app, for Django, which looks for them here."""

from crmeter.records.customers.models import CustomerList, CustomerRow
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, OutboxEvent
from crmeter.records.readings.models import PublishedRun, ReadingRow
from crmeter.records.staff.models import Membership, SignInLink, Team, User

__all__ = [
    "AuditEntry",
    "CustomerList",
    "CustomerRow",
    "IdempotencyKey",
    "Job",
    "Membership",
    "OutboxEvent",
    "PublishedRun",
    "ReadingRow",
    "Schedule",
    "SignInLink",
    "Team",
    "User",
]
