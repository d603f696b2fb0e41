"""The form on which a decision is made or changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.engagement.decision_mail import make_and_ask
from crmeter.records.judgements.actions import DecisionAsked, change_decision
from crmeter.records.judgements.kinds import PURPOSES, Purpose
from crmeter.records.judgements.queries import DecisionView
from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.records.staff.queries import everybody
from crmeter.records.surveys.options import Option, typed_options
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.web.decisions.readers import for_leaders, there
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.builder import status_of
from crmeter.web.versions import version_in


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a decision and invite who judges it."""
    if request.method != "POST":
        return _show(request, None)
    evaluators = [number for each in request.POST.getlist("evaluators") if (number := whole(each))]
    try:
        pk = make_and_ask(reader_of(request), _asked(request.POST), evaluators)
    except Refused as refused:
        return _show(request, None, refused)
    return redirect("decision", pk)


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change the words of a decision, and what is compared while nobody has judged."""
    found, _seat = there(request, number)
    if request.method != "POST":
        return _show(request, found)
    try:
        change_decision(reader_of(request), number, _asked(request.POST), version=version_in(request))
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, found, refusal)
    messages.success(request, _("Saved"))
    return redirect("decision", number)


def _show(request: HttpRequest, found: DecisionView | None, refusal: Refusal | None = None) -> HttpResponse:
    typed = _kept(request, found) if request.method != "POST" else _typed(request.POST)
    context = {
        "decision": found,
        "typed": typed,
        "purposes": list(PURPOSES.items()),
        "components": [(key, words, key in typed["components"]) for key, words in BRAND_COMPONENTS.items()],
        "people": [(each, each.id in typed["evaluators"]) for each in everybody() if each.is_active],
        "refusal": refusal,
    }
    return render(request, "decisions/form.html", context, status=status_of(refusal))


def _asked(post: QueryDict) -> DecisionAsked:
    purpose = post.get("purpose", "")
    if purpose not in Purpose.values:
        purpose = Purpose.CRITERIA
    components = [Option(key, words) for key, words in BRAND_COMPONENTS.items() if key in post.getlist("components")]
    return DecisionAsked(
        title=post.get("title", ""),
        purpose=Purpose(purpose),
        about=post.get("about", ""),
        criteria=components if purpose == Purpose.BRAND else typed_options(post.get("criteria", "")),
        alternatives=() if purpose == Purpose.BRAND else typed_options(post.get("alternatives", "")),
    )


def _kept(request: HttpRequest, found: DecisionView | None) -> dict[str, Any]:
    if found is None:
        wanted = request.GET.get("purpose", "")
        return {
            "title": "",
            "about": "",
            "purpose": wanted if wanted in Purpose.values else Purpose.CRITERIA.value,
            "components": set(BRAND_COMPONENTS),
            "criteria": "",
            "alternatives": "",
            "evaluators": set(),
        }
    return {
        "title": found.title,
        "about": found.about,
        "purpose": found.purpose.value,
        "components": {each.key for each in found.criteria},
        "criteria": _lines(found.criteria),
        "alternatives": _lines(found.alternatives),
        "evaluators": set(),
    }


def _typed(post: QueryDict) -> dict[str, Any]:
    words = {name: post.get(name, "") for name in ("title", "about", "purpose", "criteria", "alternatives")}
    evaluators = {number for each in post.getlist("evaluators") if (number := whole(each))}
    return {**words, "components": set(post.getlist("components")), "evaluators": evaluators}


def _lines(options: tuple[Option, ...]) -> str:
    return "\n".join(
        each.words.vi if each.words.vi == each.words.en else f"{each.words.vi} | {each.words.en}" for each in options
    )
