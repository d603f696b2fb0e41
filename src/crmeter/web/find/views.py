"""The finds of the palette, as a fragment; pages and actions are found by the browser, which has them already."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.finding import Finds, found_in
from crmeter.records.customers.queries import found_by
from crmeter.records.customers.recorded import only_evaluated
from crmeter.records.staff.queries import scope_of
from crmeter.vocabulary import formats
from crmeter.web.customers.words import STAGES
from crmeter.web.measures.catalogue import closest
from crmeter.web.navigation import STEERING
from crmeter.web.records.cells import writer_of
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language

OF_EACH_CONCEPT = 5
OF_OTHERS = 8
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A record: where it is, what it is called, and what tells it apart from others of its name."""

    address: str
    name: str
    details: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one concept."""

    title: str
    icon: str
    lines: tuple[Line, ...]


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show what some words find: a few records of each concept, customers of evaluated data, measures."""
    reader = reader_of(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    groups = [_group(finds) for finds in found_in(reader, CONCEPTS.values(), words, OF_EACH_CONCEPT)] if words else []
    evaluated = only_evaluated(found_by(scope_of(reader), words, OF_OTHERS)) if words else ()
    sees_measures = reader.is_admin or reader.role in STEERING
    measures = closest(words, OF_OTHERS) if words and sees_measures else []
    context = {
        "groups": groups,
        "customers": [(customer, STAGES.get(customer.stage)) for customer in evaluated],
        "measures": measures,
    }
    # Asked for with every letter, so without what only whole pages need to know.
    return HttpResponse(render_to_string("find/found.html", context))


def _group(finds: Finds) -> FoundGroup:
    concept = finds.concept
    root = reverse("record", args=[concept.name, 0]).removesuffix("0")
    writers = [writer_of(field) for field in finds.fields]
    return FoundGroup(
        concept.title.in_(language()),
        concept.icon,
        tuple(
            Line(
                f"{root}{row.id}",
                row.name,
                " · ".join(words for write in writers if (words := write(row).words) != formats.EMPTY),
            )
            for row in finds.rows
        ),
    )
