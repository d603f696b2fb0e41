"""What a killed worker leaves of a publication: the old list until the new one is whole, and each list once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evaluation.conftest import Firm, trading
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.records.customers.models import CustomerList, CustomerRow
from crmeter.records.customers.queries import current_listing, page_of
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.vocabulary import Scope

__all__ = ["trading"]
Start = Callable[..., WorkerProcess]


@pytest.mark.prove
@pytest.mark.parametrize("point", ["customer-listed:90", "customers-listed:1"])
def test_a_worker_killed_while_it_publishes_leaves_no_half_list(
    start_worker: Start, trading: Firm, tmp_path: Path, point: str
) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(trading.workspace.root, workspace)
    pk = enqueue(SYSTEM, "evaluate", {"workspace": str(workspace), "as_of": "2025-12-31"})

    killed = start_worker(lease_seconds=3, failpoint=point)
    assert killed.process.wait(timeout=120) == -9
    assert CustomerRow.objects.count() >= 60
    assert page_of(Scope()) is None

    start_worker(lease_seconds=3)
    ended = wait_for(pk, lambda job: not job.is_open, seconds=120)
    assert ended.state == "done", ended
    listing = current_listing()
    assert listing is not None
    assert (listing.run, listing.customers) == (ended.result["run"], 150)
    assert CustomerRow.objects.filter(of=listing.id).count() == 150
    written = AuditEntry.objects.filter(action="customers.list_published", object_id=str(listing.id))
    assert written.count() == 1
    assert CustomerList.objects.filter(is_whole=True, run=listing.run).count() == 1
