"""Somebody who asks to be forgotten is: nothing that tells who they were is left, and every total stays."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.worker.canary import (
    CUSTOMERS,
    NAME,
    at_risk_in_an_old_document,
    erased,
    figured,
    planted,
    readings,
    somebody,
    where_it_is,
)
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.evaluation.document import from_document
from crmeter.records.ledger.queries import broken_link
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.privacy.erasure_actions import ask_erasure
from crmeter.records.readings.models import PublishedRun
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.warehouse.snapshots import damaged, load
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    return somebody("lan@example.vn", Role.DIRECTOR, is_admin=True)


@pytest.fixture
def empty_workspace() -> Iterator[None]:
    """The one that processes know; nothing of another test is in it, and nothing is left."""
    folders = ("files", "warehouse", "runs")
    for name in folders:
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)
    yield
    for name in folders:
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


# Where the canary must have sung before: a way in that is not tried proves nothing.
WAYS = {
    "engagement_bounce", "engagement_message", "records_activity", "records_attachment", "records_auditentry",
    "records_changeset", "records_changesetrow", "records_consentstatement", "records_customer", "records_customerrow",
    "records_deal", "records_failedrow", "records_idempotencykey", "records_job", "records_lead", "records_notice",
    "records_order", "records_otherkey", "records_publishedrun", "records_savedview", "records_segment",
    "records_surveyanswer",
    "records_surveyinvitation", "records_ticket",
    "records_upload",
    "customers.parquet", "customers_now.parquet", "identities", "part-00000-", "part-00001.parquet", "0000000",
    "rejected.parquet", "khach.csv", "web.csv", "list.xlsx",
}  # fmt: skip


def kept_snapshots_with_damage() -> list[str]:
    kept = sorted(path.stem for path in settings.WORKSPACE.snapshots.glob("*.json"))
    assert len(kept) > 2
    return [each for each in kept if damaged(settings.WORKSPACE, load(settings.WORKSPACE, each))]


@pytest.mark.prove
def test_a_canary_entered_by_every_way_is_found_nowhere_and_readings_stay(lan: Person) -> None:
    yen = planted(lan)
    seal()
    figured(lan)
    at_risk_in_an_old_document()
    before = readings()
    sung = where_it_is()
    assert {each for each in WAYS if not any(place.startswith(each) for place in sung)} == set()

    erased(lan, yen)

    assert where_it_is() == []
    assert kept_snapshots_with_damage() == []
    table = from_document(json.loads(PublishedRun.objects.get().document), ()).tables["at_risk"]
    assert table.rows == (("–", date(2026, 9, 1)),)
    figured(lan)
    assert where_it_is() == []
    assert readings() == before
    assert len(before) > 50
    seal()
    assert broken_link() is None


@pytest.mark.prove
@pytest.mark.parametrize("failpoint", ["erasure-records", "erasure-copies", "erasure-files", "erasure-warehouse"])
def test_an_erasure_that_was_killed_goes_on_and_ends(
    start_worker: Callable[..., WorkerProcess], empty_workspace: None, failpoint: str
) -> None:
    lan = somebody("lan@example.vn", Role.DIRECTOR, is_admin=True)
    yen = planted(lan)
    version = CUSTOMERS.table._default_manager.values_list("version", flat=True).get(pk=yen)
    pk = ask_erasure(lan, CUSTOMERS, yen, version=version, confirmation=NAME)
    killed = start_worker(lease_seconds=2, failpoint=f"{failpoint}:1")
    assert killed.process.wait(timeout=60) == -9

    start_worker(lease_seconds=2)
    ended = wait_for(pk, lambda view: not view.is_open, seconds=90)

    assert ended.state == "done", ended.error
    assert where_it_is() == []
