"""The only writer of who took part in activities."""

from collections.abc import Iterable

from django.db import transaction

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity, Participation
from crmeter.records.concept.actions import held_record
from crmeter.records.concept.gate import within
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.contacts.models import Contact
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text


def take_part(
    person: Person, pk: int, *, version: int | None, people: Iterable[int] = (), contacts: Iterable[int] = ()
) -> int:
    """Say who took part in an activity, and return its new version.

    Args:
        person: who says so.
        pk: of the activity.
        version: that they have seen.
        people: of the firm, by their numbers.
        contacts: by their numbers.

    Raises:
        Refusal: they may not, the activity has changed, or somebody is not there.
    """
    wanted, asked = frozenset(people), frozenset(contacts)
    with transaction.atomic():
        row = held_record(person, ACTIVITIES, pk, version, Deed.CHANGE)
        before = _participants(row.pk)
        new_people, new_contacts = wanted - set(before["people"]), asked - set(before["contacts"])
        seen = Contact.objects.filter(within(person, CONTACTS), pk__in=new_contacts, removed_at=None).count()
        if len(people_numbered(new_people)) < len(new_people) or seen < len(new_contacts):
            raise Refused("unknown", Text("không có người này", "there is no such person"))
        there = Participation.objects.filter(activity=row.pk)
        there.filter(user__in=set(before["people"]) - wanted).delete()
        there.filter(contact__in=set(before["contacts"]) - asked).delete()
        Participation.objects.bulk_create(
            [
                *(Participation(activity_id=row.pk, user_id=each) for each in sorted(new_people)),
                *(Participation(activity_id=row.pk, contact_id=each) for each in sorted(new_contacts)),
            ]
        )
        new = keep(row)
        note_changes(ACTIVITIES.name, [row.pk])
        after = _participants(row.pk)
        audit(actor_of(person), "activities.participants_changed", row, before=before, after=after)
    return new


def _participants(activity: int) -> dict[str, list[int]]:
    rows = Activity.objects.filter(pk=activity).values_list("participations__user", "participations__contact")
    return {
        "people": sorted(user for user, _ in rows if user is not None),
        "contacts": sorted(contact for _, contact in rows if contact is not None),
    }
