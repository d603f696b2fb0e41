"""Every model of the app, for Django, which looks for them here."""

from crmeter.records.change_sets.models import ChangeSet, ChangeSetPart, ChangeSetRow
from crmeter.records.concept.models import ChangeEntry, Share, Tag, Tagging
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer, CustomerList, CustomerRow
from crmeter.records.deals.models import Deal, DealLine, Pipeline, Stage, StageEvent
from crmeter.records.firm.models import Firm
from crmeter.records.imports.models import Upload
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.ledger.models import AuditEntry, IdempotencyKey, OutboxEvent
from crmeter.records.products.models import Competitor, Product
from crmeter.records.readings.models import PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.records.saved_views.models import SavedView, ViewMark
from crmeter.records.staff.models import Membership, RoleRights, SignInLink, Team, User

__all__ = [
    "AuditEntry",
    "ChangeEntry",
    "ChangeSet",
    "ChangeSetPart",
    "ChangeSetRow",
    "Competitor",
    "Contact",
    "Customer",
    "CustomerList",
    "CustomerRow",
    "Deal",
    "DealLine",
    "Firm",
    "IdempotencyKey",
    "Job",
    "Membership",
    "OutboxEvent",
    "PartReadingRow",
    "Pipeline",
    "Product",
    "PublishedPart",
    "PublishedRun",
    "ReadingRow",
    "RoleRights",
    "SavedView",
    "Schedule",
    "Share",
    "SignInLink",
    "Stage",
    "StageEvent",
    "Tag",
    "Tagging",
    "Team",
    "Upload",
    "User",
    "ViewMark",
]
