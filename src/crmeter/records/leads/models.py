"""Tables of the leads and of whom campaigns reach."""

from typing import ClassVar

from django.db import models

from crmeter.records.campaigns.models import Campaign
from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal


class Lead(Record):
    """Somebody who may become a customer."""

    firm_name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    phone = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    email = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    channel = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="leads")
    status = models.CharField(max_length=12, default="new")
    unqualified_reason = models.CharField(max_length=40, blank=True, default="")
    interest = models.TextField(blank=True, default="")
    # What it became. A customer may be known before: somebody who is one already asks for something else.
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="leads")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="leads")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, blank=True, related_name="leads")
    # The first day on which somebody found that it is worth selling to; what came so from elsewhere may have none.
    qualified_on = models.DateField(null=True, blank=True)
    converted_on = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField(null=True, blank=True)
    first_response_at = models.DateTimeField(null=True, blank=True)
    # How likely it is to convert, in percent, by the latest evaluation; empty until there is one.
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["status", "-created_at", "-id"], name="lead_by_status"),
            models.Index(fields=["score", "id"], name="lead_by_score"),
            models.Index(fields=["assigned_at", "id"], name="lead_by_assignment"),
            models.Index(fields=["customer", "-id"], name="lead_of_customer"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(status="converted", converted_on__isnull=False)
                | (~models.Q(status="converted") & models.Q(converted_on=None)),
                name="lead_converted_is_dated",
            ),
        ]


class CampaignMember(models.Model):
    """Somebody whom a campaign reaches: a customer, a contact or a lead."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="members")
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, related_name="memberships")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="memberships")
    lead = models.ForeignKey(Lead, models.CASCADE, null=True, related_name="memberships")
    # The furthest of those that are dated below.
    state = models.CharField(max_length=12, default="planned")
    # Left alone by lot, to see what the campaign changes for the others.
    held_out = models.BooleanField(default=False)
    planned_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    clicked_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    converted_at = models.DateTimeField(null=True)
    unsubscribed_at = models.DateTimeField(null=True)
    # They marked it as spam.
    complained_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["campaign", "state", "id"], name="member_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(customer__isnull=False, contact=None, lead=None)
                | models.Q(customer=None, contact__isnull=False, lead=None)
                | models.Q(customer=None, contact=None, lead__isnull=False),
                name="member_is_one",
            ),
            models.UniqueConstraint(
                fields=["campaign", "customer"],
                condition=models.Q(customer__isnull=False),
                name="customer_once_in_a_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign", "contact"],
                condition=models.Q(contact__isnull=False),
                name="contact_once_in_a_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign", "lead"], condition=models.Q(lead__isnull=False), name="lead_once_in_a_campaign"
            ),
        ]
