"""A file written into records on pages: chosen, mapped, asked about, done, taken away, taken back."""

import csv
import gzip
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.pages.test_imports import newest, send, work_off

from crmeter.records.adoption.models import Adoption, AdoptionState
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow
from crmeter.records.concept.actions import create
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.deals.models import Deal
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.models import Order, OrderLine
from crmeter.records.products.models import Product
from crmeter.records.record_imports.models import RecordImport
from crmeter.records.record_imports.queries import RecordImportView, record_import_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.web.csv_export import csv_lines

SignIn = Callable[..., Client]
DATA = Path(os.environ.get("CRMETER_DATA", "../shared/data"))
JOBS = ("look_at_upload", "import_records", "undo_change_set")
CONTACTS = "Họ tên;SĐT;E-mail;Sinh nhật\nHà;0905318642;ha@firm.vn;03/04/1990\nVũ;12;vu@firm.vn;05/06/1991\n=Tú;;;\n"


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    shutil.rmtree(settings.WORKSPACE.root / "files", ignore_errors=True)


@pytest.fixture
def keeper(signed_in: SignIn, director: Person) -> Client:
    """Somebody who answers for data, in English."""
    return signed_in(director, "en")


def chosen(
    client: Client, director: Person, concept: str, file: tuple[str, bytes | str], source: str
) -> RecordImportView:
    """A file that is sent, looked at and chosen to become records."""
    send(client, file, source=source)
    work_off(*JOBS)
    client.post(f"/imports/{newest().id}/records", {"concept": concept})
    return there(director)


def there(director: Person) -> RecordImportView:
    found = record_import_of(director, newest().id)
    assert found is not None
    return found


def accept(client: Client, found: RecordImportView, columns: dict[str, str] | None = None, **fields: str) -> Any:
    """The form as the page shows it, with some of it changed, and what a worker then does."""
    headers = [column["header"] for column in (newest().look or {})["columns"]]
    told = {**found.plan.columns, **(columns or {})}
    form = {f"column-{name}": str(headers.index(header) + 1) for name, header in told.items() if header}
    same = {f"same-{name}": value for name, value in found.plan.same.items()}
    form |= {"match": found.plan.match, "version": str(found.version), **same, **fields}
    answer = client.post(f"/imports/{found.upload}/records/start", form)
    work_off(*JOBS)
    return answer


def words_answered(found: RecordImportView, name: str, meant: dict[str, str]) -> dict[str, str]:
    return {f"word-{name}-{place}": meant.get(word, "!") for place, word in enumerate(found.unknown[name])}


def counts(found: RecordImportView) -> tuple[int, int, int]:
    assert found.change_set is not None
    return found.change_set.done, found.change_set.failed, found.change_set.not_processed


def test_a_file_becomes_contacts_and_what_failed_is_taken_away_as_it_was(keeper: Client, director: Person) -> None:
    found = chosen(keeper, director, "contacts", ("lien he.csv", CONTACTS), "CRM")
    page = keeper.get(f"/imports/{found.upload}/records")
    assert page.status_code == 200
    assert dict(found.plan.columns) == {
        "name": "Họ tên", "phone": "SĐT", "email": "E-mail", "birthday": "Sinh nhật"
    }  # fmt: skip

    accept(keeper, found)
    asked = there(director)
    assert [question["code"] for question in asked.questions] == ["date_order"]
    accept(keeper, asked, date_order="dmy")

    done = there(director)
    assert counts(done) == (2, 1, 0)
    assert Contact.objects.get(name="Hà").birthday.isoformat() == "1990-04-03"
    result = keeper.get(f"/imports/{found.upload}", follow=True).content.decode()
    assert "is no telephone number" in result
    sent = b"".join(keeper.get(f"/imports/{found.upload}/records/failed.csv"))  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert rows[0] == ["Line", "Field", "Reason", "Họ tên", "SĐT", "E-mail", "Sinh nhật"]
    assert rows[1][3:] == ["Vũ", "12", "vu@firm.vn", "05/06/1991"]


def test_what_an_import_did_is_taken_back_on_its_page(keeper: Client, director: Person) -> None:
    found = chosen(keeper, director, "contacts", ("c.csv", "name,email\nHà,ha@firm.vn\nVũ,vu@firm.vn\n"), "CRM")
    accept(keeper, found)
    assert Contact.objects.filter(removed_at=None).count() == 2

    keeper.post(f"/imports/{found.upload}/records/undo")
    work_off(*JOBS)

    assert Contact.objects.filter(removed_at=None).count() == 0
    assert "taken back" in keeper.get(f"/imports/{found.upload}/records").content.decode()


