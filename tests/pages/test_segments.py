"""Pages of built segments: sizes while they are built, who finds them; members as a list, as a file, in a campaign."""

import csv
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.segments_made import RULE, WORTH

from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.change_sets.bulk_actions import change_batch
from crmeter.records.change_sets.queries import latest_sets
from crmeter.records.concept.actions import create
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.leads.models import CampaignMember
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.segments.actions import Built, add_segment, change_segment
from crmeter.records.segments.queries import segments_of
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def text(browser: Client, address: str, **asked: str) -> str:
    answer = browser.get(address, asked)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.mark.usefixtures("listed")
def test_size_value_and_what_is_not_known_are_shown_while_a_rule_is_typed(
    signed_in: SignedIn, director: Person
) -> None:
    browser = signed_in(director, "en")

    looked = browser.post("/segments/new", WORTH | {"g0c0_value": "100", "do": "look"}).content.decode()
    by_region = {"g0c0_fact": "region", "g0c0_was": "region", "g0c0_way": "is", "g0c0_value": "hue; Vinh", "do": "look"}
    other = browser.post("/segments/new", by_region).content.decode()

    assert "2 customers" in looked
    assert "66.7% of 3" in looked
    assert 'title="₫1,700"' in looked
    assert "Nắng Sớm" in looked
    assert "1 customer\n" not in other
    # What there is to choose from is offered where words are typed.
    assert 'list="words-of-region"' in other
    assert '<datalist id="words-of-region"><option value="Huế"></option></datalist>' in other
    assert "Region is not known of 2 customers." in other
    assert segments_of(director) == ()


@pytest.mark.usefixtures("listed")
def test_a_rule_grows_and_shrinks_by_its_buttons_without_a_script(signed_in: SignedIn, director: Person) -> None:
    browser = signed_in(director)

    more = browser.post("/segments/new", WORTH | {"g0c0_value": "100", "do": "add-0"}).content.decode()
    group = browser.post("/segments/new", WORTH | {"g0c0_value": "100", "do": "group"}).content.decode()
    two = WORTH | {"g0c0_value": "100", "g0c1_fact": "rfm", "g0c1_way": "is", "g0c1_value": "champions"}
    less = browser.post("/segments/new", two | {"do": "drop-0-0"}).content.decode()

    assert 'name="g0c1_fact"' in more
    assert 'value="100"' in more
    assert 'name="g1c0_fact"' in group
    assert 'name="g0c1_fact"' not in less
    assert 'value="champions" checked' in less
    # What was typed for another fact means nothing for this one.
    turned = browser.post("/segments/new", WORTH | {"g0c0_was": "region", "g0c0_value": "Huế", "do": "look"})
    assert 'name="g0c0_value" value="Huế"' not in turned.content.decode()


def test_enter_keeps_what_has_a_name_and_else_looks(signed_in: SignedIn, director: Person) -> None:
    browser, typed = signed_in(director), WORTH | {"g0c0_value": "100", "do": "enter"}

    assert browser.post("/segments/new", typed).status_code == 200
    assert segments_of(director) == ()
    assert browser.post("/segments/new", typed | {"name": "Lớn"}).status_code == 302


@pytest.mark.usefixtures("listed")
def test_a_segment_is_built_changed_removed_and_brought_back(signed_in: SignedIn, director: Person) -> None:
    browser = signed_in(director, "en")

    made = browser.post("/segments/new", WORTH | {"g0c0_value": "100", "name": "Rich", "live": "yes", "do": ""})
    (segment,) = segments_of(director)
    one = f"/segments/{segment.id}"
    changed = WORTH | {"g0c0_value": "850", "name": "Richest", "live": "no", "version": "1", "do": ""}

    assert made["Location"] == one
    assert browser.post(one, changed).status_code == 302
    assert browser.post(one, changed).status_code == 412
    assert browser.post(one, changed | {"version": "2", "g0c0_value": "a lot"}).status_code == 422
    shown = text(browser, "/segments")
    assert "Richest" in shown and "residual lifetime value at least 850" in shown and "kept on" in shown
    assert "1 member kept as of" in text(browser, one)

    browser.post(f"{one}/remove", {"version": "2"})
    assert segments_of(director) == ()
    assert browser.get(one).status_code == 404
    browser.post(f"{one}/bring-back?version=3")
    assert [each.name for each in segments_of(director)] == ["Richest"]


@pytest.mark.usefixtures("listed")
def test_whoever_sees_a_part_sees_sizes_of_their_own_and_shares_nothing(
    signed_in: SignedIn, director: Person, rep: Person
) -> None:
    pk = add_segment(director, Built("Giá trị cao", RULE, is_shared=True))
    browser = signed_in(rep)

    found, one = text(browser, "/segments"), text(browser, f"/segments/{pk}")
    listed = text(browser, "/customers", built=str(pk))

    assert "Giá trị cao" in found
    assert "1 khách hàng" in one
    assert "=cmd()" not in one
    assert 'name="shared"' not in one
    assert "Nắng Sớm" in listed and "=cmd()" not in listed
    # The size on the list is that of their own too.
    assert f'?built={pk}">1</a>' in found
    shared = WORTH | {"g0c0_value": "1", "name": "X", "shared": "1", "do": ""}
    assert browser.post("/segments/new", shared).status_code == 422


