"""All data of a person as one file, for whoever has to hand it over: what is kept, the mail, and the files."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_POST

from crmeter.engagement.mail.queries import messages_of_person
from crmeter.records.files.queries import FileView, bytes_of
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.privacy.keepers import answers_for_people
from crmeter.records.privacy.queries import addresses_of_person, data_of, files_of_person
from crmeter.records.staff.queries import actor_of
from crmeter.vocabulary.file_names import safe_name
from crmeter.web.records.reader import opened
from crmeter.web.records.zip_stream import Member, zip_of


@require_POST
def personal_data(request: HttpRequest, concept: str, number: int) -> StreamingHttpResponse:
    """Send all data of a person as a ZIP; that it was sent stands in the audit log.

    Raises:
        Http404: there is no such person, or the reader hands no data over.
    """
    reader, of = opened(request, concept)
    found = data_of(reader, of, number) if answers_for_people(reader, of) else None
    if found is None:
        raise Http404
    files = files_of_person(of, number)
    messages = [asdict(each) for each in messages_of_person(addresses_of_person(of, number), of.name, number)]
    found |= {"messages": messages, "files": [_told(each) for each in files]}
    note_export(actor_of(reader), "personal_data", 1, of=f"{of.name}/{number}", filters={"files": len(files)})
    response = StreamingHttpResponse(zip_of(_members(found, files)), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{of.name}-{number}.zip"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _members(found: dict[str, Any], files: tuple[FileView, ...]) -> Iterator[Member]:
    yield Member("data.json", [json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()])
    for each in files:
        yield Member(_place(each), _bytes(each))


def _bytes(file: FileView) -> Iterator[bytes]:
    try:
        yield from bytes_of(file)
    except FileNotFoundError:
        # It stands among the files in the data; that its bytes were lost must not lose the others.
        return


def _told(file: FileView) -> dict[str, Any]:
    return asdict(file) | {"place": _place(file)}


def _place(file: FileView) -> str:
    return f"files/{file.id}-{safe_name(file.name)}"
