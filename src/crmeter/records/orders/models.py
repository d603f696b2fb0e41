"""Tables of the orders, of their deliveries and of what came back."""

from typing import ClassVar

from django.db import models

from crmeter.records.campaigns.models import Campaign
from crmeter.records.concept.amount import AmountField
from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal
from crmeter.records.ledger.models import Versioned
from crmeter.records.products.models import Product


class Order(Record):
    """Something that was sold to a customer; its name is its number."""

    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="orders")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="orders")
    deal = models.ForeignKey(Deal, models.PROTECT, null=True, blank=True, related_name="orders")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="orders")
    ordered_at = models.DateTimeField()
    # The sum of its lines; of an order without lines, as it was typed.
    amount = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="VND")
    status = models.CharField(max_length=10, default="draft")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=40, blank=True, default="")
    promised_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    region = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    about = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        abstract = False
        indexes: ClassVar[list[models.Index]] = [
            *Record.Meta.indexes,
            models.Index(fields=["ordered_at", "id"], name="order_by_moment"),
            models.Index(fields=["amount", "id"], name="order_by_amount"),
            models.Index(fields=["promised_on", "id"], name="order_by_promise"),
            models.Index(fields=["customer", "-ordered_at", "-id"], name="order_of_customer"),
        ]


class OrderLine(models.Model):
    """A product in an order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    quantity = AmountField()
    unit_price = AmountField()
    # A share of the price.
    discount = AmountField(default=0)
    amount = AmountField()
    # What one cost the firm when it was ordered.
    unit_cost = AmountField(null=True)


class Delivery(Versioned):
    """A way of goods to the customer, on which a part of an order or all of it goes."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="deliveries")
    promised_on = models.DateField(null=True)
    shipped_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    # By its days: `planned`, `shipped`, `delivered`; or `cancelled`.
    state = models.CharField(max_length=10, default="planned")
    # Whether the papers that went along were `right` or `wrong`; empty where nobody said.
    documents = models.CharField(max_length=5, blank=True, default="")
    # What went along was never told: it is taken to be all that was ordered, and measures nothing.
    is_assumed = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "promised_on", "id"], name="delivery_by_promise"),
        ]


class DeliveryLine(models.Model):
    """How much of a line of an order goes with a delivery."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="lines")
    # A line that goods are on their way of is not removed; what remains of cancelled deliveries goes with it.
    order_line = models.ForeignKey(OrderLine, models.CASCADE, related_name="delivered")
    quantity = AmountField()
    damaged = AmountField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["delivery", "order_line"], name="order_line_once_in_a_delivery"),
        ]


class Return(Versioned):
    """Goods that came back, or money that was given back, of an order or of a customer."""

    # One of the two: what came back of an order is of whoever the order is.
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="returns")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="returns")
    returned_on = models.DateField()
    amount = AmountField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(order__isnull=False, customer=None) | models.Q(order=None, customer__isnull=False),
                name="return_is_of_one",
            ),
        ]


class ReturnLine(models.Model):
    """A product that came back."""

    of = models.ForeignKey(Return, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, models.PROTECT, null=True, related_name="returned")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    quantity = AmountField()
    damaged = AmountField(default=0)
    amount = AmountField()
