"""A page for each viewpoint, and one with all four."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.records.surveys.kinds import STATES
from crmeter.records.surveys.queries import surveys
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS
from crmeter.records.surveys.rights import may_build, may_read
from crmeter.records.surveys.templates import TEMPLATES
from crmeter.records.timeline.workload_queries import DAYS, workload
from crmeter.vocabulary import Text
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.readings.named import Named, named
from crmeter.web.readings.opened import Opened, open_current, scope_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.viewpoints.angles import ANGLES, Angle
from crmeter.web.viewpoints.owners import pays
from crmeter.web.viewpoints.said import said_last

_NOTHING = Text(
    "Chưa có số liệu nào cho góc nhìn này; bên dưới nói rõ cần gì.",
    "No figure of this viewpoint has data yet; below it is said what it needs.",
)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its figures."""

    title: Text
    figures: tuple[Named, ...]


@for_own_rows
@require_safe
def viewpoints(request: HttpRequest) -> HttpResponse:
    """Show all four with their sentence and first figures."""
    opened = open_current(request)
    angles = [
        {
            "angle": angle,
            "sentence": _sentence(angle, named(opened, angle.first)) or _NOTHING,
            "figures": named(opened, angle.first),
        }
        for angle in ANGLES.values()
    ]
    context = {"angles": angles, "nothing_yet": opened is None}
    return render(request, "viewpoints/all.html", context | ({} if opened is None else opened.context()))


@for_own_rows
@require_safe
def viewpoint(request: HttpRequest, name: str) -> HttpResponse:
    """Show one.

    Raises:
        Http404: there is no such viewpoint.
    """
    angle = ANGLES.get(name)
    if angle is None:
        raise Http404
    opened = open_current(request)
    sentence = _sentence(angle, named(opened, angle.first))
    context: dict[str, Any] = {
        "angle": angle,
        "angles": list(ANGLES.values()),
        "sentence": sentence or _NOTHING,
        "offer": _offer(request, angle, opened, sentence),
        "groups": [Group(title, tuple(named(opened, names))) for title, names in angle.groups],
        "nothing_yet": opened is None,
        **_asked(request, angle),
    }
    if opened is not None:
        context |= opened.context() | {"currency": opened.page.currency}
    if angle.name == "owners":
        context |= pays(request, opened)
    if angle.name == "employees" and scope_for(request).kind == "all":
        context |= {"workload": workload(), "days": DAYS}
    return render(request, "viewpoints/viewpoint.html", context)


def _sentence(angle: Angle, figures: list[Named]) -> Text | None:
    told = [found for each in figures if (found := each.sentence()) is not None]
    if not told:
        return None
    return Text("{who} nhìn thấy: {told}.", "As {who} see it: {told}.").fill(
        who=Text(angle.title.vi, angle.title.en.lower()), told=Text.join(told, "; ")
    )


def _offer(request: HttpRequest, angle: Angle, opened: Opened | None, sentence: Text | None) -> Offer | None:
    if sentence is None or opened is None:
        return None
    page = reverse("viewpoint", args=[angle.name])
    return offer(request, source=f"viewpoint_{angle.name}", sentence=sentence, page=page)


def _asked(request: HttpRequest, angle: Angle) -> dict[str, Any]:
    """Return the surveys of a viewpoint, and the template that would fill it, for whoever may see them."""
    reader = reader_of(request)
    if angle.respondents is None or not may_read(reader):
        return {}
    mine = [each for each in surveys() if each.survey.respondents == angle.respondents]
    return {
        "surveys": [(each, STATES[each.survey.state], each.given) for each in mine],
        "said": said_last([(each.survey, each.given) for each in mine]),
        "least": LEAST_ANONYMOUS,
        "template": TEMPLATES[angle.template].name,
        "builds": may_build(reader),
    }
