"""What is done with many records from a list: changed and undone, kept as a view, tagged, shared, merged, exported."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import all_tags, record_at
from crmeter.records.concept.sharing import shares_of
from crmeter.records.jobs.lease_actions import finish, take
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.merge.duplicates import duplicates_of
from crmeter.records.saved_views.queries import views_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order, handler

from .conftest import there
from .test_runs import LIFE

pytestmark = pytest.mark.django_db
CUSTOMERS = CONCEPTS["customers"]
SignIn = Callable[..., Client]


def customer(who: Person, name: str, **values: object) -> int:
    return create(who, CUSTOMERS, {"name": name, "kind": "firm", **values})


def phone_of(who: Person, pk: int) -> Any:
    row = record_at(who, CUSTOMERS, pk)
    return None if row is None else row.values["phone"]


def work_off(name: str) -> None:
    does = handler(name)
    assert does is not None
    while lease := take("test", LIFE, frozenset({name})):
        found = job(lease.job)
        assert found is not None
        result = does(Order(found.id, found.payload, found.created_by, 1), Work())
        finish(lease, result)


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_bulk_change_says_how_many_and_is_undone(signed_in: SignIn, director: Person) -> None:
    first, second = customer(director, "An Khang"), customer(director, "Bình Minh", phone="0905318642")
    third = customer(director, "Cát Tường")
    client = signed_in(director)
    address = f"/customers/bulk/edit?record={first}&record={second}"

    asked = client.get(f"{address}&field=phone")
    begun = client.post(address, {"field": "phone", "phone": "0236 3822 118", "expected": "2"})
    work_off("bulk_change")

    assert "Sửa 2 bản ghi" in shown(asked)
    assert begun.status_code == 302
    assert [phone_of(director, pk) for pk in (first, second, third)] == ["+842363822118", "+842363822118", ""]
    client.post(begun["Location"] + "/undo")
    work_off("undo_change_set")
    assert [phone_of(director, pk) for pk in (first, second)] == ["", "+84905318642"]
    assert "đã hoàn tác" in shown(client.get("/changes"))


def test_a_list_that_has_grown_meanwhile_is_not_changed(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang")
    customer(director, "Bình Minh")

    answer = signed_in(director).post("/customers/bulk/remove?all=1", {"expected": "1"})

    assert answer.status_code == 422
    assert "Xóa 2 bản ghi" in shown(answer)
    assert record_at(director, CUSTOMERS, pk) is not None


def test_a_cell_shows_both_values_when_somebody_was_faster(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang", phone="0905318642")
    change(director, CUSTOMERS, pk, version=1, values={"phone": "0905318643"})
    client = signed_in(director)

    page, by_script = f"/customers/{pk}/fields/phone?cell=1", {"HX-Request": "true"}
    late = client.post(page, {"version": "1", "phone": "0905318644"}, headers=by_script)
    again = client.post(page, {"version": "2", "phone": "0905318644"}, headers=by_script)

    assert late.status_code == 412
    assert "0905 318 643" in shown(late).replace("\xa0", " ")
    assert 'value="0905318644"' in shown(late)
    assert "flash" in shown(again)
    assert phone_of(director, pk) == "+84905318644"


def test_a_view_is_kept_marked_when_changed_removed_and_brought_back(signed_in: SignIn, director: Person) -> None:
    customer(director, "An Khang")
    client = signed_in(director)
    kept = client.post("/customers/views?where=phone.filled.&sort=name", {"name": "Có số", "shared": "1"})
    view = views_of(director, CUSTOMERS)[0]

    as_kept, changed = client.get(kept["Location"]), client.get(f"/customers?where=phone.filled.&view={view.id}")

    assert kept["Location"] == f"/customers?sort=name&view={view.id}&where=phone.filled."
    assert 'class="dot"' not in shown(as_kept)
    assert 'class="dot"' in shown(changed)
    removed = client.post(f"/customers/views/{view.id}/remove", {"version": str(view.version)}, follow=True)
    assert views_of(director, CUSTOMERS) == ()
    back = shown(removed).split('action="/customers/views?')[1].split('"')[0]
    client.post(f"/customers/views?{back}")
    again = views_of(director, CUSTOMERS)[0]
    assert (again.name, again.sort, again.clauses, again.is_shared, again.is_pinned) == (
        "Có số",
        "name",
        view.clauses,
        True,
        True,
    )


def test_a_field_that_the_browser_sends_by_itself_is_answered_with_a_page(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang", phone="0905318642")
    client = signed_in(director, "en")
    page = f"/customers/{pk}/fields/phone"

    saved = client.post(page, {"version": "1", "phone": "0905318643"}, follow=True)
    late = client.post(page, {"version": "1", "phone": "0905318644"})
    wrong = client.post(page, {"version": "2", "phone": "nobody"})

    assert (saved.redirect_chain, "Saved" in shown(saved)) == ([(f"/customers/{pk}", 302)], True)
    assert [answer.status_code for answer in (late, wrong)] == [412, 422]
    assert all("<h1>An Khang</h1>" in shown(answer) for answer in (late, wrong))
    assert re.search(r'value="0905318644"', shown(late))
    assert "Somebody has just changed this record" in shown(late)
    assert re.search(r'value="nobody"[^>]*aria-invalid="true"', shown(wrong))
    assert phone_of(director, pk) == "+84905318643"


def test_a_view_keeps_the_tag_and_is_marked_when_it_is_another(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang")
    client = signed_in(director)
    client.post(f"/customers/{pk}/tags", {"name": "VIP"})
    (tag,) = all_tags()

    kept = client.post(f"/customers/views?tag={tag.id}", {"name": "Khách VIP"})
    view = views_of(director, CUSTOMERS)[0]

    assert view.tag == tag.id
    assert kept["Location"] == f"/customers?tag={tag.id}&view={view.id}"
    assert 'class="dot"' not in shown(client.get(kept["Location"]))
    assert 'class="dot"' in shown(client.get(f"/customers?view={view.id}"))


def test_the_end_of_a_bulk_change_is_said_once_with_the_way_back(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang")
    client = signed_in(director)
    begun = client.post(
        f"/customers/bulk/edit?record={pk}", {"field": "phone", "phone": "0236 3822 118", "expected": "1"}
    )
    address = begun["Location"]

    running = shown(client.get(f"{address}/state"))
    work_off("bulk_change")
    ended = shown(client.get(f"{address}/state"))
    toast = ended.partition('hx-swap-oob="afterbegin:#toasts"')[2]

    assert "hx-swap-oob" not in running
    assert "1 xong, 0 không được" in toast
    assert f'action="{address}/undo"' in toast
    assert "hx-swap-oob" not in shown(client.get(address))

    client.post(f"{address}/undo")
    work_off("undo_change_set")

    assert "hx-swap-oob" not in shown(client.get(f"{address}/state"))
    assert phone_of(director, pk) == ""


def test_who_finds_two_records_to_be_two_is_not_warned_of_them_any_more(signed_in: SignIn, director: Person) -> None:
    one, two = customer(director, "An Khang"), customer(director, "An Khang")
    client = signed_in(director, "en")
    warnings = f"/customers/duplicates?but={one}", f"/customers/duplicates?but={two}"
    before = [shown(client.get(each)) for each in warnings]

    told = client.post(f"/customers/{one}/not-duplicate/{two}", follow=True)

    assert all("Not a duplicate" in each for each in before)
    assert [shown(client.get(each)).strip() for each in warnings] == ["", ""]
    assert "said that it is no duplicate" in shown(client.get(f"/customers/{one}?show=history"))
    assert "There may be one already" in shown(client.get("/customers/duplicates?name=An Khang"))

    back = re.search(r'action="(/customers/\d+/not-duplicate/\d+\?back=1)"', shown(told))
    assert back is not None
    client.post(back[1])

    assert "There may be one already" in shown(client.get(warnings[1]))


def test_who_may_not_change_records_tells_none_apart(signed_in: SignIn, director: Person) -> None:
    one, two = customer(director, "An Khang"), customer(director, "An Khang")
    analyst = there(add_user(SYSTEM, "tuan@example.vn", Role.ANALYST, name="Tuấn"))

    refused = signed_in(analyst).post(f"/customers/{one}/not-duplicate/{two}")

    assert refused.status_code == 403
    assert len(duplicates_of(director, CUSTOMERS, {"name": "An Khang"}, but=one)) == 1


def test_a_list_opens_with_the_view_that_somebody_chose(signed_in: SignIn, director: Person) -> None:
    client = signed_in(director)
    kept = client.post("/contacts/views?where=phone.filled.", {"name": "Có số"})
    view = views_of(director, CONCEPTS["contacts"])[0]

    client.post(f"/contacts/views/{view.id}/default")

    assert client.get("/contacts")["Location"] == kept["Location"]
    assert client.get("/contacts?view=0").status_code == 200


def test_a_board_is_kept_with_its_pipeline(signed_in: SignIn, director: Person) -> None:
    kept = signed_in(director).post("/deals/views?q=ghế", {"name": "Ghế", "mode": "board", "pipeline": "1"})

    view = views_of(director, CONCEPTS["deals"])[0]
    assert kept["Location"] == f"/deals/board?q=gh%E1%BA%BF&view={view.id}&pipeline=1"
    assert view.mode == "board"


def test_a_tag_is_typed_on_a_record_found_by_and_taken_off(signed_in: SignIn, director: Person) -> None:
    marked, _ = customer(director, "An Khang"), customer(director, "Bình Minh")
    client = signed_in(director)

    client.post(f"/customers/{marked}/tags", {"name": "Ưu tiên"})

    only = shown(client.get(f"/customers?tag={all_tags()[0].id}"))
    assert "An Khang" in only
    assert "Bình Minh" not in only
    client.post(f"/customers/{marked}/tags", {"off": "Ưu tiên"})
    row = record_at(director, CUSTOMERS, marked)
    assert row is not None
    assert row.tags == ()


def test_a_record_is_shared_and_not_any_more(signed_in: SignIn, director: Person, rep: Person) -> None:
    pk = customer(director, "An Khang", owner=director.id)
    client = signed_in(director)

    answer = client.post(f"/customers/{pk}/shares", {"with": f"user:{rep.id}", "may": "change"}, HTTP_HX_REQUEST="true")

    assert "Minh" in shown(answer)
    assert [(each.user, each.may_change) for each in shares_of(director, CUSTOMERS, pk)] == [(rep.id, True)]
    client.post(f"/customers/{pk}/shares", {"not_with": f"user:{rep.id}"})
    assert shares_of(director, CUSTOMERS, pk) == ()


def test_two_records_are_merged_side_by_side_and_taken_apart(signed_in: SignIn, director: Person) -> None:
    kept = customer(director, "Cơm niêu Bà Bảy", phone="0905318642")
    other = customer(director, "Nhà hàng Cơm Niêu Bà 7", tax_code="0401882517")
    client = signed_in(director)
    address = f"/customers/merge?record={kept}&record={other}"
    said = {"kept": str(kept), "merge": "1", f"version-{kept}": "1", f"version-{other}": "1"}

    page = shown(client.get(address))
    done = client.post(address, said | {"choice-tax_code": str(other)}, follow=True)

    assert f'name="choice-tax_code" value="{other}" checked' in page
    assert record_at(director, CUSTOMERS, other) is None
    row = record_at(director, CUSTOMERS, kept)
    assert row is not None
    assert (row.values["tax_code"], row.values["phone"]) == ("0401882517", "+84905318642")
    undo = shown(done).split('action="/changes/')[1].split('"')[0]
    client.post(f"/changes/{undo}")
    back = record_at(director, CUSTOMERS, kept)
    assert back is not None
    assert back.values["tax_code"] == ""
    assert record_at(director, CUSTOMERS, other) is not None


def test_a_merge_on_an_older_version_is_not_made(signed_in: SignIn, director: Person) -> None:
    kept, other = customer(director, "An Khang"), customer(director, "An Khang 2")
    change(director, CUSTOMERS, other, version=1, values={"phone": "0905318643"})
    said = {"kept": str(kept), "merge": "1", f"version-{kept}": "1", f"version-{other}": "1"}

    answer = signed_in(director).post(f"/customers/merge?record={kept}&record={other}", said)

    assert answer.status_code == 412
    assert record_at(director, CUSTOMERS, other) is not None


def test_what_is_typed_warns_of_a_record_that_is_there(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "An Khang", phone="0905318642")

    warned = shown(signed_in(director).get("/customers/duplicates?name=Khác&phone=0905 318 642"))

    assert f'href="/customers/{pk}"' in warned
    assert f'href="/customers/{pk}"' not in shown(signed_in(director).get("/customers/duplicates?name=Khác"))


def test_a_list_leaves_as_csv_without_formulas(signed_in: SignIn, director: Person) -> None:
    pk = customer(director, "=1+1", phone="0905318642")
    customer(director, "Bình Minh")
    client = signed_in(director)

    answer = client.post("/customers/export/csv?all=1&where=phone.filled.&columns=phone")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert list(csv.reader(io.StringIO(text)))[1:] == [[str(pk), "'=1+1", "'+84905318642", ""]]


def test_who_may_not_export_gets_nothing(signed_in: SignIn, rep: Person) -> None:
    assert signed_in(rep).post("/customers/export/csv?all=1").status_code == 404


def test_a_long_workbook_is_written_by_a_job_for_whoever_asked(
    signed_in: SignIn, director: Person, rep: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("crmeter.web.records.export._AT_ONCE", 1)
    monkeypatch.setattr(settings.WORKSPACE.__class__, "root", tmp_path, raising=False)
    customer(director, "An Khang")
    customer(director, "Bình Minh")
    client = signed_in(director)

    asked = client.post("/customers/export/xlsx?all=1&columns=phone&sort=name")
    work_off("export_list")

    sent = b"".join(client.get(asked["Location"] + "/file").streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(sent)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.index("An Khang") < sheet.index("Bình Minh")
    assert signed_in(rep).get(asked["Location"] + "/file").status_code == 404
