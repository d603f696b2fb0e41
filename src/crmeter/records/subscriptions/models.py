"""Tables of the subscriptions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.concept.models import Record
from crmeter.records.customers.models import Customer
from crmeter.records.products.models import Product


class Subscription(Record):
    """Something that is sold to a customer again each period."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="subscriptions")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    quantity = AmountField(null=True, blank=True)
    # Of one for one period.
    price = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="VND")
    period = models.CharField(max_length=10)
    starts_on = models.DateField()
    # The first day on which it is not there any more.
    ends_on = models.DateField(null=True, blank=True)
    # The day on which the next period begins.
    renews_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, default="active")
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=40, blank=True, default="")
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["renews_on", "id"], name="subscription_by_renewal"),
            models.Index(fields=["price", "id"], name="subscription_by_price"),
            models.Index(fields=["customer", "-id"], name="subscription_of_customer"),
        ]


class SubscriptionEvent(models.Model):
    """Something that happened to a subscription; never changed."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="events")
    # `started`, `renewed`, `changed`, `paused`, `resumed`, `cancelled` or `ended`.
    kind = models.CharField(max_length=10)
    on = models.DateField()
    # As they were from then on.
    quantity = AmountField(null=True)
    price = AmountField(null=True)
    currency = models.CharField(max_length=3)
    period = models.CharField(max_length=10)
    renews_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subscription", "on", "id"], name="event_of_subscription"),
        ]
