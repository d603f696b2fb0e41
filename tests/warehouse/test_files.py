import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from crmeter.vocabulary import failpoints
from crmeter.warehouse.files import read_json, sha256_of, write_atomically, write_json
from crmeter.warehouse.workspace import Workspace


def test_a_file_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "told.json"

    write_json(path, {"Tên": "Nguyễn", "day": date(2026, 1, 5)})

    assert read_json(path) == {"Tên": "Nguyễn", "day": "2026-01-05"}
    assert "Nguyễn" in path.read_text()
    assert [p.name for p in path.parent.iterdir()] == ["told.json"]


def test_a_crash_before_the_rename_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    write_atomically(path, b"old")
    code = (
        "from pathlib import Path\nfrom crmeter.warehouse.files import write_atomically\n"
        f"write_atomically(Path({str(path)!r}), b'new')"
    )

    crashed = subprocess.run([sys.executable, "-c", code], check=False, env={"CRMETER_FAILPOINT": "file-before-rename"})

    assert crashed.returncode == -9
    assert path.read_bytes() == b"old"


def test_a_checksum_is_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")

    assert sha256_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("wanted", [None, "", "other", "here:3"])
def test_a_failpoint_that_is_not_meant_does_nothing(monkeypatch: pytest.MonkeyPatch, wanted: str | None) -> None:
    monkeypatch.setattr(failpoints, "_passed", type(failpoints._passed)())
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("it crashed"))
    monkeypatch.delenv("CRMETER_FAILPOINT", raising=False)
    if wanted is not None:
        monkeypatch.setenv("CRMETER_FAILPOINT", wanted)

    failpoints.failpoint("here")
    failpoints.failpoint("here")


def test_a_failpoint_crashes_at_the_passage_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    crashes: list[int] = []
    monkeypatch.setattr(failpoints, "_passed", type(failpoints._passed)())
    monkeypatch.setattr(os, "kill", lambda _pid, signal: crashes.append(signal))
    monkeypatch.setenv("CRMETER_FAILPOINT", "here:2")

    passages = [failpoints.failpoint("here") or len(crashes) for _ in range(3)]

    assert passages == [0, 1, 1]
    assert crashes == [9]


def test_the_secret_is_made_once_and_its_owners_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new" / "workspace")

    secret = workspace.secret()

    assert len(secret) == 64
    assert workspace.secret() == secret
    assert stat.S_IMODE((workspace.root / "secret.key").stat().st_mode) == 0o600
    assert Workspace(tmp_path / "other").secret() != secret


def test_the_workspace_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CRMETER_WORKSPACE", str(tmp_path / "here"))
    assert Workspace.default().root == tmp_path / "here"

    monkeypatch.delenv("CRMETER_WORKSPACE")
    monkeypatch.chdir(tmp_path)
    assert Workspace.default().root == tmp_path / "workspace"
    assert not (tmp_path / "workspace").exists()


def test_json_that_people_read_is_indented(tmp_path: Path) -> None:
    write_json(tmp_path / "x.json", {"a": [1]})

    assert (tmp_path / "x.json").read_text() == json.dumps({"a": [1]}, indent=2)
