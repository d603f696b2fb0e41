"""How exports of known shops and CRMs name their columns (facts about their formats).

Headers are folded as in `headers`. An export is recognised when all of `signature` is there.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One export of one product.

    Args:
        name: product and object, as its users call it.
        table: the table that a row is about; None for objects that no contract holds yet, which are asked about.
        signature: folded headers by which it is known.
        mapping: folded header to field.
    """

    name: str
    table: str | None
    signature: tuple[str, ...]
    mapping: "Mapping[str, str]"


EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "Shopify orders",
        "order_lines",
        ("name", "financial status", "lineitem name", "lineitem price", "total"),
        {
            "name": "orders.source_key",
            "email": "identities.email",
            "financial status": "orders.status",
            "created at": "orders.ordered_at",
            "cancelled at": "orders.cancelled_at",
            "currency": "orders.currency",
            "total": "orders.amount",
            "refunded amount": "orders.refunded",
            "lineitem quantity": "order_lines.quantity",
            "lineitem price": "order_lines.unit_price",
            "lineitem name": "products.name",
            "lineitem sku": "products.source_key",
            "billing name": "identities.name",
            "billing phone": "identities.phone",
            "billing address1": "identities.address",
            "billing province": "orders.region",
            "billing country": "customers.country",
            "source": "orders.channel",
            "employee": "orders.owner",
            "fulfilled at": "deliveries.shipped_on",
        },
    ),
    ExportFormat(
        "Shopify customers",
        "customers",
        ("first name", "last name", "total spent", "total orders"),
        {
            "customer id": "customers.source_key",
            "first name": "identities.first_name",
            "last name": "identities.last_name",
            "email": "identities.email",
            "phone": "identities.phone",
            "address1": "identities.address",
            "province": "customers.region",
            "country": "customers.country",
        },
    ),
    ExportFormat(
        "WooCommerce orders",
        "orders",
        ("order id", "order date", "order total", "order currency", "payment method"),
        {
            "order id": "orders.source_key",
            "order date": "orders.ordered_at",
            "status": "orders.status",
            "order total": "orders.amount",
            "order currency": "orders.currency",
            "customer id": "customers.source_key",
            "customer email": "identities.email",
            "billing first name": "identities.first_name",
            "billing last name": "identities.last_name",
        },
    ),
    ExportFormat(
        "HubSpot contacts",
        "customers",
        ("record id", "first name", "last name", "lifecycle stage", "create date"),
        {
            "record id": "customers.source_key",
            "first name": "identities.first_name",
            "last name": "identities.last_name",
            "email": "identities.email",
            "phone number": "identities.phone",
            "contact owner": "customers.owner",
            "create date": "customers.created_on",
            "original source": "customers.channel",
            "country region": "customers.country",
            "city": "customers.region",
        },
    ),
    ExportFormat(
        "SuiteCRM leads",
        "leads",
        ("first name", "last name", "lead source", "converted", "date created"),
        {
            "id": "leads.source_key",
            "first name": "identities.first_name",
            "last name": "identities.last_name",
            "email address": "identities.email",
            "mobile": "identities.phone",
            "status": "leads.status",
            "lead source": "leads.channel",
            "converted": "leads.converted",
            "campaign id": "leads.campaign",
            "contact id": "customers.source_key",
            "assigned to": "leads.owner",
            "date created": "leads.created_on",
        },
    ),
    ExportFormat(
        "Zoho CRM leads",
        "leads",
        ("leadid", "lead owner", "lead source", "lead status", "created time"),
        {
            "leadid": "leads.source_key",
            "last name": "identities.name",
            "email": "identities.email",
            "mobile": "identities.phone",
            "lead owner": "leads.owner",
            "lead source": "leads.channel",
            "lead status": "leads.status",
            "created time": "leads.created_on",
            "converted": "leads.converted",
        },
    ),
    ExportFormat(
        "Salesforce accounts",
        "customers",
        ("id", "masterrecordid", "accountsource", "ownerid", "createddate"),
        {
            "id": "customers.source_key",
            "name": "identities.name",
            "phone": "identities.phone",
            "type": "customers.kind",
            "industry": "customers.segment",
            "billingstate": "customers.region",
            "billingcountry": "customers.country",
            "billingstreet": "identities.address",
            "accountsource": "customers.channel",
            "ownerid": "customers.owner",
            "createddate": "customers.created_on",
        },
    ),
    ExportFormat(
        "HubSpot deals",
        None,
        ("record id", "deal name", "deal stage", "pipeline", "amount", "close date"),
        {},
    ),
    ExportFormat(
        "Salesforce opportunities", None, ("id", "accountid", "stagename", "closedate", "isclosed", "iswon"), {}
    ),
    ExportFormat("Zendesk tickets", None, ("requester", "assignee", "subject", "status", "ticket type"), {}),
    ExportFormat("Freshdesk tickets", None, ("ticket id", "subject", "status", "requester name"), {}),
)
