"""Tables of the activities, of who took part in them and of who is named in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.models import Record
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal
from crmeter.records.leads.models import Lead
from crmeter.records.orders.models import Order
from crmeter.records.tickets.models import Ticket


class ActivityKind(models.TextChoices):
    """What was done, or is to be."""

    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"
    NOTE = "note"
    TASK = "task"
    CHAT = "chat"


class Direction(models.TextChoices):
    """Who came to whom; `in` is the customer to the firm."""

    IN = "in"
    OUT = "out"
    NONE = "none"


class Activity(Record):
    """Something that was done or is to be done; its name is the subject."""

    kind = models.CharField(max_length=7, choices=ActivityKind)
    body = models.TextField(blank=True, default="")
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.NONE)
    outcome = models.CharField(max_length=20, blank=True, default="")
    # Of what is to be done, when it was written down.
    happened_at = models.DateTimeField()
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # It is still to be done; kept beside, so that it is found by an index.
    is_open = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="activities")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="activities")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, blank=True, related_name="activities")
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="activities")
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, blank=True, related_name="activities")
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="activities")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["happened_at", "id"], name="activity_by_moment"),
            models.Index(fields=["due_on", "id"], name="activity_by_due"),
            models.Index(
                fields=["owner", "due_on", "id"], condition=models.Q(is_open=True), name="activity_open_of_owner"
            ),
            models.Index(fields=["customer", "-happened_at", "-id"], name="activity_of_customer"),
            models.Index(fields=["contact", "-happened_at", "-id"], name="activity_of_contact"),
            models.Index(fields=["deal", "-happened_at", "-id"], name="activity_of_deal"),
            models.Index(fields=["ticket", "-happened_at", "-id"], name="activity_of_ticket"),
            models.Index(fields=["lead", "-happened_at", "-id"], name="activity_of_lead"),
            models.Index(fields=["order", "-happened_at", "-id"], name="activity_of_order"),
        ]


class Participation(models.Model):
    """Somebody of the firm, or a contact, who took part in an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="participations")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(user=None) ^ models.Q(contact=None), name="participation_of_one"),
            models.UniqueConstraint(
                fields=["activity", "user"], condition=~models.Q(user=None), name="participation_of_user_once"
            ),
            models.UniqueConstraint(
                fields=["activity", "contact"], condition=~models.Q(contact=None), name="participation_of_contact_once"
            ),
        ]


class Mention(models.Model):
    """Somebody of the firm who is named in an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # When they wrote something on the same record.
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["activity", "user"], name="mention_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "at"], condition=models.Q(answered_at=None), name="mention_unanswered"),
        ]
