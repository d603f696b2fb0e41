"""What a figure counts, and which way is better."""

from enum import StrEnum


class Unit(StrEnum):
    """The unit of a measure; every value is shown with it."""

    CUSTOMERS = "customers"
    ORDERS = "orders"
    LEADS = "leads"
    TICKETS = "tickets"
    DEALS = "deals"
    TOUCHES = "touches"
    VIEWS = "views"
    PURCHASES = "purchases"
    SHARE = "share"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"
    ORDERS_PER_CUSTOMER = "orders_per_customer"
    CONTACTS_PER_REPLY = "contacts_per_reply"
    POINTS = "points"  # of a net score: −100 to 100
    SCORE = "score"  # on the scale that was asked on


class Good(StrEnum):
    """Whether a rise is good news."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"
