"""How a survey goes on by itself: reminders after some days, and the sites that may show it inside their pages."""

import re

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.models import Survey
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.vocabulary import Text

MOST_REMINDERS = 3
LONGEST_WAIT = 29
_MOST_HOSTS = 20
_SITE = re.compile(
    r"(?P<way>https?://)?(?P<host>(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63})(?P<port>:\d{1,5})?/?"
)


def set_reminders(person: Person, pk: int, *, after: int, most: int, version: int | None) -> int:
    """Say after how many days, and how often, whoever is silent is reminded by itself; return the new version.

    Args:
        person: who says so.
        pk: the survey.
        after: days since somebody was asked, or reminded last.
        most: how often; 0: never.
        version: that this was said of.

    Raises:
        Refusal: they may not, it has changed or is gone, or the numbers are out of range.
    """
    refuse_unless_builder(person)
    if not 1 <= after <= LONGEST_WAIT or not 0 <= most <= MOST_REMINDERS:
        raise Refused("no_days", _NO_DAYS.fill(longest=LONGEST_WAIT, most=MOST_REMINDERS))
    return _set(person, pk, version, "surveys.reminders_set", remind_after=after, remind_most=most)


def set_embedding(person: Person, pk: int, sites: str, *, version: int | None) -> int:
    """Say which sites may show the page to answer on inside their pages; return the new version.

    Args:
        person: who says so.
        pk: the survey.
        sites: as they are typed, divided by spaces, commas or lines; `https` unless it is said otherwise.
        version: that this was said of.

    Raises:
        Refusal: they may not, it has changed or is gone, or one of them is no site.
    """
    refuse_unless_builder(person)
    return _set(person, pk, version, "surveys.embedding_set", embed_hosts=list(_typed_sites(sites)))


def _typed_sites(sites: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for typed in sites.replace(",", " ").split():
        match = _SITE.fullmatch(typed.lower())
        if match is None:
            raise Refused("no_site", _NO_SITE.fill(site=typed[:80]))
        found[f"{match['way'] or 'https://'}{match['host']}{match['port'] or ''}"] = None
    if len(found) > _MOST_HOSTS:
        raise Refused("many_sites", _MANY.fill(most=_MOST_HOSTS))
    return tuple(found)


def _set(person: Person, pk: int, version: int | None, what: str, **values: object) -> int:
    with transaction.atomic():
        row = held(Survey, pk, version)
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        new = keep(row, *values)
        audit(actor_of(person), what, row, before=before, after=values)
    return new


_NO_DAYS = Text(
    "nhắc sau từ 1 đến {longest} ngày, nhiều nhất {most} lần",
    "a reminder comes after 1 to {longest} days, at most {most} times",
)
_NO_SITE = Text("{site} không phải một trang, ví dụ www.congty.vn", "{site} is no site such as www.firm.vn")
_MANY = Text("nhiều nhất {most} trang", "there are at most {most} sites")
