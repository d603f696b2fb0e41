"""The board of deals by stage, and moving a deal on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import changed
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row, record_at
from crmeter.records.deals.queries import Lane, PipelineView, StageView, board_of, pipeline_with, pipelines
from crmeter.records.deals.stage_actions import NeedsFields
from crmeter.records.ledger.refusals import Refusal, Refused, Stale
from crmeter.records.saved_views.queries import views_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import formats
from crmeter.web.records.asked import Address, address_of
from crmeter.web.records.cards import card_writer
from crmeter.web.records.chips import chips_of, filtered_by
from crmeter.web.records.controls import control_of
from crmeter.web.records.reader import opened
from crmeter.web.records.views import BOARD, opens_with, tabs_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

DEALS = CONCEPTS["deals"]
_SHOWN = ("amount", "currency", "owner", "next_step", "next_step_on", "entered_stage_at", "customer", "is_open")
IN_A_LANE = 20
# More than any number of a row has.
_DIGITS = 19


@dataclass(frozen=True, slots=True)
class ShownLane:
    """A stage of the board: its head, its first cards, how many more there are and the list of all."""

    stage: StageView
    count: int
    share: int
    total: str
    cards: SafeString
    more: int
    address: str


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the deals of a pipeline by stage."""
    reader, _ = opened(request, DEALS.name)
    views = views_of(reader, DEALS)
    elsewhere = opens_with(request, DEALS, views, BOARD)
    if elsewhere is not None:
        return redirect(elsewhere)
    address = address_of(request, DEALS)
    offered = pipelines()
    pipeline = _chosen(request, offered)
    lanes = board_of(reader, DEALS, pipeline, address.asked, _SHOWN, IN_A_LANE)
    still_open = [lane for lane in lanes if lane.stage.kind == "open"]
    context = {
        "concept": DEALS,
        "address": address,
        "asked": address.asked,
        "pipeline": pipeline,
        "pipelines": offered,
        "lanes": _shown(address, lanes),
        "open_total": money_of(lane.totals for lane in still_open),
        "open_weighted": money_of(lane.weighted for lane in still_open),
        "open_count": sum(lane.count for lane in still_open),
        "chips": chips_of(reader, address),
        "filters": filtered_by(DEALS),
        "query": address.query(),
        "may_create": may(reader, DEALS, Deed.CREATE),
        "may_change": may(reader, DEALS, Deed.CHANGE),
    } | tabs_of(address, views, BOARD, pipeline.id)
    return render(request, "records/board.html", context)


@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a deal to another stage; where the stage needs more to be said, ask for it."""
    reader, _ = opened(request, DEALS.name)
    wanted = request.POST.get("stage", "")
    pipeline = pipeline_with(int(wanted)) if wanted.isdecimal() and len(wanted) < _DIGITS else None
    stage = next((each for each in pipeline.stages if str(each.id) == wanted), None) if pipeline else None
    if pipeline is None or stage is None:
        raise Http404
    typed = [name for name in DEALS.all_fields if name in request.POST and name not in ("pipeline", "stage")]
    values = {"stage": stage.id, **{name: request.POST[name] for name in typed}}
    try:
        done = changed(reader, DEALS, number, version=version_in(request), values=values)
    except Refusal as refusal:
        return _not_moved(request, reader, number, pipeline, stage, refusal)
    found = record_at(reader, DEALS, number, fields=(*_SHOWN, "stage"))
    if found is None:
        raise Http404
    touched = {done.before.get("stage_id", stage.id), stage.id}
    address = address_of(request, DEALS)
    lanes = board_of(reader, DEALS, pipeline, address.asked, (), 0, touched)
    context = {
        "deal": found,
        "card": card_writer(address.query())(found, stage),
        "lanes": _shown(address, lanes),
        "pipeline": pipeline,
    }
    return render(request, "records/moved.html", context)


def _not_moved(
    request: HttpRequest, reader: Person, number: int, pipeline: PipelineView, stage: StageView, refusal: Refusal
) -> HttpResponse:
    """Say why a deal was not moved to whoever may see it; nobody else learns that there is one."""
    deal = record_at(reader, DEALS, number)
    if deal is None or deal.values["pipeline"].id != pipeline.id:
        raise Http404
    if isinstance(refusal, NeedsFields):
        return _asking(request, deal, stage, refusal.fields)
    if isinstance(refusal, Stale):
        return _refused(request, refusal, 412)
    if isinstance(refusal, Refused):
        return _refused(request, refusal, 422)
    raise refusal


def _asking(request: HttpRequest, deal: Row, stage: StageView, fields: Sequence[str]) -> HttpResponse:
    """Ask for what a stage needs before a deal may enter it."""
    wanted = [DEALS.all_fields[name] for name in fields]
    if stage.kind == "lost":
        # Against whom it was lost feeds the map of values, where somebody knows it.
        wanted.append(DEALS.all_fields["competitor"])
    typed = {field.name: request.POST[field.name] for field in wanted if field.name in request.POST}
    context = {
        "deal": deal,
        "stage": stage,
        "controls": [
            control_of(DEALS, field, deal.values.get(field.name), typed=typed.get(field.name)) for field in wanted
        ],
    }
    response = render(request, "records/stage_needs.html", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#ask-body", "innerHTML"
    return response


def _refused(request: HttpRequest, refusal: Refused | Stale, status: int) -> HttpResponse:
    response = render(request, "records/refusal_toast.html", {"refusal": refusal}, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "innerHTML"
    return response


def _chosen(request: HttpRequest, offered: Sequence[PipelineView]) -> PipelineView:
    if not offered:
        raise Http404
    return next((each for each in offered if str(each.id) == request.GET.get("pipeline")), offered[0])


def _shown(address: Address, lanes: Sequence[Lane]) -> tuple[ShownLane, ...]:
    most = max((lane.count for lane in lanes), default=0) or 1
    query = address.query()
    listed = reverse(DEALS.name)
    write = card_writer(query)
    return tuple(
        ShownLane(
            lane.stage,
            lane.count,
            round(100 * lane.count / most),
            money_of([lane.totals]),
            SafeString("".join(write(deal, lane.stage) for deal in lane.deals)),
            max(0, lane.count - len(lane.deals)),
            f"{listed}{query}{'&' if query else '?'}where=stage.is.{lane.stage.id}",
        )
        for lane in lanes
    )


def money_of(totals: Iterable[Mapping[str, Decimal]]) -> str:
    """Write amounts in several currencies beside each other; they are never added up without a rate."""
    found: dict[str, Decimal] = {}
    for each in totals:
        for currency, amount in each.items():
            found[currency] = found.get(currency, Decimal(0)) + amount
    words = language()
    written = (formats.compact_money(amount, currency or "VND", words) for currency, amount in sorted(found.items()))
    return " · ".join(written) or formats.EMPTY
