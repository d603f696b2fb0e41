"""The list of pipelines, and the page of one with its stages."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.deals.pipeline_actions import (
    add_pipeline,
    close_pipeline,
    rename_pipeline,
    reopen_pipeline,
    reorder_pipelines,
)
from crmeter.records.deals.queries import PipelineView, deals_by_stage, pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.vocabulary import Text
from crmeter.web.administrators import for_administrators, who
from crmeter.web.ordering import keep_order, whole
from crmeter.web.versions import version_in

KINDS = {"open": Text("đang mở", "open"), "won": Text("thắng", "won"), "lost": Text("mất", "lost")}


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def pipelines_page(request: HttpRequest) -> HttpResponse:
    """Show the pipelines, or make one with the stages of another."""
    refusal, status = None, 200
    if request.method == "POST":
        like = there(whole(request.POST.get("like", "")))
        stages = [
            StageAsked(each.name, each.kind, each.probability, each.stale_after_days, each.needs, each.is_quote)
            for each in like.stages
        ]
        try:
            pk = add_pipeline(who(request), request.POST.get("name", ""), stages)
        except Refused as refused:
            refusal, status = refused, 400
        else:
            messages.success(request, _("Saved"))
            return redirect("pipeline", pk)
    shown = pipelines(closed=True)
    context = {
        "pipelines": [(each, sum(deals_by_stage(each.id).values())) for each in shown],
        "first_open": next((each.id for each in shown if not each.is_closed), None),
        "typed": request.POST,
        "refusal": refusal,
        "moved": request.GET.get("moved", ""),
    }
    return render(request, "pipelines/pipelines.html", context, status=status)


@for_administrators
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Put the pipelines in another order; new deals go to the first that is open."""
    return keep_order(request, reorder_pipelines, reverse("pipelines"))


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a pipeline with its stages, or give it another name."""
    found = there(number)
    if request.method != "POST":
        return show(request, found)
    try:
        rename_pipeline(who(request), number, request.POST.get("name", ""), version=version_in(request))
    except (Refused, Stale) as refusal:
        return show(request, found, refusal=refusal, name=request.POST.get("name", ""))
    messages.success(request, _("Saved"))
    return redirect("pipeline", number)


@for_administrators
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Let no deal come into a pipeline any more, with a way back."""
    found = there(number)
    try:
        close_pipeline(who(request), number, version=version_in(request))
    except (Refused, Stale) as refusal:
        return show(request, found, refusal=refusal)
    undo = f"undo:{reverse('pipeline_reopen', args=[number])}"
    messages.success(request, _("No deal comes into this pipeline any more."), extra_tags=undo)
    return redirect("pipeline", number)


@for_administrators
@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Let deals come into a pipeline again."""
    found = there(number)
    reopen_pipeline(who(request), number, version=version_in(request) or found.version)
    messages.success(request, _("Deals come into this pipeline again."))
    return redirect("pipeline", number)


def there(number: int) -> PipelineView:
    """Return a pipeline, also a closed one.

    Raises:
        Http404: there is none of this number.
    """
    found = next((each for each in pipelines(closed=True) if each.id == number), None)
    if found is None:
        raise Http404
    return found


def show(
    request: HttpRequest,
    found: PipelineView,
    *,
    refusal: Refused | Stale | None = None,
    **typed: Any,
) -> HttpResponse:
    """Draw the page of a pipeline.

    Args:
        request: who reads.
        found: the pipeline.
        refusal: why a change was not made.
        typed: what was typed: the `name`, or the `stage` that was to be added.
    """
    # What stands now, which after a refusal may be something else than what the form was filled in on.
    now = there(found.id)
    counted = deals_by_stage(now.id)
    context: dict[str, Any] = {
        "pipeline": now,
        "stages": [(each, KINDS[each.kind], counted.get(each.id, 0)) for each in now.stages],
        "kinds": list(KINDS.items()),
        "name": now.name,
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
        "moved": request.GET.get("moved", ""),
        **typed,
    }
    return render(request, "pipelines/pipeline.html", context, status=status_of(refusal))


def status_of(refusal: Refused | Stale | None) -> int:
    """Return the status of a page that shows a refusal."""
    if refusal is None:
        return 200
    return 412 if isinstance(refusal, Stale) else 400
