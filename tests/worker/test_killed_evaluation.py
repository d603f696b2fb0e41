"""An evaluation whose worker is killed at any step ends once, with the digits of one that nobody disturbed."""

from collections.abc import Callable

import pytest
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.evaluation.reading_document import reading_from_document
from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import readings_of, stored_runs

from ..evaluation.conftest import AS_OF, REQUEST, Firm, run_code, take_files, trading, trading_files

__all__ = ["run_code", "take_files", "trading", "trading_files"]

Start = Callable[..., WorkerProcess]
PAYLOAD = {"as_of": AS_OF.isoformat(), "settings": REQUEST.settings.to_json()}


@pytest.mark.prove
@pytest.mark.parametrize(
    "point",
    [
        "run-step-2:1",
        "run-period:2",
        "run-before-finish:1",
        "evaluate-worked-on:1",
    ],
)
def test_a_kill_loses_and_doubles_nothing(start_worker: Start, trading: Firm, point: str) -> None:
    pk = enqueue(SYSTEM, "evaluate", {"workspace": str(trading.workspace.root), **PAYLOAD})
    crashed = start_worker(lease_seconds=2, failpoint=point)
    assert crashed.process.wait(timeout=90) == -9

    start_worker(lease_seconds=2)
    ended = wait_for(pk, lambda job: not job.is_open, seconds=90)

    assert (ended.state, ended.error) == ("done", None)
    (run,) = stored_runs()
    assert ended.result == {"run": run.id}
    shown = [reading_from_document(each) for each in readings_of(run)]
    assert shown == list(trading.evaluation.readings)
