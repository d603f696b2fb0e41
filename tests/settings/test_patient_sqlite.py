"""Several writers of one file: each comes to its turn, and is told when it does not."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from crmeter.settings.databases import database
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db
BATCHES = 60


def connected(folder: Path, **options: Any) -> Any:
    kept = database(f"sqlite:///{folder / 'one.sqlite3'}", Workspace(folder))
    kept["OPTIONS"] |= options
    connection = ConnectionHandler({"default": kept})["default"]
    connection.inc_thread_sharing()
    return connection


def test_somebody_who_saves_comes_between_two_batches_of_a_long_job(tmp_path: Path) -> None:
    job, somebody = connected(tmp_path), connected(tmp_path)
    written: list[int] = []
    began = threading.Event()

    def work() -> None:
        for number in range(BATCHES):
            job.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            began.set()
            time.sleep(0.03)
            job.commit()
            job.set_autocommit(True)
            written.append(number)
            time.sleep(0.008)

    at_work = threading.Thread(target=work)
    at_work.start()
    began.wait()
    somebody.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    by_then = len(written)
    somebody.commit()
    somebody.set_autocommit(True)
    at_work.join()

    assert by_then < BATCHES == len(written)
    with somebody.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    job.close()
    somebody.close()


def test_whoever_has_waited_long_enough_is_told_so_and_can_begin_later(tmp_path: Path) -> None:
    job, somebody = connected(tmp_path), connected(tmp_path, timeout=0.02)
    job.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="locked"):
        somebody.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    job.rollback()
    somebody.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    somebody.rollback()
    job.close()
    somebody.close()
