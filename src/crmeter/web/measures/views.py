"""The catalogue and the page of one measure."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from crmeter.evaluation.report.embed import draw_figure, draw_history, name_of
from crmeter.evaluation.report.words import SLICE_WORDS
from crmeter.measures.catalogue import measures as all_measures
from crmeter.measures.measure import BUILT_SEGMENT
from crmeter.strategy.alerts.rights import may_watch
from crmeter.strategy.own_measures.queries import know_own_measures, own_measures
from crmeter.strategy.own_measures.rights import may_define
from crmeter.vocabulary import Good, Reading, Text
from crmeter.web.measures.catalogue import listed, listing
from crmeter.web.readings.opened import Opened, open_current, safe
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of

# Retention of each cohort in each month is a table of the page of loyalty, not a list.
NOT_LISTED = {("cohort", "age"), ("age", "cohort")}
MOST_SLICES = 40
_OVERLAP = Text(
    "Mỗi nhóm so với phần còn lại. Một khách có thể ở nhiều nhóm, nên các nhóm không cộng lại thành tất cả.",
    "Each against the rest. A customer may be in several, so that they do not add up to all.",
)


@for_own_rows
def measures(request: HttpRequest) -> HttpResponse:
    """Show the catalogue; asked by a script, only what was found."""
    opened = open_current(request)
    asked = request.GET.get("q", "").strip()[:200]
    found = list(listed(opened.page if opened else None, asked))
    own = [each.measure for each in own_measures() if each.measure is not None]
    found += listed(opened.page if opened else None, asked, own)
    context = {
        "may_define": may_define(reader_of(request)),
        "asked": asked,
        "found": found,
        "all": len(all_measures()),
        "nothing_yet": opened is None,
    }
    is_fragment = bool(request.headers.get("HX-Request"))
    template = "measures/found.html" if is_fragment else "measures/measures.html"
    response = render(request, template, (opened.context() if opened else {}) | context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@for_own_rows
def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one measure: what it means, where it stands, how it went, how groups differ."""
    declared = all_measures().get(name)
    if declared is None:
        know_own_measures()
        declared = all_measures().get(name)
    if declared is None:
        raise Http404
    opened = open_current(request, cuts=None, measure=name)
    page = opened.page if opened else None
    context: dict[str, object] = {
        "measure": listing(declared, page),
        "nothing_yet": opened is None,
        "may_watch": declared.over_time and may_watch(reader_of(request)),
        # Whoever says what is watched says what is to be reached.
        "may_aim": declared.good is not Good.NEITHER and may_watch(reader_of(request)),
    }
    if opened is not None:
        reading = opened.page.figures.reading(name)
        context |= opened.context()
        context["history"] = safe(draw_history(opened.page, reading)) if reading else ""
        context["cuts"] = _cuts(opened, name)
    return render(request, "measures/measure.html", context)


def _cuts(opened: Opened, name: str) -> list[dict[str, object]]:
    by: dict[tuple[str, ...], list[Reading]] = {}
    for reading in opened.page.figures.evaluation.readings:
        if reading.period == opened.run.period and reading.slice and tuple(reading.slice) not in NOT_LISTED:
            by.setdefault(tuple(reading.slice), []).append(reading)
    title = opened.page.figures.title(name).in_(opened.page.language)
    return [
        {
            "title": Text.join([SLICE_WORDS.get(column, Text.same(column)) for column in columns]),
            "rows": [
                {
                    "name": name_of(opened.page, r).removeprefix(f"{title} · "),
                    "figure": safe(draw_figure(opened.page, r)),
                    "n": r.n,
                }
                for r in readings[:MOST_SLICES]
            ],
            "more": max(0, len(readings) - MOST_SLICES),
            "note": _OVERLAP if columns == (BUILT_SEGMENT,) else None,
        }
        for columns, readings in by.items()
    ]
