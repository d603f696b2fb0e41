"""Files of records: sent in, sent out as files and never as a part of a page, taken away and brought back."""

from collections.abc import Iterator
from typing import BinaryIO, cast
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crmeter.records.concept.listing import record_at
from crmeter.records.files.actions import attach, bring_file_back, detach
from crmeter.records.files.queries import bytes_of, file_at
from crmeter.records.ledger.refusals import Refused
from crmeter.web.records.arriving import MOST_AT_ONCE, too_large
from crmeter.web.records.reader import opened, reader_of
from crmeter.web.templatetags.figures import language


@require_POST
def add_files(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Keep files with a record.

    Raises:
        Http404: there is no such record that the reader may see.
    """
    reader, of = opened(request, concept)
    if record_at(reader, of, number) is None:
        raise Http404
    kept = 0
    for sent in request.FILES.getlist("file")[:MOST_AT_ONCE]:
        try:
            attach(reader, of, number, sent.name or "", cast(BinaryIO, sent.file))
        except Refused as refused:
            messages.error(request, f"{sent.name}: {refused.text.in_(language())}")
        else:
            kept += 1
    for name in too_large(request):
        messages.error(request, _("%(name)s is larger than is allowed, or too many came at once.") % {"name": name})
    if kept:
        messages.success(request, ngettext("%(n)d file kept", "%(n)d files kept", kept) % {"n": kept})
    return redirect(_files_of(of.name, number))


@require_safe
def download(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Send a file, as a file: whatever stands in it, no browser takes it for a page of this product.

    Raises:
        Http404: there is no such file that the reader may see, or its bytes were lost.
    """
    file = file_at(reader_of(request), number)
    if file is None:
        raise Http404
    pieces = bytes_of(file)
    try:
        first = next(pieces, b"")
    except FileNotFoundError as error:
        raise Http404 from error
    response = StreamingHttpResponse(_joined(first, pieces), content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def take_file_away(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file from its record, and offer to bring it back.

    Raises:
        Http404: there is no such file that the reader may see.
    """
    reader = reader_of(request)
    file = file_at(reader, number)
    if file is None:
        raise Http404
    detach(reader, number)
    undo = reverse("bring_file_back", args=[file.concept, file.record, number])
    messages.success(request, _("Removed: %(name)s") % {"name": file.name}, extra_tags=f"undo:{undo}")
    return redirect(_files_of(file.concept, file.record))


@require_POST
def put_file_back(request: HttpRequest, concept: str, number: int, file: int) -> HttpResponse:
    """Bring a file back that was taken from a record."""
    reader, of = opened(request, concept)
    bring_file_back(reader, file)
    messages.success(request, _("Brought back"))
    return redirect(_files_of(of.name, number))


def _files_of(concept: str, number: int) -> str:
    return f"{reverse('record', args=[concept, number])}?show=files"


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