def test_an_import_whose_work_was_lost_is_gone_on_with_on_its_page(keeper: Client, director: Person) -> None:
    found = chosen(keeper, director, "contacts", ("c.csv", "name,email\nHà,ha@firm.vn\nVũ,vu@firm.vn\n"), "CRM")
    accept(keeper, found)
    # As it stands after a worker that was killed before its first row, five times.
    lost = RecordImport.objects.get(pk=found.id).job
    RecordImport.objects.update(state="running", offset=0, created=0)
    ChangeSet.objects.update(state="running", place=0, done=0)
    ChangeSetRow.objects.all().delete()
    Contact.objects.all().delete()
    page = keeper.get(f"/imports/{found.upload}/records").content.decode()
    assert 'id="go-on-records"' in page

    answer = keeper.post(f"/imports/{found.upload}/records/go-on")
    work_off(*JOBS)

    assert answer.status_code == 302
    assert there(director).state == "done"
    assert RecordImport.objects.get(pk=found.id).job not in (None, lost)
    assert Contact.objects.count() == 2
    assert keeper.post(f"/imports/{found.upload}/records/go-on").status_code == 422


def test_a_file_whose_rows_are_records_is_not_imported_as_a_file_too(keeper: Client, director: Person) -> None:
    found = chosen(keeper, director, "contacts", ("c.csv", "name,email\nHà,ha@firm.vn\n"), "CRM")
    accept(keeper, found)
    sent = newest()

    answer = keeper.post(f"/imports/{sent.id}/answer", {"version": str(sent.version), "do": "import"})

    assert answer.status_code == 403
    assert newest().standing == "recorded"


def test_a_file_of_a_source_that_is_in_the_records_as_a_whole_needs_another_name(
    keeper: Client, director: Person
) -> None:
    found = chosen(keeper, director, "contacts", ("lien_he.csv", CONTACTS), "kho")
    Adoption.objects.create(source="kho", state=AdoptionState.IN, begun_at=timezone.now())

    answer = accept(keeper, found)

    assert "The source kho as a whole is in the records" in answer.content.decode()
    assert not Contact.objects.exists()


def test_a_plan_that_lacks_something_is_shown_again_with_what_it_lacks(keeper: Client, director: Person) -> None:
    found = chosen(keeper, director, "customers", ("k.csv", "name\nHà\n"), "CRM")

    answer = accept(keeper, found)

    assert answer.status_code == 422
    assert "Kind" in answer.content.decode()
    assert there(director).state == "mapping"


def test_what_is_exported_comes_in_again_as_it_was(keeper: Client, director: Person) -> None:
    fields = [each for each in CONCEPTS["contacts"].edited if each.name not in ("customer", "owner")]
    values = {
        "name": "=Hà, “một” 'hai'", "position": "-1", "decides": True, "phone": "+84905318642", "email": "ha@firm.vn",
        "preferred_channel": "zalo", "birthday": "1990-04-03", "about": "@dòng một\ndòng hai", "external_id": "'=K1",
    }  # fmt: skip
    create(director, CONCEPTS["contacts"], values)
    before = Contact.objects.values(*values).get()
    names = [each.title.en for each in fields]
    shown = [
        each.choice(v).title.en if each.choices and (v := before[each.name]) else before[each.name] for each in fields
    ]
    sent = b"".join(csv_lines(names, [shown]))
    Contact.objects.update(removed_at="2026-01-01T00:00:00Z")

    found = chosen(keeper, director, "contacts", ("export.csv", sent), "CRM")
    accept(keeper, found)

    assert counts(there(director)) == (1, 0, 0)
    assert Contact.objects.filter(removed_at=None).values(*values).get() == before


