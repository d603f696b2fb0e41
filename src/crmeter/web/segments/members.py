"""The members of a segment as a file, and put into a campaign."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.change_sets.bulk import Join
from crmeter.records.change_sets.bulk_actions import start_bulk
from crmeter.records.concept.gate import may
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.customers.queries import Listing, current_listing
from crmeter.records.customers.rule_queries import members_within, records_within, sums_of
from crmeter.records.leads.concept import LEADS
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.refusals import Refused
from crmeter.records.segments.queries import SegmentView, membership_of, segment_at
from crmeter.records.staff.queries import actor_of, scope_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Customer
from crmeter.vocabulary.segment_rule import FACTS
from crmeter.web.csv_export import csv_response
from crmeter.web.customers.words import STAGES
from crmeter.web.records.bulk import campaign_chosen, confirmed, may_join
from crmeter.web.records.controls import control_of
from crmeter.web.records.reader import reader_of
from crmeter.web.segments.words import CODES
from crmeter.web.templatetags.figures import language

_EXPORTED = (
    "segment",
    "region",
    "owner",
    "source",
    "stage",
    "rfm",
    "first_on",
    "last_on",
    "purchases",
    "spend",
    "value",
)


@require_POST
def export(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send the members of a segment that the reader sees as CSV, and write that down.

    Raises:
        Http404: the reader does not find it, or may export no customers.
    """
    reader = reader_of(request)
    listing, segment = _found(request, number)
    if not may(reader, CUSTOMERS, Deed.EXPORT):
        raise Http404
    scope, within = scope_of(reader), membership_of(listing, segment)
    (sums,) = sums_of(listing, scope, [within])
    filters = {"as_of": listing.as_of.isoformat(), "rule": None if segment.rule is None else segment.rule.to_json()}
    note_export(actor_of(reader), "segment", sums.listed, of=segment.name, filters=filters)
    titles = [_("Name"), _("Key"), *(FACTS[name].title.in_(language()) for name in _EXPORTED)]
    name = f"{segment.name} {timezone.localdate():%Y-%m-%d}.csv"
    return csv_response(name, titles, _rows(members_within(listing, scope, within)))


@require_http_methods(["GET", "HEAD", "POST"])
def into_campaign(request: HttpRequest, number: int) -> HttpResponse:
    """Ask which campaign the members are put into, or begin to put them there.

    Raises:
        Http404: the reader does not find the segment, or may put nobody into a campaign.
    """
    reader = reader_of(request)
    listing, segment = _found(request, number)
    if not may_join(reader, CUSTOMERS):
        raise Http404
    within = membership_of(listing, segment)
    records = records_within(reader, listing, within)
    refusal = None
    if request.method == "POST":
        try:
            campaign = campaign_chosen(reader, request.POST.get("campaign", ""))
            joined = Join(CAMPAIGNS.name, *campaign)
            return redirect("change_set", start_bulk(reader, CUSTOMERS, joined, records, expected=confirmed(request)))
        except Refused as refused:
            refusal = refused
    (sums,) = sums_of(listing, scope_of(reader), [within])
    context: dict[str, Any] = {
        "segment": segment,
        "records": len(records),
        "others": sums.customers - len(records),
        "control": control_of(LEADS, LEADS.all_fields["campaign"], None),
        "refusal": refusal,
    }
    return render(request, "segments/campaign.html", context, status=200 if refusal is None else 422)


def _found(request: HttpRequest, number: int) -> tuple[Listing, SegmentView]:
    listing, segment = current_listing(), segment_at(reader_of(request), number)
    if listing is None or segment is None:
        raise Http404
    return listing, segment


def _rows(customers: Iterator[Customer]) -> Iterator[list[Any]]:
    for each in customers:
        cells = {name: getattr(each, name) for name in _EXPORTED}
        for name in ("stage", "rfm"):
            words = STAGES if name == "stage" else CODES[name]
            code = cells[name]
            cells[name] = words[code].in_(language()) if code in words else code
        yield [each.name, each.source_key, *("" if cell is None else cell for cell in cells.values())]
