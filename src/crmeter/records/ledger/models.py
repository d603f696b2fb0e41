"""Tables of the ledger."""

from django.conf import settings
from django.db import models

from crmeter.records.ledger.versioned import Versioned

__all__ = ["AuditEntry", "ChangeEntry", "IdempotencyKey", "OutboxEvent", "SealedEnd", "Versioned"]


class AuditEntry(models.Model):
    """One change: who, when, of what, from what to what, and why. Never changed but by its seal and by an erasure."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    # Given by the worker, in order: each hash covers the entry and the hash before it.
    sequence = models.PositiveBigIntegerField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    # What the hash covers, see `seal`: 1 before, after and why themselves; 2 a salted digest of them.
    form = models.PositiveSmallIntegerField(default=2)
    salt = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # When before, after and why were erased, and the salt with them.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["object_kind", "object_id", "-id"], name="audit_by_object"),
            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
            # The log is read newest first, whole or by one of these.
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_by_actor_and_time"),
            models.Index(fields=["action", "-at", "-id"], name="audit_by_action"),
            models.Index(fields=["object_kind", "-at", "-id"], name="audit_by_kind"),
            models.Index(fields=["id"], condition=models.Q(sequence=None), name="audit_unsealed"),
        )


class SealedEnd(models.Model):
    """How far the chain goes, kept apart from its entries, so that the newest cannot be cut off unseen. One row."""

    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()


class OutboxEvent(models.Model):
    """Something to be told to the outside, written in the transaction that made it true."""

    topic = models.CharField(max_length=80)
    # The receiver knows by it that it has had this event before.
    key = models.UUIDField(unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at", "id"], condition=models.Q(delivered_at=None), name="outbox_undelivered"),
        )


class IdempotencyKey(models.Model):
    """A request that was answered: asked again with the same key it gets the same answer and does nothing."""

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="idempotency_once"),)
        indexes = (models.Index(fields=["created_at"], name="idempotency_by_age"),)


class ChangeEntry(models.Model):
    """A record that is not any more as the warehouse has it.

    On PostgreSQL the table has one column more, the number of the transaction, by which a reader knows what may
    still come below the last entry that it sees.
    """

    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    at = models.DateTimeField()
