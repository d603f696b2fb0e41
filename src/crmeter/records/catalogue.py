"""All concepts, by name, in the order in which people meet them, who hears of their changes, and what they join."""

from collections.abc import Mapping

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.customer_actions import follow_customer
from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.change_sets.joining import can_be_joined
from crmeter.records.concept.concept import Concept, taken_back_by, told_of_every_change
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.deals.concept import DEALS
from crmeter.records.leads.concept import LEADS
from crmeter.records.leads.member_actions import MEMBERSHIP
from crmeter.records.notices.actions import tell_of_change
from crmeter.records.orders.concept import ORDERS
from crmeter.records.orders.first_delivery_actions import (
    FIRST_DELIVERY,
    FIRST_LINES_DELIVERED,
    FIRST_LINES_SENT,
    take_delivered_lines_back,
    take_first_delivery_back,
    take_sent_lines_back,
)
from crmeter.records.orders.first_line_actions import FIRST_LINES, take_first_lines_back
from crmeter.records.products.concept import COMPETITORS, PRODUCTS
from crmeter.records.subscriptions.concept import SUBSCRIPTIONS
from crmeter.records.tickets.concept import TICKETS

CONCEPTS: Mapping[str, Concept] = {
    each.name: each
    for each in (
        CUSTOMERS,
        CONTACTS,
        LEADS,
        DEALS,
        ORDERS,
        TICKETS,
        ACTIVITIES,
        SUBSCRIPTIONS,
        CAMPAIGNS,
        PRODUCTS,
        COMPETITORS,
    )
}
can_be_joined(MEMBERSHIP)
told_of_every_change(tell_of_change)
told_of_every_change(follow_customer)
taken_back_by(FIRST_LINES, take_first_lines_back)
taken_back_by(FIRST_DELIVERY, take_first_delivery_back)
taken_back_by(FIRST_LINES_SENT, take_sent_lines_back)
taken_back_by(FIRST_LINES_DELIVERED, take_delivered_lines_back)
