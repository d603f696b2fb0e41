"""All concepts of the records, by name, in the order in which people meet them."""

from collections.abc import Mapping

from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.concept.concept import Concept
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.deals.concept import DEALS
from crmeter.records.leads.concept import LEADS
from crmeter.records.orders.concept import ORDERS
from crmeter.records.products.concept import COMPETITORS, PRODUCTS
from crmeter.records.subscriptions.concept import SUBSCRIPTIONS

CONCEPTS: Mapping[str, Concept] = {
    each.name: each
    for each in (
        CUSTOMERS,
        CONTACTS,
        LEADS,
        DEALS,
        ORDERS,
        SUBSCRIPTIONS,
        CAMPAIGNS,
        PRODUCTS,
        COMPETITORS,
    )
}
