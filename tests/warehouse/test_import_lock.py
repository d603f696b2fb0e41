import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli import main
from crmeter.vocabulary import Busy, Cancelled, Work
from crmeter.warehouse import import_lock
from crmeter.warehouse.import_lock import importing
from crmeter.warehouse.imports import import_file, list_imports
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

IMPORT = """
import sys
from pathlib import Path
from crmeter.cli import main
from crmeter.vocabulary import Busy
from crmeter.warehouse import import_lock
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
import_lock.WAIT_SECONDS = 60
print("ready", flush=True)
sys.stdin.readline()
imported = import_file(Workspace(Path(sys.argv[1])), Path(sys.argv[2]))
print(imported.import_id, imported.already_imported, refresh(Workspace(Path(sys.argv[1]))).tables["orders"].rows)
"""
HOLD = """
import sys, time
from pathlib import Path
from crmeter.vocabulary import Work
from crmeter.warehouse.import_lock import importing
from crmeter.warehouse.workspace import Workspace
with importing(Workspace(Path(sys.argv[1])), "big.csv", Work()):
    print("held", flush=True)
    time.sleep(600)
"""


def started(code: str, *words: Path) -> subprocess.Popen[str]:
    """A process that has got as far as its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    rows = (f"{n},2026-01-{1 + n % 28:02},{10 + n},K{n % 7},090303{n % 9000 + 1000}\n" for n in range(20_000))
    path.write_text("order id,order date,total vnd,customer id,phone\n" + "".join(rows))
    return path


def test_the_same_file_imported_by_two_processes_at_once_counts_once(workspace: Workspace, orders: Path) -> None:
    both = [started(IMPORT, workspace.root, orders) for _ in range(2)]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()

    said = [process.communicate(timeout=120)[0].split() for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert said[0][0] == said[1][0]
    assert sorted(already for _, already, _ in said) == ["False", "True"]
    assert [rows for _, _, rows in said] == ["20000", "20000"]
    assert len(list_imports(workspace)) == 1


def test_whoever_comes_second_is_told_what_goes_on_until_the_first_is_gone(
    workspace: Workspace, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_lock, "WAIT_SECONDS", 0.2)
    holder = started(HOLD, workspace.root)

    with pytest.raises(Busy) as told:
        import_file(workspace, orders)
    assert told.value.code == "import_running"
    assert all(
        word in text for word in ("big.csv", str(holder.pid)) for text in (told.value.text.vi, told.value.text.en)
    )

    # Nobody gives back the lock of a process that was killed but the system.
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert import_file(workspace, orders).rows == 20_000
    assert refresh(workspace).tables["orders"].rows == 20_000


def test_waiting_can_be_stopped(workspace: Workspace) -> None:
    holder = started(HOLD, workspace.root)

    with pytest.raises(Cancelled), importing(workspace, "orders.csv", Work(stopped=lambda: True)):
        pass

    holder.kill()
    holder.communicate()


def test_the_command_says_who_is_at_work(workspace: Workspace, orders: Path, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(import_lock, "WAIT_SECONDS", 0.1)
    holder = started(HOLD, workspace.root)

    code = main(["import", str(orders), "--workspace", str(workspace.root), "--language", "vi"])

    holder.kill()
    holder.communicate()
    assert code == 1
    assert f"(số {holder.pid}) đang nhập big.csv" in capsys.readouterr().err
