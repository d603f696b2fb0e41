"""Every model of the app, for Django, which looks for them here."""

from crmeter.records.activities.models import Activity, Mention, Participation
from crmeter.records.concept.models import ChangeEntry, Share, Tag, Tagging
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer, CustomerList, CustomerRow
from crmeter.records.deals.models import Deal, DealLine, Pipeline, Stage, StageEvent
from crmeter.records.files.models import Attachment
from crmeter.records.firm.models import Firm
from crmeter.records.imports.models import Upload
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, OutboxEvent
from crmeter.records.notices.models import Follow, Notice
from crmeter.records.products.models import Competitor, Product
from crmeter.records.readings.models import PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.records.staff.models import Membership, RoleRights, SignInLink, Team, User
from crmeter.records.tickets.models import Ticket, TicketEvent, TicketPromise, TicketQueue

__all__ = [
    "Activity",
    "Attachment",
    "AuditEntry",
    "ChangeEntry",
    "Competitor",
    "Contact",
    "Customer",
    "CustomerList",
    "CustomerRow",
    "Deal",
    "DealLine",
    "Firm",
    "Follow",
    "IdempotencyKey",
    "Job",
    "Membership",
    "Mention",
    "Notice",
    "OutboxEvent",
    "PartReadingRow",
    "Participation",
    "Pipeline",
    "Product",
    "PublishedPart",
    "PublishedRun",
    "ReadingRow",
    "RoleRights",
    "Schedule",
    "Share",
    "SignInLink",
    "Stage",
    "StageEvent",
    "Tag",
    "Tagging",
    "Team",
    "Ticket",
    "TicketEvent",
    "TicketPromise",
    "TicketQueue",
    "Upload",
    "User",
]
