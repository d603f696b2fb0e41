"""The stages of a pipeline: added, changed, put in order, retired."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.deals.queries import PipelineView, StageView, deals_by_stage, pipelines
from crmeter.records.deals.stage_actions import NeedsFields
from crmeter.records.deals.stage_admin_actions import add_stage, change_stage, remove_stage, reorder_stages
from crmeter.records.deals.stage_rules import NEEDED, StageAsked
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.vocabulary import Text
from crmeter.web.administrators import for_administrators, who
from crmeter.web.ordering import order_in, whole
from crmeter.web.pipelines.views import KINDS, show, status_of, there
from crmeter.web.records.reader import reader_of
from crmeter.web.versions import version_in

_ORDER_OF_KINDS = list(KINDS)


@for_administrators
@require_POST
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Put a stage into a pipeline, behind those of its kind."""
    found = there(number)
    try:
        asked = _asked(request.POST, request.POST.get("kind", ""), ())
        add_stage(who(request), number, asked, version=version_in(request), position=_behind(found, asked.kind))
    except (Refused, Stale) as refusal:
        return show(request, found, refusal=refusal, stage=request.POST)
    messages.success(request, _("Saved"))
    return redirect("pipeline", number)


@for_administrators
@require_POST
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Put the stages of a pipeline in another order, with a way back."""
    found = there(number)
    before = " ".join(str(each.id) for each in found.stages)
    version = version_in(request) or whole(request.GET.get("version", "")) or None
    try:
        new = reorder_stages(who(request), number, [whole(each) for each in order_in(request)], version=version)
    except (Refused, Stale) as refusal:
        return show(request, found, refusal=refusal)
    back = f"{reverse('stages_order', args=[number])}?{urlencode({'order': before, 'version': new})}"
    messages.success(request, _("The order is kept"), extra_tags=f"undo:{back}")
    moved = request.POST.get("move", "")
    page = reverse("pipeline", args=[number])
    return redirect(f"{page}?{urlencode({'moved': moved})}" if moved else page)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one stage, or keep what was changed of it."""
    pipeline, stage = _there(number)
    if request.method != "POST":
        return _show(request, pipeline, stage)
    try:
        asked = _asked(request.POST, stage.kind, tuple(request.POST.getlist("needs")))
        change_stage(who(request), number, asked, version=version_in(request))
    except (Refused, Stale) as refusal:
        return _show(request, pipeline, stage, refusal, request.POST)
    messages.success(request, _("Saved"))
    return redirect("pipeline", pipeline.id)


@for_administrators
@require_POST
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Take a stage out of its pipeline; the deals in it go to the one that was chosen."""
    pipeline, stage = _there(number)
    to = whole(request.POST.get("move_to", "")) or None
    try:
        remove_stage(reader_of(request), number, version=version_in(request), move_to=to)
    except NeedsFields as needs:
        titles = Text.join([each.title for each in NEEDED if each.name in needs.fields], ", ")
        return _show(request, pipeline, stage, Refused("needs", _LACKING.fill(stage=needs.text, fields=titles)))
    except (Refused, Stale) as refusal:
        return _show(request, pipeline, stage, refusal)
    messages.success(request, _("The stage is retired; what happened in it stays in the history of its deals."))
    return redirect("pipeline", pipeline.id)


_LACKING = Text(
    "chưa bỏ được: {stage}, và có cơ hội còn thiếu: {fields}", "not retired: {stage}, and a deal lacks: {fields}"
)


def _show(
    request: HttpRequest,
    pipeline: PipelineView,
    stage: StageView,
    refusal: Refused | Stale | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    pipeline, stage = _there(stage.id)
    needed = request.POST.getlist("needs") if typed is not None else stage.needs
    standing: Mapping[str, Any] = {
        "name": stage.name,
        "probability": stage.probability,
        "stale_after_days": stage.stale_after_days or "",
        "is_quote": stage.is_quote,
    }
    context = {
        "pipeline": pipeline,
        "stage": stage,
        "kind": KINDS[stage.kind],
        "typed": standing if typed is None else typed,
        "fields": [(each.name, each.title, each.name in needed) for each in NEEDED],
        "count": deals_by_stage(pipeline.id).get(stage.id, 0),
        "takers": [each for each in pipeline.stages if each.kind == stage.kind and each.id != stage.id],
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
    }
    return render(request, "pipelines/stage.html", context, status=status_of(refusal))


def _there(number: int) -> tuple[PipelineView, StageView]:
    for pipeline in pipelines(closed=True):
        for stage in pipeline.stages:
            if stage.id == number:
                return pipeline, stage
    raise Http404


def _asked(typed: Mapping[str, str], kind: str, needs: tuple[str, ...]) -> StageAsked:
    is_open = kind == "open"
    return StageAsked(
        name=typed.get("name", ""),
        kind=kind,
        probability=(_number(typed.get("probability", "")) or 0) if is_open else 0,
        stale_after_days=_number(typed.get("stale_after_days", "")) if is_open else None,
        needs=needs,
        is_quote=is_open and "is_quote" in typed,
    )


def _number(words: str) -> int | None:
    written = words.strip().removesuffix("%").strip()
    if not written:
        return None
    if not written.isdecimal() or len(written) > 9:
        raise Refused("no_number", Text("{words} không phải số nguyên", "{words} is no whole number").fill(words=words))
    return int(written)


def _behind(pipeline: PipelineView, kind: str) -> int:
    upto = _ORDER_OF_KINDS[: _ORDER_OF_KINDS.index(kind) + 1] if kind in _ORDER_OF_KINDS else _ORDER_OF_KINDS
    return max((at + 1 for at, each in enumerate(pipeline.stages) if each.kind in upto), default=0)
