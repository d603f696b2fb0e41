"""Records on their way to the warehouse: all of them, once, as they stand."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.worker.syncing import synced, synced_to_the_end

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create, remove
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.change_queries import waits
from crmeter.records.ledger.models import ChangeEntry
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.publishing_lock import publishing
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import stage_records, sync_records

CUSTOMERS, PRODUCTS = CONCEPTS["customers"], CONCEPTS["products"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def test_records_stand_in_the_next_snapshot_as_they_are(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm", "owner": lan.id, "since_on": "2022-04-05"})
    create(lan, CUSTOMERS, {"name": "Nhà cung cấp", "kind": "firm", "is_customer": False})
    create(lan, PRODUCTS, {"name": "Lõi lọc", "unit_cost": "12345,67"})

    synced()

    assert table("customers") == [
        {"customer_key": pk, "kind": "firm", "owner": "lan@example.vn", "created_on": "2022-04-05", "source": "crmeter"}
    ]
    assert [str(row["unit_cost"]) for row in table("products", "unit_cost")] == ["12345.6700"]
    with Engine() as engine:
        file = settings.WORKSPACE.identities / "customers.parquet"
        assert engine.rows(f"SELECT customer_key, name FROM read_parquet('{file}')") == [(pk, "Nắng Sớm")]


def test_only_what_changed_is_read_again(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    create(lan, PRODUCTS, {"name": "Lõi lọc"})
    synced()
    before = current(settings.WORKSPACE)

    change(lan, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn"})
    synced()

    after = current(settings.WORKSPACE)
    assert before is not None
    assert after is not None
    assert after.tables["products"] == before.tables["products"]
    assert [row["segment"] for row in table("customers", "segment")] == ["Quán ăn"]


def test_what_a_snapshot_is_being_built_from_stays_until_it_is_whole(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    synced()
    staged = set(settings.WORKSPACE.records.glob("customers-*.parquet"))
    change(lan, CUSTOMERS, pk, version=1, values={"segment": "Quán ăn"})

    with publishing(settings.WORKSPACE):
        staging = threading.Thread(target=stage_records, args=(settings.WORKSPACE, Work()))
        staging.start()
        given_up = time.monotonic() + 60
        while (while_building := set(settings.WORKSPACE.records.glob("customers-*.parquet"))) == staged:
            assert time.monotonic() < given_up, "nothing was staged"
            time.sleep(0.05)
    staging.join()

    assert len(staged) == 1 and staged < while_building
    assert not staged & set(settings.WORKSPACE.records.glob("customers-*.parquet"))


def test_a_removed_record_leaves_the_next_snapshot_and_stays_in_the_one_before(lan: Person) -> None:
    pk = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    synced()
    before = current(settings.WORKSPACE)

    remove(lan, CUSTOMERS, pk, version=1)
    synced()

    after = current(settings.WORKSPACE)
    assert before is not None
    assert after is not None
    assert (before.tables["customers"].rows, after.tables["customers"].rows) == (1, 0)


def test_nothing_is_read_where_nothing_changed(lan: Person) -> None:
    create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    synced_to_the_end()

    assert not waits()
    assert sync_records(Order(1, {}, None, 1), Work()) is None


def test_a_change_whose_transaction_ends_late_is_not_lost(lan: Person) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite one writes after the other")
    other = connection.copy()
    slow = create(lan, CUSTOMERS, {"name": "Chậm", "kind": "firm"})
    synced()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE records_customer SET segment = 'muộn' WHERE id = %s", [slow])
        cursor.execute("INSERT INTO records_changeentry (concept, record, at) VALUES ('customers', %s, now())", [slow])
    create(lan, CUSTOMERS, {"name": "Nhanh", "kind": "firm"})
    synced()

    other.commit()
    other.close()
    synced_to_the_end()

    assert {row["segment"] for row in table("customers", "segment")} == {None, "muộn"}
    assert not waits()


def test_what_was_undone_in_its_transaction_tells_nobody(lan: Person) -> None:
    before = ChangeEntry.objects.count()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
        raise ZeroDivisionError

    assert ChangeEntry.objects.count() == before


def table(name: str, *columns: str) -> list[dict[str, Any]]:
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    wanted = columns or ("customer_key", "kind", "owner", "CAST(created_on AS VARCHAR) AS created_on", "source")
    with Engine() as engine:
        engine.attach(name, snapshot.paths(settings.WORKSPACE, name))
        return engine.records(f"SELECT {', '.join(wanted)} FROM {name} ORDER BY ALL")
