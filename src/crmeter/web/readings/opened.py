"""A published run, opened for one reader in one language; it loads neither DuckDB nor Ibis."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from crmeter.evaluation.document import from_document
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.report.embed import draw_on, open_page
from crmeter.evaluation.report.figures import Links, Page
from crmeter.records.readings.actions import note_opened
from crmeter.records.readings.queries import StoredRun, current_run, document_of, readings_of, stored_run
from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import scope_of, signed_in
from crmeter.vocabulary import Language, Scope
from crmeter.web.templatetags.figures import language

NOBODY = Scope("owners", ())


@dataclass(frozen=True, slots=True)
class Opened:
    """A run with what its parts are drawn from.

    Args:
        run: which.
        page: the report in the reader's language, figures leading to their explanation.
    """

    run: StoredRun
    page: Page

    def draw(self, *names: str) -> dict[str, SafeString]:
        """Return parts of the report by name."""
        return {name: safe(_drawn(self.page, name)) for name in names}

    def context(self, *names: str) -> dict[str, object]:
        """Return what the template of a page of figures needs, with some parts of the report."""
        return {
            "run": self.run,
            "parts": self.draw("trust", *names),
            "newest": max((r.freshness.newest for r in self.page.figures.uncut if r.freshness.newest), default=None),
            "findings": self.page.figures.evaluation.findings,
        }


def scope_for(request: HttpRequest) -> Scope:
    """Return whose rows the reader may see."""
    # The account was read for this request: it is not asked for again.
    return scope_of(signed_in(request.user)) if request.user.is_authenticated else NOBODY


def words_for(scope: Scope) -> frozenset[str]:
    """Return by which names the rows of a scope are found; none where it sees all of them."""
    return frozenset() if scope.kind == "all" else owner_words(scope)


def run_for(request: HttpRequest, run_id: str | None = None) -> StoredRun | None:
    """Return a run as the reader may see it, whole or their part of it; None where it is not there.

    Args:
        request: who reads.
        run_id: which; by default the current one.

    Raises:
        PartNotMade: the part of the reader has to be worked out first.
        NothingAssigned: no row is the reader's.
    """
    scope = scope_for(request)
    words = words_for(scope)
    run = stored_run(run_id, scope, words) if run_id else current_run(scope, words)
    if run is not None and run.part is not None and run.opened_on != localdate():
        note_opened(run.part)
    return run


def open_current(
    request: HttpRequest, cuts: Collection[str] | None = ("",), measure: str | None = None
) -> Opened | None:
    """Open the run that pages show, or return None before the first.

    Args:
        request: who reads.
        cuts: which readings are needed: those cut by these columns; None for all.
        measure: only readings of this one.

    Raises:
        PartNotMade: see `run_for`.
        NothingAssigned: see `run_for`.
    """
    run = run_for(request)
    return None if run is None else open_stored(run, cuts, measure)


def open_stored(run: StoredRun, cuts: Collection[str] | None = ("",), measure: str | None = None) -> Opened:
    """Open a published run; see `open_current`."""
    return Opened(run, _page(run, None if cuts is None else frozenset(cuts), measure, language()))


# A published run is never changed, so what was read of it once serves every reader who may see it.
@lru_cache(maxsize=8)
def _page(run: StoredRun, cuts: frozenset[str] | None, measure: str | None, words: Language) -> Page:
    document = document_of(run)
    if cuts is not None and measure is None:
        # A finding opens the figure that it speaks of, which may be of one segment.
        cuts |= {",".join(finding["slice"]) for finding in document["findings"]}
    readings = map(reading_from_document, readings_of(run, cuts=cuts, measure=measure))
    return open_page(from_document(document, readings), words, links_of(run))


@lru_cache(maxsize=64)
def _drawn(page: Page, name: str) -> str:
    return draw_on(page, name)


def links_of(run: StoredRun) -> Links:
    """Return where figures of a run lead to; one that is not current is named in the address."""

    def explain(measure: str, cut: Mapping[str, str]) -> str:
        asked = dict(cut) if run.is_current else {**cut, "run": run.id}
        address = reverse("explain", args=[measure])
        return f"{address}?{urlencode(asked)}" if asked else address

    return Links(explain, customer=lambda key: reverse("customer", args=[key]))


def safe(drawn: str) -> SafeString:
    """Let what the report has drawn stand in a template: htpy has escaped every word of data in it."""
    return mark_safe(drawn)  # noqa: S308 - see above
