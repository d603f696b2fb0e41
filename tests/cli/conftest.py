"""The command as somebody types it: in this process where that is quicker, with its exit code and what it says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli import main
from crmeter.warehouse.workspace import Workspace

SOURCE = Path(__file__).parents[2] / "src"
ORDERS = "order id,order date,total vnd,customer id\n" + "".join(
    f"{n},2026-01-{1 + n % 28:02},{10 + n},K{n % 7}\n" for n in range(30)
)


@dataclass(frozen=True)
class Said:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The standard output as JSON; NaN and infinity are not JSON."""

        def refuse(word: str) -> None:
            raise ValueError(word)

        return json.loads(self.out, parse_constant=refuse)


Crmeter = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of orders."""
    (tmp_path / "orders.csv").write_text(ORDERS)
    return tmp_path


@pytest.fixture
def give_records(tmp_path: Path, migrated: str) -> Callable[[], None]:
    """Give the workspace of the commands its tables, which the first command would take seconds to make."""

    def give() -> None:
        workspace = Workspace(tmp_path / "workspace")
        workspace.root.mkdir(parents=True, exist_ok=True)
        # On another database than SQLite there is no such file, and the first command makes them.
        if Path(migrated).is_file():
            shutil.copy(migrated, workspace.database)

    return give


@pytest.fixture
def crmeter(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Crmeter:
    """Run a command in English with a workspace of its own."""
    monkeypatch.setenv("CRMETER_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("CRMETER_LANGUAGE", "en")

    def run(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Crmeter:
    """Run a command in a process of its own."""

    def run(*words: object, **env: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "crmeter", *(str(word) for word in words)],
            check=False,
            capture_output=True,
            text=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(SOURCE),
                "CRMETER_WORKSPACE": str(tmp_path / "workspace"),
                **env,
            },
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run
