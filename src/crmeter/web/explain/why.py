"""What moved a figure since the period before, by the groups of a column; the parts add up to the change."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.evaluation.report import written
from crmeter.evaluation.report.embed import name_of
from crmeter.evaluation.report.words import SLICE_WORDS, code_words
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import NotEnoughData, Text, Undefined, formats
from crmeter.web.explain.asked import Asked, asked_for
from crmeter.web.explain.live import opened_run
from crmeter.web.readings.pages import for_own_rows

if TYPE_CHECKING:
    from crmeter.evaluation.change_reasons import ChangeReasons, Reason

_UNTOLD = Text("chưa ghi", "not recorded")
_REST = Text("{n} nhóm khác", "{n} other groups")
_NO_BEFORE = Undefined(
    "no_period_before",
    Text("chưa có kỳ trước để so", "there is no period before to compare with"),
    Text("dữ liệu của hai kỳ liền nhau", "data of two periods, one after the other"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A group as the page writes it.

    Args:
        name: what it is called.
        before: its figure in the period before.
        now: in the period.
        by_rate: what it adds because its own figure changed.
        by_mix: because it weighs more or less.
        total: what it adds in all.
        share: of the largest part, from 0 to 1.
        tone: `good` or `bad`, by the measure's own direction; nothing where neither is.
    """

    name: str
    before: str
    now: str
    by_rate: str
    by_mix: str
    total: str
    share: float
    tone: str


@for_own_rows
@require_safe
def why(request: HttpRequest, measure: str) -> HttpResponse:
    """Show what moved a figure.

    Raises:
        Http404: there is no such figure, or its change is no sum of parts.
    """
    asked = asked_for(request, measure)
    cuts = () if asked is None else measures()[measure].change_cuts
    if asked is None or asked.reading.slice or not cuts:
        raise Http404
    by = request.GET.get("by", cuts[0])
    if by not in cuts:
        raise Http404
    context = asked.opened.context() | {
        "name": name_of(asked.opened.page, asked.reading),
        "address": asked.address(),
        "cuts": [(cut, SLICE_WORDS[cut]) for cut in cuts],
        "by": by,
        "column": SLICE_WORDS[by],
        "why_address": asked.address("explain_why"),
        **_split(asked, by),
    }
    return render(request, "explain/why.html", context)


def _split(asked: Asked, by: str) -> dict[str, Any]:
    before = asked.opened.page.figures.before(asked.reading)
    if before is None or asked.reading.value is None:
        return {"lacking": _NO_BEFORE}
    try:
        with opened_run(asked) as run:
            found = run.change_reasons(asked.reading.measure, by)
    except NotEnoughData as lacking:
        return {"lacking": lacking.undefined}
    except FileNotFoundError as gone:
        raise Http404 from gone
    write, change = _figure_of(asked), _change_of(asked)
    return {
        "before": write(found.before),
        "now": write(found.now),
        "change": change(found.now - found.before),
        "has_mix": found.has_mix,
        "rows": _rows(asked, found, by, write, change),
        "by_rate": change(sum((each.part.by_rate for each in found.reasons), Fraction(0))),
        "by_mix": change(sum((each.part.by_mix for each in found.reasons), Fraction(0))),
    }


def _rows(
    asked: Asked,
    found: "ChangeReasons",
    by: str,
    write: Callable[[Fraction | None], str],
    change: Callable[[Fraction], str],
) -> list[Row]:
    largest = max((abs(each.part.total) for each in found.reasons), default=Fraction(0)) or Fraction(1)
    good = asked.opened.page.figures.good(asked.reading.measure)

    def tone(total: Fraction) -> str:
        if good == "neither" or not total:
            return ""
        return "good" if (total > 0) == (good == "higher") else "bad"

    return [
        Row(
            _name(asked, by, each),
            write(each.before),
            write(each.now),
            change(each.part.by_rate),
            change(each.part.by_mix),
            change(each.part.total),
            float(abs(each.part.total) / largest),
            tone(each.part.total),
        )
        for each in found.reasons
    ]


def _name(asked: Asked, by: str, reason: "Reason") -> str:
    language = asked.opened.page.language
    if reason.together > 1:
        return _REST.fill(n=reason.together).in_(language)
    return _UNTOLD.in_(language) if reason.group is None else code_words(by, reason.group).in_(language)


def _figure_of(asked: Asked) -> Callable[[Fraction | None], str]:
    reading, language = asked.reading, asked.opened.page.language

    def write(value: Fraction | None) -> str:
        if value is None:
            return formats.EMPTY
        return str(written.figure(float(value), reading.unit, reading.currency, language))

    return write


def _change_of(asked: Asked) -> Callable[[Fraction], str]:
    reading, language = asked.reading, asked.opened.page.language

    def change(part: Fraction) -> str:
        return written.change(float(part), reading.unit, reading.currency, language)

    return change
