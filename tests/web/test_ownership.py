"""Whose records each role reaches by which address: what is denied is answered so, and nothing is written."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from tests.web.test_routes import Watch, kept

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk_actions import change_batch
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.concept.models import Tagging
from crmeter.records.concept.share_actions import share
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.team_actions import add_team, join_team
from crmeter.records.tickets.queries import queues

pytestmark = pytest.mark.django_db

# How far each role reaches, written down here by hand: see, change, remove, export; N nobody's, O one's own, T one's
# team's, A everybody's. What is not named is the last row of its role.
REACHES: Mapping[Role, Mapping[str, str]] = {
    Role.DIRECTOR: {"": "AAAA"},
    Role.STEWARD: {"": "AAAA"},
    Role.ANALYST: {"": "ANNA"},
    Role.MARKETING_MANAGER: {
        **dict.fromkeys(("campaigns", "leads", "customers", "contacts", "activities"), "AAAA"),
        "": "ANNA",
    },
    Role.SALES_MANAGER: {"products": "ANNA", "campaigns": "ANNA", "": "TTTT"},
    Role.REP: {"products": "ANNN", "campaigns": "ANNN", "": "OONN"},
    Role.AGENT: {
        "products": "ANNN",
        "campaigns": "ANNN",
        "tickets": "TTNN",
        "activities": "TONN",
        "": "OONN",
    },
}
# What a record of each concept needs at least; the name is the same everywhere, so that it can be looked for.
NEEDED: Mapping[str, Mapping[str, Any]] = {
    "customers": {"kind": "firm"},
    "orders": {"ordered_at": "2026-11-02 09:30"},
    "subscriptions": {"starts_on": "2026-01-01", "period": "month"},
    "activities": {"kind": "note"},
}
NAME = "Bình Dương Xanh"
SEE, CHANGE, REMOVE, EXPORT = range(4)
# Whose a record is, as its reader sees it, and from which letter on it is reached.
OWNERSHIPS = {"own": "OTA", "team": "TA", "other": "A", "shared to see": "A", "shared to change": "A"}
BrowserOf = Callable[..., Client]


def is_reached(role: Role, concept: str, ownership: str, deed: int) -> bool:
    reaches = REACHES[role].get(concept, REACHES[role][""])
    if reaches[deed] in OWNERSHIPS[ownership]:
        return True
    # What is shared is seen, and changed where that was said, by whoever sees any record of the kind at all.
    return (reaches[SEE] != "N" and deed == SEE and ownership.startswith("shared")) or (
        reaches[CHANGE] != "N" and deed == CHANGE and ownership == "shared to change"
    )


def usual(person: Person, concept: str) -> dict[str, Any]:
    """Where a deal and a ticket go that are put nowhere else, and whose a subscription is."""
    if concept == "subscriptions":
        return {"customer": create(person, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})}
    if concept == "deals":
        pipeline = pipelines()[0]
        return {"pipeline": pipeline.id, "stage": pipeline.stages[0].id}
    return {"queue": queues()[0].id} if concept == "tickets" else {}


def somebody(address: str, role: Role) -> Person:
    found = person(add_user(SYSTEM, address, role))
    assert found is not None
    return found


def boss() -> int:
    """Somebody whom a record can be shared with; see `records_of`."""
    return int(get_user_model()._default_manager.get(email="boss@example.vn").pk)


def records_of(reader: Person, concept: str) -> dict[str, int]:
    """A record of each ownership, by ownership."""
    director = somebody("boss@example.vn", Role.DIRECTOR)
    colleague, stranger = somebody("colleague@example.vn", Role.REP), somebody("stranger@example.vn", Role.REP)
    team = add_team(SYSTEM, "Miền Bắc")
    for each in (reader, colleague):
        join_team(SYSTEM, each.id, team)
    asked = {**NEEDED.get(concept, {}), **usual(director, concept)}
    owners = {"own": reader.id, "team": colleague.id}
    made = {}
    for ownership in OWNERSHIPS:
        values = {"name": NAME, "owner": owners.get(ownership, stranger.id), **asked}
        made[ownership] = create(director, CONCEPTS[concept], values)
        if ownership.startswith("shared"):
            may_change = ownership.endswith("change")
            share(director, CONCEPTS[concept], made[ownership], user=reader.id, may_change=may_change)
    return made


Ask = Callable[[Client, str, int], HttpResponse]
LOOKS: Mapping[str, Ask] = {
    what or "page": lambda browser, concept, pk, what=what: browser.get(f"/{concept}/{pk}{what}")
    for what in ("", "/panel", "/fields", "/fields/name", "/tags", "/shares")
}
CHANGES: Mapping[str, Ask] = {
    "field": lambda browser, concept, pk: browser.post(f"/{concept}/{pk}/fields/name", {"name": "An", "version": "1"}),
    "tag": lambda browser, concept, pk: browser.post(f"/{concept}/{pk}/tags", {"name": "quan trọng"}),
    "share": lambda browser, concept, pk: browser.post(
        f"/{concept}/{pk}/shares", {"with": f"user:{boss()}", "may": "see"}
    ),
}
REMOVALS: Mapping[str, Ask] = {
    "remove": lambda browser, concept, pk: browser.post(f"/{concept}/{pk}/remove", {"version": "1"}),
}
# What asks for more than that the record is seen, by whoever does not even see it.
UNSEEN: Mapping[str, Mapping[str, str]] = {
    "/{concept}/{pk}/write/note": {"body": "gọi lại"},
    "/{concept}/{pk}/follow": {},
    "/{concept}/{pk}/put-off": {"on": "2027-01-04", "version": "1"},
    "/{concept}/{pk}/files": {},
    "/{concept}/{pk}/personal-data": {},
    "/{concept}/{pk}/bring-back": {},
    "/{concept}/{pk}/lines": {"version": "1"},
    "/{concept}/{pk}/lines/total": {},
}
OF_ONE_CONCEPT: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "deals": {
        "/deals/{pk}/move": {"stage": "2", "version": "1"},
        "/deals/{pk}/order": {"name": "DH-1"},
    },
    "leads": {"/leads/{pk}/convert": {"customer": "new", "version": "1"}},
    "tickets": {
        "/tickets/{pk}/status": {"status": "solved", "version": "1"},
        "/tickets/{pk}/merge": {"into": "1", "version": "1"},
    },
    "activities": {
        "/activities/{pk}/done": {"version": "1"},
        "/activities/{pk}/not-done": {},
        "/activities/{pk}/participants": {"person": "1", "version": "1"},
    },
    "subscriptions": {
        "/subscriptions/{pk}/renew": {"version": "1"},
        "/subscriptions/{pk}/status": {"status": "paused", "version": "1"},
    },
    "campaigns": {
        "/campaigns/{pk}/costs": {"on": "2026-11-02", "amount": "5", "what": "Bút", "version": "1"},
        "/campaigns/{pk}/costs/1/remove": {"version": "1"},
        "/campaigns/{pk}/members": {"customer": "1", "version": "1"},
        "/campaigns/{pk}/members/change": {"member": "1", "state": "sent"},
    },
}
# One concept is gone through on every change; all of them in the longer proofs.
ALWAYS = ("deals",)
EACH_CONCEPT = [each if each in ALWAYS else pytest.param(each, marks=pytest.mark.prove) for each in CONCEPTS]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("concept", EACH_CONCEPT)
def test_each_role_reaches_the_records_it_may_and_changes_nothing_else(
    browser_of: BrowserOf, concept: str, role: Role
) -> None:
    browser = browser_of(role.value)
    made = records_of(person_of(role), concept)
    before, wrong = kept(), []

    for ownership, pk in made.items():
        for deed, asks in ((SEE, LOOKS), (CHANGE, CHANGES), (REMOVE, REMOVALS)):
            reached = is_reached(role, concept, ownership, deed)
            for what, ask in asks.items():
                watch = Watch(before)
                with transaction.atomic(), connection.execute_wrapper(watch):
                    status = ask(browser, concept, pk).status_code
                    is_written = watch.has_changed()
                    transaction.set_rollback(True)
                if (status in (200, 302)) != reached or is_written != (reached and deed != SEE):
                    wrong.append(f"{ownership}, {what}: {status}, {'' if is_written else 'nothing '}written")

    assert not wrong


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("concept", EACH_CONCEPT)
def test_many_at_once_are_changed_as_far_as_each_of_them_may_be(
    browser_of: BrowserOf, concept: str, role: Role
) -> None:
    browser, reader = browser_of(role.value), person_of(role)
    made = records_of(reader, concept)
    everything = "&".join(f"record={pk}" for pk in made.values())

    for what, said in (("tag", {"name": "quan trọng"}), ("remove", {})):
        seen = str(len([ownership for ownership in made if is_reached(role, concept, ownership, SEE)]))
        begun = browser.post(f"/{concept}/bulk/{what}?{everything}", {"expected": seen, **said})
        if begun.status_code == 302:
            while change_batch(reader, int(begun.headers["Location"].rsplit("/", 1)[1]), 10):
                pass

    table = CONCEPTS[concept].table._default_manager
    tagged = set(Tagging.objects.filter(concept=concept).values_list("record", flat=True))
    removed = set(table.exclude(removed_at=None).values_list("pk", flat=True))
    assert tagged == {pk for ownership, pk in made.items() if is_reached(role, concept, ownership, CHANGE)}
    assert removed == {pk for ownership, pk in made.items() if is_reached(role, concept, ownership, REMOVE)}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("concept", EACH_CONCEPT)
def test_nothing_is_done_with_a_record_that_is_not_seen(browser_of: BrowserOf, concept: str, role: Role) -> None:
    browser = browser_of(role.value)
    made = records_of(person_of(role), concept)
    unseen = [pk for ownership, pk in made.items() if not is_reached(role, concept, ownership, SEE)]
    # When somebody was last here is not theirs to choose.
    browser.get("/language")
    before = kept()

    done = [
        address.format(concept=concept, pk=pk)
        for pk in unseen
        for address, said in {**UNSEEN, **OF_ONE_CONCEPT.get(concept, {})}.items()
        if browser.post(address.format(concept=concept, pk=pk), said).status_code < 400
    ]

    assert not done
    assert kept() == before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("concept", EACH_CONCEPT)
def test_lists_finders_and_files_hold_what_a_role_reaches(browser_of: BrowserOf, concept: str, role: Role) -> None:
    browser = browser_of(role.value)
    made = records_of(person_of(role), concept)
    seen = {pk for ownership, pk in made.items() if is_reached(role, concept, ownership, SEE)}
    taken_out = [pk for ownership, pk in made.items() if is_reached(role, concept, ownership, EXPORT)]

    listed = browser.get(f"/{concept}").content.decode()
    found = browser.get("/find", {"q": "binh duong"}).content.decode()
    file = browser.post(f"/{concept}/export/csv?all=1")
    lines = b"".join(file).decode().count(NAME) if file.status_code == 200 else 0

    assert {pk for pk in made.values() if f'"/{concept}/{pk}"' in listed} == seen
    assert {pk for pk in made.values() if f'"/{concept}/{pk}"' in found} == seen
    assert lines == len(taken_out)


def person_of(role: Role) -> Person:
    found = person(get_user_model()._default_manager.get(email=f"{role.value}@example.vn").pk)
    assert found is not None
    return found


def test_a_record_that_is_not_reached_is_there_all_the_same(browser_of: BrowserOf) -> None:
    browser_of("rep")
    made = records_of(person_of(Role.REP), "deals")

    director = somebody("second@example.vn", Role.DIRECTOR)

    assert all(record_at(director, CONCEPTS["deals"], pk) for pk in made.values())
