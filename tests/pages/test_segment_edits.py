"""One segment in the hands of several people: whose edit stands, and what each may see of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.pages.conftest import there
from tests.pages.segments_made import RULE, WORTH

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import Customer as Record
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.privacy.restriction_actions import restrict_person
from crmeter.records.segments.actions import Built, add_segment, change_segment
from crmeter.records.segments.queries import segment_at
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def version_drawn(page: str) -> str:
    found = re.search(r'id="segment-work">.*?name="version" value="(\d+)"', page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("listed")
def test_a_step_of_building_does_not_take_over_what_somebody_else_has_kept(
    signed_in: SignedIn, director: Person
) -> None:
    pk = add_segment(director, Built("Rich", RULE, is_shared=True))
    browser, one = signed_in(director, "en"), f"/segments/{pk}"
    opened = version_drawn(browser.get(one).content.decode())
    change_segment(director, pk, Built("Theirs", RULE, is_shared=True), version=1)

    mine = WORTH | {"g0c0_value": "850", "name": "Mine", "shared": "1", "version": opened}
    stepped = browser.post(one, mine | {"do": "add-0"}).content.decode()
    kept = browser.post(one, mine | {"version": version_drawn(stepped), "do": ""})

    assert kept.status_code == 412
    said = kept.content.decode()
    assert "It is called Theirs now. Its rule: residual lifetime value at least 100." in said
    # What was typed is still there, on the version that it was typed on.
    assert 'value="Mine"' in said and 'value="850"' in said and version_drawn(said) == "1"
    found = segment_at(director, pk)
    assert found is not None and found.name == "Theirs"

    # Having read it, they may put theirs in its place: in that of the version that they read and of no other.
    assert 'name="over" value="2"' in said
    change_segment(director, pk, Built("Third", RULE, is_shared=True), version=2)
    assert browser.post(one, mine | {"over": "2"}).status_code == 412
    assert browser.post(one, mine | {"over": "3"}).status_code == 302
    found = segment_at(director, pk)
    assert found is not None and (found.name, found.version) == ("Mine", 4)


@pytest.mark.usefixtures("listed")
def test_whoever_sees_a_part_reads_neither_the_size_of_all_nor_names_of_others(
    signed_in: SignedIn, director: Person, rep: Person
) -> None:
    of_two = {"fact": "owner", "way": "is", "values": ["Minh", "Hương Lan"]}
    rule = {"join": "all", "groups": [{"join": "all", "conditions": [of_two]}]}
    pk = add_segment(director, Built("Hai người", rule, is_live=False, is_shared=True))
    browser = signed_in(rep, "en")

    one, listed = (browser.get(address).content.decode() for address in (f"/segments/{pk}", "/segments"))

    # Two customers of Minh's, of three that were kept.
    assert "Members kept as of" in one and "3 members" not in one and "2 customers" in one
    for page in (one, listed):
        assert "wner is Minh / [outside of what you see]" in page
    assert "the rule cannot be changed here" in one
    assert 'name="g0c0_fact"' not in one
    assert re.search(r'value="[^"]*Hương Lan', one) is None
    of_director = signed_in(director, "en").get(f"/segments/{pk}").content.decode()
    assert "3 members kept as of" in of_director and 'value="Minh; Hương Lan"' in of_director


@pytest.mark.usefixtures("listed")
def test_whom_no_list_may_name_are_told_beside_the_size_and_not_of_the_file(
    signed_in: SignedIn, director: Person
) -> None:
    keeper = there(add_user(SYSTEM, "an@example.vn", Role.DIRECTOR, is_admin=True))
    record = create(director, CONCEPTS["customers"], {"name": "Bình", "kind": "person"})
    Record.objects.filter(pk=record).update(customer_key=1_002)
    restrict_person(keeper, CONCEPTS["customers"], record, reason="disputed")
    pk = add_segment(director, Built("Rich", RULE))
    browser = signed_in(director, "en")

    one, listed = (browser.get(address).content.decode() for address in (f"/segments/{pk}", "/segments"))
    sent = browser.post(f"/segments/{pk}/members.csv")
    rows = b"".join(sent.streaming_content).decode().splitlines()[1:]  # type: ignore[attr-defined]

    assert "2 customers" in one and "1 of them may not be used for anything now" in one
    assert "1 on no list" in listed
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert entry.after is not None
    assert entry.after["rows"] == len(rows) == 1
