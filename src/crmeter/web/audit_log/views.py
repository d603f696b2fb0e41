"""The log, and the log as a file."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.ledger.export_actions import note_export
from crmeter.records.ledger.log_queries import (
    MOST_COUNTED,
    LogFilter,
    actions_in_log,
    count_of,
    each_entry,
    kinds_in_log,
    log_page,
    newest_entry,
)
from crmeter.records.staff.queries import everybody
from crmeter.web.administrators import for_administrators, who
from crmeter.web.audit_log.asked import asked_in
from crmeter.web.audit_log.changes import field_changes
from crmeter.web.audit_log.check import last_check
from crmeter.web.audit_log.words import action_words, kind_words
from crmeter.web.csv_export import csv_response


@for_administrators
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show a page of the log."""
    asked = asked_in(request.GET)
    page = log_page(asked.chosen, asked.after)
    count = count_of(asked.chosen)
    context = {
        "asked": asked,
        "entries": [(each, field_changes(each.before, each.after)) for each in page.entries],
        "further": asked.further(page.further) if page.further else "",
        "count": min(count, MOST_COUNTED),
        "is_more": count > MOST_COUNTED,
        "people": everybody(),
        "actions": _by_words(actions_in_log(), action_words),
        "kinds": _by_words(kinds_in_log(), kind_words),
        "check": last_check(),
    }
    return render(request, "audit_log/audit_log.html", context)


@for_administrators
@require_POST
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Send what is filtered as a file, and write that down."""
    asked = asked_in(request.POST)
    # The entry that writes this export down is none of those that were asked for.
    last = newest_entry()
    chosen = asked.chosen
    note_export(who(request), "audit_log", count_of(chosen, most=None), filters=asked.filters)
    names = [
        _("Entry"), _("Time"), _("Person"), _("Action"), _("Kind of record"), _("Record"), _("Before"), _("After"),
        _("Why"), _("Place in the chain"),
    ]  # fmt: skip
    return csv_response(f"audit-log-{timezone.localdate():%Y-%m-%d}.csv", names, _rows(chosen, last))


def _rows(chosen: LogFilter, last: int) -> Iterator[list[Any]]:
    for each in each_entry(chosen, last):
        yield [
            each.id,
            timezone.localtime(each.at).isoformat(timespec="seconds"),
            each.actor,
            each.action,
            each.kind,
            each.record,
            _written(each.before),
            _written(each.after),
            each.why,
            each.sequence,
        ]


def _written(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True) if fields else ""


def _by_words(values: list[str], words: Any) -> list[tuple[str, str]]:
    return sorted(((value, words(value)) for value in values), key=lambda pair: pair[1].casefold())
