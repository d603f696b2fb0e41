"""All concepts of the records, by name, in the order in which people meet them."""

from collections.abc import Mapping

from crmeter.records.concept.concept import Concept
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.deals.concept import DEALS
from crmeter.records.products.concept import COMPETITORS, PRODUCTS

CONCEPTS: Mapping[str, Concept] = {each.name: each for each in (CUSTOMERS, CONTACTS, DEALS, PRODUCTS, COMPETITORS)}
