"""Who took part in a call or a meeting: shown beside it, and said by whoever may change it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.participant_actions import take_part
from crmeter.records.activities.queries import participants_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row, is_within
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.records.staff.rights_queries import choosable_people
from crmeter.web.records.reader import opened
from crmeter.web.versions import version_in

# Several people take part in these; of the others one that an import brought is shown.
_TOGETHER = ("call", "meeting")


def activity_aside(reader: Person, found: Row) -> dict[str, Any]:
    """Return what stands beside an activity."""
    there = participants_of(found.id)
    if found.values["kind"] not in _TOGETHER and not (there.people or there.contacts):
        return {}
    took_part = {each.id for each in there.people}
    return {
        "aside": "activities",
        "participants": there,
        "people": [(number, name) for number, name in choosable_people() if number not in took_part],
        "contact_title": ACTIVITIES.all_fields["contact"].title,
        "look_address": reverse("choices", args=["activities", "contact"])
        if may(reader, CONCEPTS["contacts"], Deed.SEE)
        else "",
    }


@require_POST
def participants(request: HttpRequest, number: int) -> HttpResponse:
    """Add somebody of the firm (`person`) or a contact (`contact`) to an activity, or take one of them out.

    Raises:
        Http404: there is no such activity that the reader may change.
    """
    reader, of = opened(request, "activities")
    if not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    there = participants_of(number)
    people, contacts = {each.id for each in there.people}, {each.id for each in there.contacts}
    if "not_person" in request.POST or "not_contact" in request.POST:
        people -= _numbers(request, "not_person")
        contacts -= _numbers(request, "not_contact")
    else:
        added = _numbers(request, "person"), _numbers(request, "contact")
        if not any(added):
            messages.error(request, _("Choose who took part."))
            return redirect("record", of.name, number)
        people |= added[0]
        contacts |= added[1]
    # On an older version somebody else may have said who took part: then nothing is written.
    take_part(reader, number, version=version_in(request), people=people, contacts=contacts)
    messages.success(request, _("Saved"))
    return redirect("record", of.name, number)


def _numbers(request: HttpRequest, name: str) -> set[int]:
    word = request.POST.get(name, "")
    return {int(word)} if word.isascii() and word.isdecimal() and len(word) < 19 else set()
