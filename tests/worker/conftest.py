"""Workers as processes of their own, on the database of the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from crmeter.records.jobs.queries import JobView, job

SOURCE = Path(__file__).parents[2] / "src"


def database_url() -> str:
    """The address of the test's own database."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    options = "&".join(f"{name}={quote(str(value))}" for name, value in settings["OPTIONS"].items())
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?{options}"


class WorkerProcess:
    """A worker that a test can ask to go or kill."""

    def __init__(self, folder: Path, lease_seconds: float, failpoint: str) -> None:
        env = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": "crmeter.settings.test",
            "DATABASE_URL": database_url(),
            "CRMETER_LEASE_SECONDS": str(lease_seconds),
            "CRMETER_FAILPOINT": failpoint,
            "CRMETER_TEST_FOLDER": str(settings.WORKSPACE.root),
        }
        self.log = (folder / f"worker-{time.monotonic_ns()}.log").open("a+")
        self.process = subprocess.Popen([sys.executable, "-m", "crmeter.worker"], env=env, stderr=self.log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ask_to_go(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)

    def told(self) -> str:
        self.log.seek(0)
        return self.log.read()


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., WorkerProcess]]:
    workers: list[WorkerProcess] = []

    def start(lease_seconds: float = 3.0, failpoint: str = "") -> WorkerProcess:
        workers.append(WorkerProcess(tmp_path, lease_seconds, failpoint))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.log.close()


def wait_for(pk: int, ready: Callable[[JobView], bool], seconds: float = 40) -> JobView:
    """The job once it is as asked; the last look at it is shown when it never is."""
    end = time.monotonic() + seconds
    while True:
        view = job(pk)
        assert view is not None
        if ready(view):
            return view
        assert time.monotonic() < end, view
        time.sleep(0.1)
