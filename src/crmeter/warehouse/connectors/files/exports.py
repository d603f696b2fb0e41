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
        table: the table that a row is about; None for objects that no contract holds, which are asked about.
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
        "deals",
        ("record id", "deal name", "deal stage", "pipeline", "amount", "close date"),
        {
            "record id": "deals.source_key",
            "deal stage": "deals.stage",
            "pipeline": "deals.pipeline",
            "amount": "deals.amount",
            "currency": "orders.currency",
            "create date": "deals.created_on",
            "close date": "deals.closed_on",
            "deal owner": "deals.owner",
            "deal probability": "deals.probability",
            "closed lost reason": "deals.lost_reason",
            "original source": "deals.channel",
            "associated company ids": "customers.source_key",
            "associated company": "identities.name",
        },
    ),
    ExportFormat(
        "Salesforce opportunities",
        "deals",
        ("id", "accountid", "stagename", "closedate", "isclosed", "iswon"),
        {
            "id": "deals.source_key",
            "accountid": "customers.source_key",
            "stagename": "deals.stage",
            "amount": "deals.amount",
            "currencyisocode": "orders.currency",
            "probability": "deals.probability",
            "closedate": "deals.closed_on",
            "createddate": "deals.created_on",
            "leadsource": "deals.channel",
            "isclosed": "deals.is_closed",
            "iswon": "deals.is_won",
            "ownerid": "deals.owner",
        },
    ),
    ExportFormat(
        "Zendesk tickets",
        "tickets",
        ("requester", "assignee", "subject", "status", "ticket type", "created at"),
        {
            "id": "tickets.source_key",
            "requester": "identities.name",
            "requester id": "customers.source_key",
            "requester email": "identities.email",
            "assignee": "tickets.owner",
            "group": "tickets.queue",
            "status": "tickets.status",
            "priority": "tickets.priority",
            "via": "tickets.channel",
            "ticket type": "tickets.category",
            "created at": "tickets.opened_at",
            "due date": "tickets.due_at",
            "due at": "tickets.due_at",
            "solved at": "tickets.solved_at",
            "reopens": "tickets.reopened",
        },
    ),
    ExportFormat(
        "Freshdesk tickets",
        "tickets",
        ("ticket id", "subject", "status", "requester name", "created time"),
        {
            "ticket id": "tickets.source_key",
            "requester name": "identities.name",
            "requester email": "identities.email",
            "agent": "tickets.owner",
            "group": "tickets.queue",
            "status": "tickets.status",
            "priority": "tickets.priority",
            "source": "tickets.channel",
            "type": "tickets.category",
            "created time": "tickets.opened_at",
            "due by time": "tickets.due_at",
            "initial response time": "tickets.first_responded_at",
            "resolved time": "tickets.solved_at",
        },
    ),
)
