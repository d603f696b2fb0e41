"""What stands beside a record: what an evaluation says of a customer, how a deal stands, what a ticket was promised."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Link, Row, record_at
from crmeter.records.customers.queries import Listing, current_listing, customer_at
from crmeter.records.deals.queries import lines_of as lines_of_deal
from crmeter.records.deals.queries import stage_at
from crmeter.records.leads.conversion import likely_same
from crmeter.records.orders.queries import deliveries_of, lines_of, order_of_deal, returns_of
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.staff.rights import Deed
from crmeter.records.surveys.queries import surveys_after_tickets
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import Customer, Text
from crmeter.web.customers.live import story_for
from crmeter.web.customers.why import formulas_of, why_of
from crmeter.web.customers.words import STAGE_TONES, STAGES
from crmeter.web.records.campaign import campaign_aside
from crmeter.web.records.origin import origin_of
from crmeter.web.records.participants import activity_aside
from crmeter.web.records.reader import opened
from crmeter.web.records.subscription import subscription_aside

_EXPLAINED = ("customer_lifetime_value", "value_at_risk", "revenue")
_DONE = ("solved", "closed")
# As the warehouse calls the records of this product; a key of another source is no number of a record.
_OWN_SOURCE = "crmeter"


@dataclass(frozen=True, slots=True)
class Promised:
    """What a ticket was promised.

    Args:
        title: answer or solution.
        due: until when.
        hours: that are left, or that it is late.
        minutes: beyond the hours.
        is_late: it is over.
    """

    title: Text
    due: datetime
    hours: int
    minutes: int
    is_late: bool


def aside_of(reader: Person, concept: Concept, found: Row) -> dict[str, Any]:
    """Return what stands beside a record, by the names of its template."""
    write = _WRITERS.get(concept.name)
    return {} if write is None else write(reader, found)


@require_safe
def why(request: HttpRequest, number: int) -> HttpResponse:
    """Tell why a customer is worth what the evaluation says, and what to do next; read from the files of the run.

    Raises:
        Http404: there is no such customer in the evaluation that the reader may see.
    """
    reader, of = opened(request, "customers")
    found = record_at(reader, of, number)
    valued = None if found is None else valued_at(reader, found)
    if valued is None:
        raise Http404
    listing, customer = valued
    story = story_for(listing, customer.key, "all", scope_of(reader))
    context: dict[str, Any] = {"listing": listing, "customer": customer, "story": story}
    if story is not None:
        context |= {"why": why_of(listing, story), "formulas": formulas_of(listing, story)}
    return render(request, "records/why.html", context)


def valued_at(reader: Person, found: Row) -> tuple[Listing, Customer] | None:
    """Return what the latest evaluation says of a customer, or None where it says nothing that the reader may see."""
    listing = current_listing()
    adopted = found.values.get("customer_key")
    customer = None if listing is None else customer_at(scope_of(reader), adopted or found.id)
    if listing is None or customer is None or (adopted is None and customer.source != _OWN_SOURCE):
        return None
    return listing, customer


def _of_customer(reader: Person, found: Row) -> dict[str, Any]:
    valued = valued_at(reader, found)
    if valued is None:
        return {"aside": "customers", "customer": None}
    listing, customer = valued
    return {
        "aside": "customers",
        "listing": listing,
        "customer": customer,
        "stage": STAGES.get(customer.stage, Text.same(customer.stage)),
        "tone": STAGE_TONES.get(customer.stage, ""),
        "explain": {name: reverse("explain", args=[name]) for name in _EXPLAINED},
    }


def _of_deal(reader: Person, found: Row) -> dict[str, Any]:
    link = found.values.get("stage")
    stage = stage_at(link.id) if isinstance(link, Link) else None
    typed, is_won = found.values.get("probability"), stage is not None and stage.kind == "won"
    today = timezone.localdate()
    return {
        "aside": "deals",
        "stage": stage,
        "probability": None if stage is None else (stage.probability if typed is None else typed) / 100,
        "days_in_stage": (today - timezone.localdate(found.values["entered_stage_at"])).days,
        "step_is_late": found.values["next_step_on"] is not None and found.values["next_step_on"] < today,
        "lines": lines_of_deal(found.id),
        "order": _order_seen(reader, found.id) if is_won else None,
        "is_ordered": is_won and order_of_deal(found.id) is not None,
        "may_order": is_won and may(reader, CONCEPTS["orders"], Deed.CREATE),
    }


def _order_seen(reader: Person, deal: int) -> Row | None:
    order = order_of_deal(deal)
    return None if order is None else record_at(reader, CONCEPTS["orders"], order[0], fields=("status",))


def _of_ticket(reader: Person, found: Row) -> dict[str, Any]:
    values = found.values
    dues = [(_SOLUTION, values["due_at"])]
    if values["first_responded_at"] is None:
        dues.insert(0, (_ANSWER, values["answer_due_at"]))
    status = values["status"]
    return {
        "aside": "tickets",
        "promised": [_promised(title, due) for title, due in dues if due is not None and status not in _DONE],
        "is_paused": status == "waiting",
        "is_done": status in _DONE,
        "after": surveys_after_tickets() if status in _DONE and may_build(reader) else (),
        "next_statuses": _NEXT[status] if values["duplicate_of"] is None else (),
    }


def _of_order(_reader: Person, found: Row) -> dict[str, Any]:
    return {
        "aside": "orders",
        "lines": lines_of(found.id),
        "deliveries": deliveries_of(found.id),
        "returns": returns_of(found.id),
    }


def _of_lead(reader: Person, found: Row) -> dict[str, Any]:
    is_open = found.values.get("converted_on") is None
    return {
        "aside": "leads",
        "is_open": is_open,
        "alike": likely_same(reader, found.id) if is_open else (),
        **origin_of(reader, found),
    }


def _promised(title: Text, due: datetime) -> Promised:
    now = timezone.now()
    minutes = int(abs((due - now).total_seconds()) // 60)
    return Promised(title, due, minutes // 60, minutes % 60, due < now)


_ANSWER = Text("Trả lời", "Answer")
_SOLUTION = Text("Giải quyết", "Solution")


@dataclass(frozen=True, slots=True)
class NextStatus:
    """A status that a ticket can be given by one button."""

    status: str
    title: Text
    icon: str


_TAKE = NextStatus("open", Text("Xử lý", "Take it up"), icon="player-play")
_GO_ON = NextStatus("open", Text("Tiếp tục", "Go on"), icon="player-play")
_WAIT = NextStatus("waiting", Text("Chờ khách", "Wait for the customer"), icon="player-pause")
_SOLVE = NextStatus("solved", Text("Đã giải quyết", "Solved"), icon="check")
_REOPEN = NextStatus("open", Text("Mở lại", "Reopen"), icon="arrow-back-up")
_CLOSE = NextStatus("closed", Text("Đóng", "Close"), icon="x")
_NEXT = {
    "new": (_TAKE, _WAIT, _SOLVE),
    "open": (_WAIT, _SOLVE),
    "waiting": (_GO_ON, _SOLVE),
    "solved": (_REOPEN, _CLOSE),
    "closed": (_REOPEN,),
}
_WRITERS = {
    "customers": _of_customer,
    "deals": _of_deal,
    "tickets": _of_ticket,
    "orders": _of_order,
    "leads": _of_lead,
    "campaigns": campaign_aside,
    "activities": activity_aside,
    "subscriptions": subscription_aside,
}
