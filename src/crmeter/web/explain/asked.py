"""Which figure is asked about: a measure, a slice, a run."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from crmeter.evaluation.report.words import SLICE_WORDS
from crmeter.measures.catalogue import measures
from crmeter.strategy.own_measures.queries import know_own_measures
from crmeter.vocabulary import Reading
from crmeter.web.readings.opened import Opened, open_stored, run_for


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of a published run.

    Args:
        opened: the run, with the readings of this measure only.
        reading: the figure as it was stored.
    """

    opened: Opened
    reading: Reading

    def address(self, route: str = "explain") -> str:
        """Return where this very figure is found, also when another run is current."""
        asked = {**self.reading.slice, "run": self.opened.run.id}
        return f"{reverse(route, args=[self.reading.measure])}?{urlencode(asked)}"


def asked_for(request: HttpRequest, measure: str) -> Asked | None:
    """Return the figure that a request is about, or None before the first run.

    Raises:
        Http404: there is no such measure, run or slice.
        PartNotMade: see `run_for`.
        NothingAssigned: see `run_for`.
    """
    if measure not in measures():
        know_own_measures()
    if measure not in measures():
        raise Http404
    named = request.GET.get("run")
    run = run_for(request, named)
    if run is None:
        if named:
            raise Http404
        return None
    opened = open_stored(run, cuts=None, measure=measure)
    cut = {by: request.GET[by] for by in SLICE_WORDS if by in request.GET}
    reading = opened.page.figures.reading(measure, **cut)
    if reading is None:
        raise Http404
    return Asked(opened, reading)
