"""Every model of the app, for Django, which looks for them here."""

from crmeter.records.consent.models import ConsentStatement
from crmeter.records.customers.models import CustomerList, CustomerRow
from crmeter.records.firm.models import Firm
from crmeter.records.imports.models import Upload
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, OutboxEvent
from crmeter.records.readings.models import PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.records.staff.models import Membership, SignInLink, Team, User

__all__ = [
    "AuditEntry",
    "ConsentStatement",
    "CustomerList",
    "CustomerRow",
    "Firm",
    "IdempotencyKey",
    "Job",
    "Membership",
    "OutboxEvent",
    "PartReadingRow",
    "PublishedPart",
    "PublishedRun",
    "ReadingRow",
    "Schedule",
    "SignInLink",
    "Team",
    "Upload",
    "User",
]
