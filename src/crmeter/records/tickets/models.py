"""Tables of the tickets, of their queues and of what the firm promises."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import Versioned
from crmeter.records.products.models import Product
from crmeter.records.staff.models import Team


class TicketQueue(Versioned):
    """Where tickets wait for a team."""

    name = models.CharField(max_length=120, unique=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    is_closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Priority(models.TextChoices):
    """How soon a ticket must be answered."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Status(models.TextChoices):
    """What is the matter with a ticket; while it waits, it waits for the customer."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


class TicketPromise(Versioned):
    """Within which time tickets of a priority are answered and solved; what is empty is not promised."""

    priority = models.CharField(max_length=6, choices=Priority, unique=True)
    first_response_minutes = models.PositiveIntegerField(null=True, blank=True)
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)
    # The clock stands still outside working hours.
    in_working_time = models.BooleanField()


class Ticket(Record):
    """Something that a customer asks for; its name is the subject."""

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="tickets")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="tickets")
    queue = models.ForeignKey(TicketQueue, models.PROTECT, related_name="+")
    category = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL)
    status = models.CharField(max_length=7, choices=Status, default=Status.NEW)
    channel = models.CharField(max_length=20, blank=True, default="")
    description = models.TextField(blank=True, default="")
    opened_at = models.DateTimeField()
    first_responded_at = models.DateTimeField(null=True, blank=True)
    # Of the solution that stands; those before it are among the events.
    solved_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    # Promised, moved by the time in which the clock stood still.
    answer_due_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    paused_since = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.PositiveBigIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    # Kept beside its status, so that open tickets are found by an index.
    is_open = models.BooleanField(default=True)

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["opened_at", "id"], name="ticket_by_opening"),
            models.Index(fields=["due_at", "id"], name="ticket_by_due"),
            models.Index(
                fields=["queue", "due_at", "id"], condition=models.Q(is_open=True), name="ticket_open_in_queue"
            ),
            models.Index(
                fields=["owner", "due_at", "id"], condition=models.Q(is_open=True), name="ticket_open_of_agent"
            ),
            models.Index(fields=["customer", "-opened_at", "-id"], name="ticket_of_customer"),
        ]


class TicketEvent(models.Model):
    """Something that happened to a ticket; never changed."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events")
    # `created`, `assigned`, `answered`, `status`, `paused`, `resumed`, `solved`, `closed`, `reopened` or `merged`.
    kind = models.CharField(max_length=10)
    # Statuses; of an assignment numbers of people, of a merge those of tickets.
    before = models.CharField(max_length=20, blank=True, default="")
    after = models.CharField(max_length=20, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # When it was written down; what happened may have been told later.
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ticket", "-at", "-id"], name="ticket_event_of_ticket"),
        ]