@pytest.mark.skipif(
    not (DATA / "maven_crm_opportunities").exists(), reason=f"the folder of real data is missing: {DATA}"
)
def test_customers_products_and_a_pipeline_of_years_become_records(keeper: Client, director: Person) -> None:
    folder = DATA / "maven_crm_opportunities"
    pipeline = pipelines()[0]
    stage = {each.kind: str(each.id) for each in reversed(pipeline.stages)}
    # All rows of all three are held against the files by `test_equal_real_files`.
    deals = b"".join((folder / "sales_pipeline.csv").read_bytes().splitlines(keepends=True)[:801])
    rows = list(csv.DictReader(io.StringIO(deals.decode())))
    for name in sorted({row["sales_agent"] for row in rows}):
        add_user(SYSTEM, f"{name.replace(' ', '.').lower()}@example.com", Role.REP, name=name)

    found = chosen(keeper, director, "customers", ("accounts.csv", (folder / "accounts.csv").read_bytes()), "maven")
    accept(keeper, found, {"parent": ""}, **{"same-kind": "firm"})
    assert counts(there(director)) == (85, 0, 0)
    found = chosen(keeper, director, "products", ("products.csv", (folder / "products.csv").read_bytes()), "maven")
    accept(keeper, found, **{"same-currency": "USD"})
    assert counts(there(director)) == (7, 0, 0)
    found = chosen(keeper, director, "deals", ("pipeline.csv", deals), "maven")
    same = {"same-pipeline": str(pipeline.id), "same-currency": "USD", "same-lost_reason": "other"}
    accept(keeper, found, **same)
    asked = there(director)
    meant = {"Won": stage["won"], "Lost": stage["lost"], "Engaging": stage["open"], "Prospecting": stage["open"]}
    accept(keeper, asked, **words_answered(asked, "stage", meant))

    done = there(director)
    assert counts(done) == (len(rows), 0, 0)
    won = [row for row in rows if row["deal_stage"] == "Won"]
    assert Deal.objects.exclude(won_on=None).count() == len(won)
    assert sum(Deal.objects.exclude(won_on=None).values_list("amount", flat=True)) == sum(
        int(row["close_value"]) for row in won
    )
    first = won[0]
    assert Deal.objects.get(external_id=first["opportunity_id"]).won_on.isoformat() == first["close_date"]


@pytest.mark.skipif(not (DATA / "tickets_helpdesk_it").exists(), reason=f"the folder of real data is missing: {DATA}")
def test_events_of_tickets_become_tickets_with_their_course(keeper: Client, director: Person) -> None:
    text = gzip.decompress((DATA / "tickets_helpdesk_it" / "helpdesk_events.csv.gz").read_bytes()).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    few = {row["case_id"] for row in rows[:300]}
    rows = [row for row in rows if row["case_id"] in few]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    queue = add_queue(actor_of(director), "IT")
    found = chosen(keeper, director, "tickets", ("events.csv", out.getvalue()), "helpdesk")
    accept(keeper, found, {"owner": ""}, **{"same-queue": str(queue)})
    asked = there(director)
    meant = {"Wait": "waiting", "Resolve ticket": "solved", "Closed": "closed", "INVALID": "closed"}
    answers = {word: meant.get(word, "open") for word in asked.unknown["status"]}

    accept(keeper, asked, **words_answered(asked, "status", answers))

    assert counts(there(director)) == (len(rows), 0, 0)
    assert Ticket.objects.count() == len(few)


@pytest.mark.skipif(not (DATA / "olist").exists(), reason=f"the folder of real data is missing: {DATA}")
def test_customers_goods_orders_and_their_lines_become_records(keeper: Client, director: Person) -> None:
    def beginning(name: str, most: int = 120) -> tuple[str, bytes]:
        lines = gzip.decompress((DATA / "olist" / f"olist_{name}_dataset.csv.gz").read_bytes()).splitlines(True)
        return f"{name}.csv", b"".join(lines[: most + 1])

    found = chosen(keeper, director, "customers", beginning("customers", 10_000), "olist")
    accept(keeper, found, **{"same-kind": "person"})
    assert counts(there(director))[1:] == (0, 0)
    found = chosen(keeper, director, "products", beginning("products", 10_000), "olist")
    accept(keeper, found, {"name": "product_id"})
    assert counts(there(director))[1:] == (0, 0)
    found = chosen(keeper, director, "orders", beginning("orders"), "olist")
    accept(keeper, found, **{"same-currency": "BRL"})
    asked = there(director)
    meant = dict.fromkeys(asked.unknown["status"], "confirmed") | {"canceled": "cancelled"}
    accept(keeper, asked, **words_answered(asked, "status", meant))
    assert counts(there(director)) == (120, 0, 0)
    orders = set(Order.objects.values_list("external_id", flat=True))
    _, items = beginning("order_items", 100_000)
    lines = items.decode().splitlines()
    mine = [line for line in lines[1:] if line.split(",")[0].strip('"') in orders]
    found = chosen(keeper, director, "orders", ("items.csv", "\n".join([lines[0], *mine])), "olist")
    columns = dict.fromkeys(found.plan.columns, "") | {
        "external_id": "order_id", "line.product": "product_id", "line.unit_price": "price"
    }  # fmt: skip
    accept(keeper, found, columns, **{"same-line.quantity": "1", "new": "leave", "match": "external_id"})

    # Also what was cancelled there was ordered.
    assert counts(there(director)) == (len(mine), 0, 0)
    assert OrderLine.objects.count() == len(mine)
    assert Customer.objects.count() > 0
    assert Product.objects.count() > 0
