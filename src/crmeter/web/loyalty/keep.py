"""The list of those to keep now, page after page: the first one from the run's document, the others from its rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from crmeter.evaluation.result import ResultTable
from crmeter.records.readings.queries import StoredRun
from crmeter.vocabulary import Text
from crmeter.web.readings.opened import Opened

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from crmeter.evaluation.customers_at_risk import KeepPage
    from crmeter.evaluation.opened_run import OpenedRun

# So many stand in the document of a run, and on each page.
ON_A_PAGE = 50
_MEMORY, _THREADS = "512MB", 2
_MOST_DIGITS, _LARGEST_KEY = 19, 2**63 - 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the list.

    Args:
        table: its customers; None where the run has no list.
        first: how many of the list come before them.
        before: the query of the page before; None on the first.
        after: the query of the next one; None on the last.
        here: the query of this page.
        is_gone: the rows of the run are no longer there, so that only the first page can be shown.
    """

    table: ResultTable | None
    first: int
    before: str | None
    after: str | None
    here: str
    is_gone: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nobody comes before or after them."""
        return self.before is None and self.after is None

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the customers."""
        rows = () if self.table is None else self.table.records()
        return tuple(int(row["customer_key"]) for row in rows if row.get("customer_key"))


def kept(request: HttpRequest, opened: Opened, segment: str) -> Kept:
    """Return the page of the list that an address asks for.

    Args:
        request: with `after` or `before`, the key of a customer.
        opened: the run.
        segment: whose customers are listed; empty for all.
    """
    table = opened.page.figures.table("at_risk")
    after, before = _key(request, "after"), _key(request, "before")
    asked = {"run": "" if opened.run.is_current else opened.run.id, "segment": segment}

    def query(**more: int | None) -> str:
        return "?" + urlencode({name: word for name, word in {**asked, **more}.items() if word not in ("", None)})

    here = query(after=after, before=before)
    if table is None:
        return Kept(None, 0, None, None, here)
    if not (segment or after or before):
        last = table.records()[-1].get("customer_key") if len(table.rows) >= ON_A_PAGE else None
        return Kept(table, 0, None, query(after=int(last)) if last else None, here)
    try:
        found = _read(opened.run, segment, after, before)
    except FileNotFoundError:
        return Kept(table, 0, None, None, here, is_gone=True)
    if not found.table.rows and (after or before):
        # The page before was the last one, and full.
        return Kept(table, 0, None, None, query())
    return Kept(
        found.table,
        found.first,
        None if found.before is None else query(before=found.before),
        None if found.after is None else query(after=found.after),
        here,
    )


def signs_of_others(run: StoredRun, keys: Collection[int]) -> Mapping[int, tuple[Text, Text]]:
    """Return signs and next action of customers who are not in the document of a run; none where its rows are gone."""
    from crmeter.evaluation.customers_at_risk import signs_and_actions  # noqa: PLC0415 - loads DuckDB

    try:
        with _opened(run) as opened:
            return signs_and_actions(opened, keys)
    except FileNotFoundError:
        return {}


# A published run is never changed, so what was read of it once serves every reader who may see the same rows.
@lru_cache(maxsize=16)
def _read(run: StoredRun, segment: str, after: int | None, before: int | None) -> "KeepPage":
    from crmeter.evaluation.customers_at_risk import keep_page  # noqa: PLC0415 - loads DuckDB

    with _opened(run) as opened:
        return keep_page(opened, segment=segment, after=after, before=before, most=ON_A_PAGE)


def _opened(run: StoredRun) -> "AbstractContextManager[OpenedRun]":
    from crmeter.evaluation.opened_run import opened_run  # noqa: PLC0415 - loads DuckDB

    return opened_run(settings.WORKSPACE, run.id, _MEMORY, _THREADS, names=True, words=run.words)


def _key(request: HttpRequest, name: str) -> int | None:
    return key_of(request.GET.get(name, ""))


def key_of(written: str) -> int | None:
    """Return the key of a customer as a form or address names it; None for words that are none."""
    if not (written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS):
        return None
    return key if (key := int(written)) <= _LARGEST_KEY else None
