"""The page of one customer: who it is, what they are worth and why, documents, and the way so far."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.listing import is_number
from crmeter.records.customers.queries import current_listing, customer_at, neighbours_of
from crmeter.records.customers.recorded import record_of
from crmeter.vocabulary import Text
from crmeter.web.customers.asked import Asked, asked_of
from crmeter.web.customers.list import list_root
from crmeter.web.customers.live import days_until, story_for
from crmeter.web.customers.told import documents_of, months_of, since_of
from crmeter.web.customers.why import formulas_of, why_of
from crmeter.web.customers.words import PERIODS, STAGE_TONES, STAGES
from crmeter.web.readings.opened import scope_for
from crmeter.web.records.record import record

_LARGEST_KEY = 2**63 - 1
_EXPLAINED = ("customer_lifetime_value", "value_at_risk", "revenue", "lifecycle_stage", "days_since_last_interaction")


def customer(request: HttpRequest, key: int) -> HttpResponse:
    """Show one customer, to whoever may see them; figures know one who came from a file by the key of the warehouse.

    Raises:
        Http404: there is no such customer, or somebody else looks after them.
    """
    try:
        return record(request, "customers", key)
    except Http404:
        # One that is kept but may not be seen is not looked for among those that only an evaluation knows.
        if is_number(CONCEPTS["customers"], key):
            raise
    adopted = record_of(key) if key <= _LARGEST_KEY else None
    if adopted is not None:
        return redirect("customer", adopted)
    scope = scope_for(request)
    listing = current_listing() if key <= _LARGEST_KEY else None
    found = None if listing is None else customer_at(scope, key)
    if listing is None or found is None:
        raise Http404
    asked = asked_of(request)
    chosen = request.GET.get("period", "")
    chosen = chosen if chosen in PERIODS else "all"
    show = "orders" if request.GET.get("show") == "orders" else "journey"
    story = story_for(listing, key, chosen, scope)
    before, after = neighbours_of(scope, key, words=asked.words, filters=asked.filters, sort=asked.order)
    here = {"show": show if show == "orders" else "", "period": chosen if chosen != "all" else ""}
    context: dict[str, Any] = {
        "listing": listing,
        "customer": found,
        "story": story,
        "stage": STAGES.get(found.stage, Text.same(found.stage)),
        "tone": STAGE_TONES.get(found.stage, ""),
        "days_since_contact": days_until(listing, found.last_contact_on),
        "list_address": list_root() + asked.query(),
        "before_address": _address(asked, before, here),
        "after_address": _address(asked, after, here),
        "show": show,
        "views": {name: _address(asked, key, here | {"show": name if name == "orders" else ""}) for name in _VIEWS},
        "periods": [
            (words, name == chosen, _address(asked, key, here | {"period": name if name != "all" else ""}))
            for name, words in PERIODS.items()
        ],
        "explain": _explained(),
    }
    if story is not None:
        context |= {
            "since": since_of(listing, story),
            "why": why_of(listing, story),
            "formulas": formulas_of(listing, story),
            "documents": documents_of(story),
            "months": months_of(story),
            "more_documents": story.n_documents - len(story.documents),
            "more_events": story.n_events - len(story.events),
        }
    return render(request, "customers/customer.html", context)


_VIEWS = ("journey", "orders")


def _address(asked: Asked, key: int | None, here: dict[str, str]) -> str | None:
    return None if key is None else reverse("customer", args=[key]) + asked.query(**here)


def _explained() -> dict[str, str]:
    """Where the measures behind the figures are explained, over all customers that the reader sees."""
    return {name: reverse("explain", args=[name]) for name in _EXPLAINED}
