"""Tables of what people have said, and of people of whom nothing may be used for a while."""

from django.conf import settings
from django.db import models

from crmeter.records.consent.addresses import LONGEST


class ConsentStatement(models.Model):
    """What somebody said once; a later statement stands above it and leaves it as it is."""

    # Identity: who said it is named by the address of the channel.
    address = models.CharField(max_length=LONGEST)
    channel = models.CharField(max_length=10)
    purpose = models.CharField(max_length=20)
    says_yes = models.BooleanField()
    # When they said it, which may be long before it came into the ledger.
    said_at = models.DateTimeField()
    written_at = models.DateTimeField()
    # Free text: how it was got, such as the words of a form.
    source = models.TextField()
    # The record that they were known by, if there is one.
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)

    class Meta:
        indexes = (
            models.Index(fields=["address", "channel", "purpose", "-said_at", "-id"], name="consent_latest"),
            models.Index(fields=["about_kind", "about_id"], name="consent_about"),
        )


class Restriction(models.Model):
    """Somebody whose data are kept and not used: not written to, not in lists that leave; figures stay whole."""

    concept = models.CharField(max_length=40)
    record = models.BigIntegerField()
    reason = models.TextField()
    from_on = models.DateField()
    # The last day; open where it is empty.
    until_on = models.DateField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["concept", "record"], condition=models.Q(lifted_at=None), name="restriction_holds"),
        )
