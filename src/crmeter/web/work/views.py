"""My work: what the reader is to do next, in an order that can be told, each with its reason."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.surveys.portal_queries import waiting_for
from crmeter.records.timeline.next_steps import Rank, Step, next_steps
from crmeter.vocabulary import Text
from crmeter.web.records.reader import reader_of

MOST = 100
_URGENT = frozenset({Rank.PROMISE_BROKEN, Rank.LATE})
_SOON = frozenset({Rank.PROMISE_SOON, Rank.STALE})


@dataclass(frozen=True, slots=True)
class ToDo:
    """A row of the list.

    Args:
        step: as the records tell it.
        icon: of its concept.
        one: what it is, in the singular.
        tone: of the mark of its reason.
        address: of its record.
        is_task: it can be done here.
        may_wait: it can be put off here.
    """

    step: Step
    icon: str
    one: Text
    tone: str
    address: str
    is_task: bool
    may_wait: bool


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show what the reader is to do next."""
    reader = reader_of(request)
    steps = next_steps(reader, most=MOST)
    rows = tuple(_row(step) for step in steps)
    context = {"rows": rows, "today": timezone.localdate(), "most": MOST, "asked": waiting_for(reader.id)}
    return render(request, "work/work.html", context)


def _row(step: Step) -> ToDo:
    concept = CONCEPTS[step.concept]
    is_task = step.concept == "activities" and step.rank != Rank.MENTIONED
    return ToDo(
        step,
        concept.icon,
        concept.one,
        "bad" if step.rank in _URGENT else "warn" if step.rank in _SOON else "",
        reverse("record", args=[step.concept, step.record]),
        is_task,
        is_task or (step.concept == "deals" and step.due_on is not None),
    )
