"""Tables of mail."""

from django.conf import settings
from django.db import models

from crmeter.engagement.mail.attached import LONGEST_NAME
from crmeter.engagement.mail.composing import LONGEST_SUBJECT
from crmeter.engagement.mail.states import MessageState
from crmeter.records.consent.addresses import LONGEST
from crmeter.records.ledger.versioned import Versioned


class MailTemplate(Versioned):
    """Words that are sent again and again, in both languages."""

    name = models.CharField(max_length=120)
    # How the name is told apart from others: capitals do not count, in any letters.
    spelled_name = models.CharField(max_length=240)
    purpose = models.CharField(max_length=20)
    subject_vi = models.CharField(max_length=LONGEST_SUBJECT)
    subject_en = models.CharField(max_length=LONGEST_SUBJECT)
    body_vi = models.TextField()
    body_en = models.TextField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["spelled_name"], condition=models.Q(removed_at=None), name="mail_template_once"
            ),
        )


class Message(models.Model):
    """One mail to one address, as it is or was sent."""

    # Names it in links, where its number would tell how many there are.
    key = models.UUIDField(unique=True)
    # Fixed at creation: whoever gets a repetition knows by it that they have it.
    message_id = models.CharField(max_length=300, unique=True)
    # Identity.
    recipient = models.CharField(max_length=LONGEST)
    purpose = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    # Free text, all three.
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    html = models.TextField()
    # Its words let whoever has them in: they are kept no longer than it takes to send them.
    holds_secret = models.BooleanField(default=False)
    template = models.ForeignKey(MailTemplate, models.PROTECT, null=True, related_name="+")
    template_version = models.PositiveIntegerField(null=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Why it stands as it does, in both languages.
    why = models.JSONField(null=True)
    queued_at = models.DateTimeField()
    # When it was last put in the queue: after so long in it nobody expects it any more.
    waits_since = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["state", "-id"], name="mail_message_by_state"),
            models.Index(fields=["purpose", "-id"], name="mail_message_by_purpose"),
            models.Index(fields=["recipient", "-id"], name="mail_message_to"),
            models.Index(fields=["about_kind", "about_id", "-id"], name="mail_message_about"),
        )


class MessageFile(models.Model):
    """A file that travels with a message. Its bytes are forgotten once the message has been sent."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="files")
    name = models.CharField(max_length=LONGEST_NAME)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)


class Bounce(models.Model):
    """A message that came back, with what the other server said."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="bounces")
    # Identity.
    address = models.CharField(max_length=LONGEST)
    # Whether the address itself is no good, so that nothing more is sent there.
    is_hard = models.BooleanField()
    status = models.CharField(max_length=20)
    # Free text of the other server.
    words = models.TextField()
    at = models.DateTimeField()
    # The hash of the report: the same one read twice is one bounce.
    report = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "report"], name="mail_bounce_once"),)
        indexes = (
            models.Index(
                fields=["address"], condition=models.Q(is_hard=True, lifted_at=None), name="mail_bounce_stops"
            ),
        )
