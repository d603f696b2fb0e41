"""All data of a person as one file, for whoever has to hand it over."""

import json
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from crmeter.engagement.mail.queries import messages_about
from crmeter.records.concept.concept import Concept
from crmeter.records.ledger.export_actions import note_export
from crmeter.records.privacy.queries import PEOPLE, data_of
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.roles import Role
from crmeter.web.records.reader import opened

_MOST_MESSAGES = 100_000


def hands_over_data(reader: Person, concept: Concept) -> bool:
    """Return whether somebody hands the data of such records over: administrators and data stewards."""
    return concept.name in PEOPLE and (reader.is_admin or reader.role == Role.STEWARD)


@require_POST
def personal_data(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Send all data of a person as a file; that it was sent stands in the audit log.

    Raises:
        Http404: there is no such person, or the reader hands no data over.
    """
    reader, of = opened(request, concept)
    found = data_of(reader, of, number) if hands_over_data(reader, of) else None
    if found is None:
        raise Http404
    found["messages"] = [asdict(each) for each in messages_about(of.name, number, _MOST_MESSAGES)]
    note_export(actor_of(reader), "personal_data", 1, of=f"{of.name}/{number}")
    written = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(written, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{of.name}-{number}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response