@pytest.mark.usefixtures("listed")
def test_members_are_a_list_that_is_searched_and_narrowed_down(signed_in: SignedIn, director: Person) -> None:
    pk = add_segment(director, Built("Giá trị cao", RULE))
    browser = signed_in(director)

    all_of_them = text(browser, "/customers", built=str(pk))
    cell = text(browser, "/customers", built="rfm.champions")
    searched = text(browser, "/customers", built=str(pk), q="nang")
    nothing = text(browser, "/customers", built="9999999")

    assert "Nắng Sớm" in all_of_them and ">Chi<" not in all_of_them
    assert "Nhóm khách</span>Giá trị cao" in all_of_them
    assert ">Chi<" in cell and "=cmd()" not in cell
    assert "Nắng Sớm" in searched and "=cmd()" not in searched
    # One that nobody finds narrows nothing down.
    assert ">Chi<" in nothing


@pytest.mark.usefixtures("listed")
def test_members_leave_as_a_file_that_is_written_down(signed_in: SignedIn, director: Person, rep: Person) -> None:
    pk = add_segment(director, Built("Giá trị cao", RULE))

    answer = signed_in(director, "en").post(f"/segments/{pk}/members.csv")
    sent = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")  # type: ignore[attr-defined]

    names, *rows = list(csv.reader(sent.splitlines()))
    assert names[:2] == ["Name", "Key"]
    assert [row[:2] for row in rows] == [["Nắng Sớm", "K1"], ["'=cmd()", "K2"]]
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert entry.after is not None and (entry.after["what"], entry.after["rows"]) == ("segment", 2)
    assert signed_in(rep).post(f"/segments/{pk}/members.csv").status_code == 404


@pytest.mark.usefixtures("listed")
def test_members_on_record_enter_a_campaign_as_one_change(signed_in: SignedIn, director: Person) -> None:
    record = create(director, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    CUSTOMERS.table._default_manager.filter(pk=record).update(customer_key=1_001)
    campaign = create(director, CAMPAIGNS, {"name": "Tri ân", "channel": "email"})
    pk = add_segment(director, Built("Giá trị cao", RULE))
    browser = signed_in(director, "en")
    asked = text(browser, f"/segments/{pk}/campaign")

    assert "1 customer on record in Giá trị cao." in asked
    assert "1 more is in files alone" in asked
    assert browser.post(f"/segments/{pk}/campaign", {"campaign": ""}).status_code == 422
    chosen = {"campaign": str(campaign), "expected": "1"}
    # Somebody who came meanwhile was not confirmed.
    assert 'name="expected" value="1"' in asked
    another = browser.post(f"/segments/{pk}/campaign", chosen | {"expected": "2"})
    assert another.status_code == 422 and "the list has 1 records now, not 2" in another.content.decode()
    assert browser.post(f"/segments/{pk}/campaign", {"campaign": str(campaign)}).status_code == 422
    begun = browser.post(f"/segments/{pk}/campaign", chosen)

    (change_set,) = latest_sets(director)
    assert begun.status_code == 302
    change_batch(director, change_set.id, 100)
    assert list(CampaignMember.objects.values_list("campaign_id", "customer_id")) == [(campaign, record)]


@pytest.mark.usefixtures("listed")
def test_cells_are_segments_that_are_ready_made(signed_in: SignedIn, director: Person) -> None:
    browser = signed_in(director)

    found, begun = text(browser, "/segments"), text(browser, "/segments/new", rfm="champions")

    assert "Khách tốt nhất" in found and 'href="/segments/new?rfm=champions"' in found
    assert 'value="champions" checked' in begun and "2 khách hàng" in begun
    assert "Khách tốt nhất" in begun


def test_before_an_evaluation_a_segment_can_be_built_and_says_what_is_missing(
    signed_in: SignedIn, director: Person
) -> None:
    browser = signed_in(director)

    assert "Chưa có nhóm khách nào" in text(browser, "/segments")
    made = WORTH | {"g0c0_value": "1", "name": "Sớm", "live": "yes", "do": ""}
    assert browser.post("/segments/new", made).status_code == 302
    assert "Số khách có sau lần đánh giá tới" in text(browser, f"/segments/{segments_of(director)[0].id}")
    # There is nobody yet to be kept.
    assert browser.post("/segments/new", made | {"name": "Chốt", "live": "no"}).status_code == 422


@pytest.mark.usefixtures("listed")
def test_the_list_asks_as_often_for_many_segments_as_for_one(signed_in: SignedIn, director: Person) -> None:
    browser, counts = signed_in(director), []
    for nth in range(8):
        pk = add_segment(director, Built(f"Nhóm {nth}", RULE))
        if nth % 2:
            change_segment(director, pk, Built(f"Nhóm {nth}", RULE, is_live=False), version=1)
        if nth in (1, 7):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                text(browser, "/segments")
            counts.append(len(asked))

    assert counts[0] == counts[1] <= 15
