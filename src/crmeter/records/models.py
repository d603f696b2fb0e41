"""Every model of the app, for Django, which looks for them here."""

from crmeter.records.activities.models import Activity, Mention, Participation
from crmeter.records.adoption.models import Adoption
from crmeter.records.brand.models import Brand, BrandSource
from crmeter.records.calendar.models import SpecialDay, WorkingWeek
from crmeter.records.campaigns.models import Campaign, CampaignCost
from crmeter.records.change_sets.models import ChangeSet, ChangeSetPart, ChangeSetRow
from crmeter.records.concept.models import Share, Tag, Tagging
from crmeter.records.consent.models import ConsentStatement, Restriction
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer, CustomerList, CustomerRow
from crmeter.records.deals.models import Deal, DealLine, Pipeline, Stage, StageEvent
from crmeter.records.files.models import Attachment
from crmeter.records.firm.models import ExchangeRate, Firm, UsedCurrency
from crmeter.records.imports.models import Upload
from crmeter.records.jobs.models import Job, Schedule
from crmeter.records.judgements.models import Decision, Evaluator, Judgement
from crmeter.records.leads.models import CampaignMember, Lead
from crmeter.records.ledger.models import AuditEntry, ChangeEntry, IdempotencyKey, OutboxEvent, SealedEnd
from crmeter.records.market.models import MarketFigure
from crmeter.records.merge.models import ToldApart
from crmeter.records.notices.models import Follow, Notice
from crmeter.records.orders.models import Delivery, DeliveryLine, Order, OrderLine, Return, ReturnLine
from crmeter.records.privacy.models import Erasure
from crmeter.records.products.models import Competitor, Product
from crmeter.records.readings.models import ForetoldMonth, PartReadingRow, PublishedPart, PublishedRun, ReadingRow
from crmeter.records.record_imports.models import FailedRow, OtherKey, RecordImport
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound
from crmeter.records.saved_views.models import SavedView, ViewMark
from crmeter.records.segments.models import Segment, SegmentMember
from crmeter.records.staff.models import Membership, RoleRights, SignInLink, Team, User
from crmeter.records.subscriptions.models import Subscription, SubscriptionEvent
from crmeter.records.surveys.models import (
    Survey,
    SurveyAnswer,
    SurveyDraw,
    SurveyInvitation,
    SurveyQuestion,
    SurveyReminder,
    SurveyResponse,
    SurveyScenario,
)
from crmeter.records.tickets.models import Ticket, TicketEvent, TicketPromise, TicketQueue
from crmeter.records.usage.models import FeatureUse
from crmeter.records.value_tables.models import ValueTable

__all__ = [
    "Activity",
    "Adoption",
    "Attachment",
    "AuditEntry",
    "Brand",
    "BrandSource",
    "Campaign",
    "CampaignCost",
    "CampaignMember",
    "ChangeEntry",
    "ChangeSet",
    "ChangeSetPart",
    "ChangeSetRow",
    "Competitor",
    "ConsentStatement",
    "Contact",
    "Customer",
    "CustomerList",
    "CustomerRow",
    "Deal",
    "DealLine",
    "Decision",
    "Delivery",
    "DeliveryLine",
    "Erasure",
    "Evaluator",
    "ExchangeRate",
    "FailedRow",
    "FeatureUse",
    "Firm",
    "Follow",
    "ForetoldMonth",
    "IdempotencyKey",
    "Job",
    "Judgement",
    "Lead",
    "MarketFigure",
    "Membership",
    "Mention",
    "Notice",
    "Order",
    "OrderLine",
    "OtherKey",
    "OutboxEvent",
    "PartReadingRow",
    "Participation",
    "Pipeline",
    "Product",
    "PublishedPart",
    "PublishedRun",
    "ReadingRow",
    "RecordImport",
    "Restriction",
    "RetentionCase",
    "RetentionRound",
    "Return",
    "ReturnLine",
    "RoleRights",
    "SavedView",
    "Schedule",
    "SealedEnd",
    "Segment",
    "SegmentMember",
    "Share",
    "SignInLink",
    "SpecialDay",
    "Stage",
    "StageEvent",
    "Subscription",
    "SubscriptionEvent",
    "Survey",
    "SurveyAnswer",
    "SurveyDraw",
    "SurveyInvitation",
    "SurveyQuestion",
    "SurveyReminder",
    "SurveyResponse",
    "SurveyScenario",
    "Tag",
    "Tagging",
    "Team",
    "Ticket",
    "TicketEvent",
    "TicketPromise",
    "TicketQueue",
    "ToldApart",
    "Upload",
    "UsedCurrency",
    "User",
    "ValueTable",
    "ViewMark",
    "WorkingWeek",
]
