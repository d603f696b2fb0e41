"""What stands beside records that come from a source, as rows; built here, written by `write_actions`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from crmeter.records.adoption.known import Known
from crmeter.records.campaigns.models import Campaign, CampaignCost
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal, DealLine, StageEvent
from crmeter.records.leads.models import CampaignMember
from crmeter.records.orders.models import Delivery, DeliveryLine, Order, OrderLine, Return, ReturnLine
from crmeter.records.subscriptions.models import Subscription, SubscriptionEvent
from crmeter.records.tickets.models import Ticket, TicketEvent
from crmeter.vocabulary import ForeignRecord

# What was written for one concept: each record as it came, with its row.
Made = Sequence[tuple[ForeignRecord, Any]]
Rows = list[list[models.Model]]


def of_orders(made: "Sequence[tuple[ForeignRecord, Order]]", known: Known) -> Rows:
    """Return lines, deliveries with all that goes with them, and returns.

    A delivery that took place took along all that was ordered, as far as anybody knows who only has its day; where
    somebody knows more, it has `lines`, of products that stand in one line of the order each.
    """
    lines: list[models.Model] = []
    deliveries: list[models.Model] = []
    delivered: list[models.Model] = []
    returns: list[models.Model] = []
    returned: list[models.Model] = []
    for record, row in made:
        own = [
            OrderLine(order=row, position=position, product_id=known.number("product", line["product"]), **_rest(line))
            for position, line in enumerate(record.beside.get("lines", ()))
        ]
        lines += own
        there = record.beside.get("deliveries", ())
        for each in there:
            told = each.get("lines")
            delivery = Delivery(
                order=row,
                created_at=row.created_at,
                state=_state(each),
                is_assumed=told is None,
                **{name: value for name, value in each.items() if name != "lines"},
            )
            deliveries.append(delivery)
            if told is not None:
                of_product = {line.product_id: line for line in own}
                delivered += [
                    DeliveryLine(
                        delivery=delivery,
                        order_line=of_product[known.number("product", line["product"])],
                        quantity=line["quantity"],
                        damaged=line["damaged"],
                    )
                    for line in told
                ]
            elif len(there) == 1 and delivery.state != "planned":
                delivered += [DeliveryLine(delivery=delivery, order_line=line, quantity=line.quantity) for line in own]
        for each in record.beside.get("returns", ()):
            back = _return(each, row.created_at, order=row)
            returns.append(back)
            returned += _lines_back(each, back, own, known)
    return [lines, deliveries, delivered, returns, returned]


def of_customers(made: "Sequence[tuple[ForeignRecord, Customer]]", known: Known) -> Rows:
    """Return what customers sent back of orders that nobody can name."""
    returns: list[models.Model] = []
    returned: list[models.Model] = []
    for record, row in made:
        for each in record.beside.get("returns", ()):
            back = _return(each, row.created_at, customer=row)
            returns.append(back)
            returned += _lines_back(each, back, (), known)
    return [returns, returned]


def of_deals(made: "Sequence[tuple[ForeignRecord, Deal]]", known: Known) -> Rows:
    """Return the lines of deals, and each time that one came to a stage."""
    lines: list[models.Model] = []
    events: list[models.Model] = []
    for record, row in made:
        lines += [
            DealLine(deal=row, position=position, product_id=known.number("product", line["product"]), **_rest(line))
            for position, line in enumerate(record.beside.get("lines", ()))
        ]
        before = None
        for each in record.beside.get("stages", ()):
            after = known.stage(*each["stage"])
            events.append(
                StageEvent(
                    deal=row,
                    kind=each["kind"],
                    before=before,
                    after=after,
                    amount=row.amount,
                    at=each["at"],
                    by_id=row.owner_id,
                    recorded_at=each["at"],
                )
            )
            before = after
    return [lines, events]


def of_campaigns(made: "Sequence[tuple[ForeignRecord, Campaign]]", _: Known) -> Rows:
    """Return what campaigns cost."""
    return [[CampaignCost(campaign=row, **each) for record, row in made for each in record.beside.get("costs", ())]]


def of_subscriptions(made: "Sequence[tuple[ForeignRecord, Subscription]]", _: Known) -> Rows:
    """Return what happened to subscriptions."""
    return [
        [
            SubscriptionEvent(
                subscription=row,
                quantity=row.quantity,
                price=row.price,
                currency=row.currency,
                period=row.period,
                by_id=row.owner_id,
                recorded_at=row.created_at,
                **each,
            )
            for record, row in made
            for each in record.beside.get("events", ())
        ]
    ]


def of_tickets(made: "Sequence[tuple[ForeignRecord, Ticket]]", _: Known) -> Rows:
    """Return what happened to tickets."""
    return [
        [
            TicketEvent(ticket=row, by_id=row.owner_id, recorded_at=each["at"], **each)
            for record, row in made
            for each in record.beside.get("events", ())
        ]
    ]


def members(records: Sequence[ForeignRecord], known: Known) -> list[CampaignMember]:
    """Return whom campaigns reached, each as one record of its own."""
    return [
        CampaignMember(
            planned_at=record.at,
            **{f"{link}_id": known.number(link, key) for link, key in record.links.items()},
            **record.values,
        )
        for record in records
    ]


BESIDE: Mapping[str, Callable[[Any, Known], Rows]] = {
    "campaigns": of_campaigns,
    "customers": of_customers,
    "deals": of_deals,
    "orders": of_orders,
    "subscriptions": of_subscriptions,
    "tickets": of_tickets,
}


def settle_links(concept: str, row: Any, record: ForeignRecord, known: Known) -> None:
    """Put into a row what it can only have here: the stage of a deal, the queue of a ticket."""
    if concept == "deals":
        last = record.beside["stages"][-1]
        stage = known.stage(*last["stage"])
        row.pipeline_id, row.stage_id = stage.pipeline_id, stage.pk
        row.entered_stage_at, row.is_open = last["at"], stage.kind == "open"
    elif concept == "tickets":
        row.queue_id = known.queue


def _rest(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "product"}


def _state(delivery: Mapping[str, Any]) -> str:
    if delivery.get("delivered_on") is not None:
        return "delivered"
    return "planned" if delivery.get("shipped_on") is None else "shipped"


def _return(each: Mapping[str, Any], at: Any, **of: Any) -> Return:
    return Return(
        returned_on=each["returned_on"],
        amount=each["amount"],
        currency=each["currency"],
        reason=each.get("reason", "other"),
        created_at=at or timezone.now(),
        **of,
    )


def _lines_back(each: Mapping[str, Any], back: Return, lines: Sequence[OrderLine], known: Known) -> list[models.Model]:
    if not each.get("product"):
        return []
    product = known.number("product", each["product"])
    line = next((line for line in lines if line.product_id == product and line.quantity >= each["quantity"]), None)
    return [ReturnLine(of=back, order_line=line, product_id=product, quantity=each["quantity"], amount=each["amount"])]
