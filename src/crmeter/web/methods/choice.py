"""The sector of the firm, the methods that it compares, and the weights of its criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS, methods_of
from crmeter.evaluation.methods.sectors import EVERYWHERE, SECTORS, Chosen, chosen
from crmeter.measures.catalogue import measures
from crmeter.records.firm.method_actions import choose_methods
from crmeter.records.firm.queries import firm
from crmeter.records.ledger.refusals import Stale
from crmeter.vocabulary import Good
from crmeter.web.administrators import for_administrators, who
from crmeter.web.versions import version_in

MOST = 100.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weight of a criterion as somebody typed it.

    Args:
        name: of the measure.
        typed: the words.
        weight: the number, or None where the words are none from 0 to 100.
    """

    name: str
    typed: str
    weight: float | None


def criteria() -> tuple[str, ...]:
    """Return the measures that can be criteria: those of any sector, which are cut by parts of the customers."""
    return tuple(dict.fromkeys(name for sector in SECTORS.values() for name in sector.criteria))


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """Show what the firm decides by, or keep a change; "as the sector begins" drops what was chosen before."""
    standing = firm()
    own = chosen(standing.sector, standing.methods.get("methods"), standing.methods.get("criteria"))
    if request.method != "POST":
        return _shown(request, own, _weighed_of(own), standing.version)
    sector = request.POST.get("sector", "")
    sector = sector if sector in SECTORS and sector != EVERYWHERE else ""
    wanted = [name for name in request.POST.getlist("method") if name in METHODS]
    weighed = _weighed(request.POST)
    as_sector = "as_sector" in request.POST
    typed = Chosen(SECTORS.get(sector, SECTORS[EVERYWHERE]), tuple(wanted), {})
    if not as_sector and (not wanted or any(each.weight is None for each in weighed) or not _total(weighed)):
        return _shown(request, typed, weighed, standing.version, is_wrong=True)
    try:
        choose_methods(
            who(request),
            version=version_in(request),
            sector=sector,
            methods=() if as_sector else wanted,
            criteria={} if as_sector else {each.name: each.weight for each in weighed if each.weight},
        )
    except Stale as stale:
        return _shown(request, typed, weighed, standing.version, refusal=stale)
    messages.success(request, _("Saved."))
    return redirect("method_choice" if as_sector else "methods")


def _shown(
    request: HttpRequest,
    own: Chosen,
    weighed: list[Weighed],
    version: int,
    *,
    is_wrong: bool = False,
    refusal: Stale | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "own": own,
        "sectors": list(SECTORS.values()),
        "questions": [
            (question, [(each, each.name in own.methods) for each in methods_of(name)])
            for name, question in QUESTIONS.items()
        ],
        "weighed": [(each, measures()[each.name].title, measures()[each.name].good is Good.LOWER) for each in weighed],
        "total": _total(weighed),
        "version": version,
        "is_wrong": is_wrong,
        "without_method": is_wrong and not own.methods,
        "without_weight": is_wrong and not _total(weighed),
        "refusal": refusal,
    }
    return render(request, "methods/choice.html", context, status=412 if refusal else 400 if is_wrong else 200)


def _weighed_of(own: Chosen) -> list[Weighed]:
    return [Weighed(name, f"{own.criteria.get(name, 0):g}", own.criteria.get(name, 0.0)) for name in criteria()]


def _weighed(sent: QueryDict | Mapping[str, str]) -> list[Weighed]:
    found = []
    for name in criteria():
        typed = str(sent.get(f"weight-{name}", "")).strip()
        try:
            weight = float(typed.replace(",", ".") or 0)
        except ValueError:
            weight = -1.0
        found.append(Weighed(name, typed, weight if 0 <= weight <= MOST else None))
    return found


def _total(weighed: list[Weighed]) -> float:
    return sum(each.weight or 0.0 for each in weighed)
