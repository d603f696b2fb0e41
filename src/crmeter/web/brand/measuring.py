"""The page on which is said which question, or which behaviour, measures which component, and whose weights count."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.records.brand.actions import SourceAsked, measure_brand
from crmeter.records.brand.kinds import BEHAVIOUR, WAYS, Way
from crmeter.records.brand.queries import Askable, BrandView, askable, brand
from crmeter.records.judgements.queries import brand_decisions
from crmeter.records.ledger.refusals import NoVersion, Refusal, Refused, Stale
from crmeter.vocabulary import Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.web.decisions.readers import for_leaders
from crmeter.web.ordering import whole
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.builder import status_of
from crmeter.web.versions import version_in

_BEHAVES = "measure"


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def measuring_page(request: HttpRequest) -> HttpResponse:
    """Show how the brand is measured, or keep it."""
    if request.method != "POST":
        return _show(request, _kept(brand()))
    try:
        measure_brand(
            reader_of(request),
            request.POST.get("name", ""),
            whole(request.POST.get("decision", "")) or None,
            _sources(request.POST),
            version=version_in(request),
        )
    except (Refused, Stale, NoVersion) as refusal:
        return _show(request, _typed(request.POST), refusal)
    messages.success(request, _("Saved"))
    return redirect("brand")


def _show(request: HttpRequest, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    asked = askable()
    choices = [_choice(each, way) for each in asked for way in each.ways]
    context: dict[str, Any] = {
        "brand": brand(),
        "typed": typed,
        "components": [
            {"key": key, "words": words, "chosen": typed.get(key, ""), "behaves": key == "loyalty"}
            for key, words in BRAND_COMPONENTS.items()
        ],
        "choices": choices,
        "behaviour": [(f"{_BEHAVES}.{name}", words) for name, words in BEHAVIOUR.items()],
        "names": list({key: words for each in asked for key, words in each.brands}.items()),
        "decisions": brand_decisions(),
        "refusal": refusal,
    }
    return render(request, "brand/measuring.html", context, status=status_of(refusal))


def _choice(each: Askable, way: Way) -> tuple[str, Text, Text]:
    """Return how a form names a way to score a question, its words, and the wave that they stand under."""
    parts = [each.title, *([] if each.aspect is None else [each.aspect]), WAYS[way]]
    under = _WAVE.fill(survey=each.survey, n=each.wave)
    return f"{each.question}.{way.value}.{each.driver}", Text.join(parts, " · "), under


def _kept(found: BrandView) -> dict[str, str]:
    sources = {
        component: f"{_BEHAVES}.{each.measure}"
        if each.way is None
        else f"{each.question}.{each.way.value}.{each.driver}"
        for component, each in found.sources.items()
    }
    return {"name": found.name, "decision": str(found.decision or ""), **sources}


def _typed(post: QueryDict) -> dict[str, str]:
    return {name: post.get(name, "") for name in ("name", "decision", *BRAND_COMPONENTS)}


def _sources(post: QueryDict) -> dict[str, SourceAsked]:
    found = {}
    for component in BRAND_COMPONENTS:
        first, _dot, rest = post.get(component, "").partition(".")
        way, _dot, driver = rest.partition(".")
        if first == _BEHAVES:
            found[component] = SourceAsked(measure=rest)
        elif first:
            found[component] = SourceAsked(question=whole(first) or None, driver=driver, way=way)
    return found


_WAVE = Text("{survey}, đợt {n}", "{survey}, wave {n}")
