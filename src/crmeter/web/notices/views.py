"""The notices of the reader: the list, and marking them as read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.notices.actions import mark_all_read, mark_read
from crmeter.records.notices.queries import notices_of
from crmeter.web.records.reader import reader_of

# The pages of what is no record of a concept.
_PAGES_BESIDE = {"decisions": "decision", "summary": "summary_kept"}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the reader is told, the newest first."""
    reader = reader_of(request)
    after = request.GET.get("after", "")
    only_unread = request.GET.get("show") == "unread"
    page = notices_of(reader, after=_number(after), only_unread=only_unread)
    context: dict[str, Any] = {
        "page": page,
        "only_unread": only_unread,
        "last": page.rows[0].id if page.rows and not after else None,
        "there_is_unread": any(not row.is_read for row in page.rows),
    }
    return render(request, "notices/notices.html", context)


@require_POST
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read, and go to its record if a page shows it."""
    reader = reader_of(request)
    mark_read(reader, (number,))
    concept, record = request.POST.get("concept", ""), _number(request.POST.get("record", ""))
    if record is not None and concept in _PAGES_BESIDE:
        return redirect(_PAGES_BESIDE[concept], record)
    if record is not None and concept == "alerts":
        return redirect(f"{reverse('alerts')}#alert-{record}")
    if record is not None and concept == "targets":
        # Whoever owns a target need not see the figures of the whole firm; the common goals are everybody's.
        return redirect(f"{reverse('goals')}#target-{record}")
    if concept not in CONCEPTS or record is None:
        return redirect("notices")
    return redirect(reverse("record", args=[concept, record]))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the notices up to the last one that the reader has seen as read."""
    last = _number(request.POST.get("last", ""))
    if last is not None:
        mark_all_read(reader_of(request), last)
    return redirect("notices")


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 19 else None
