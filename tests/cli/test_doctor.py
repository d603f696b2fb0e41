from pathlib import Path
from typing import Any

from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace


def test_a_new_workspace_is_sound(crmeter: Any) -> None:
    said = crmeter("doctor", "--json")

    assert said.code == 0
    assert said.json()["schema"] == "crmeter.doctor/1"
    assert (said.json()["snapshot"], said.json()["damaged"]) == (None, [])


def test_damage_is_told_and_mended(crmeter: Any, folder: Path) -> None:
    crmeter("import", folder / "orders.csv")
    workspace = Workspace(folder / "workspace")
    snapshot = current(workspace)
    assert snapshot is not None
    assert crmeter("doctor").code == 0

    [file] = snapshot.paths(workspace, "orders")
    file.write_bytes(file.read_bytes()[:100])
    broken = crmeter("doctor")
    told = crmeter("doctor", "--json")

    assert broken.code == told.code == 1
    assert "damaged" in broken.out
    assert "--repair" in broken.err
    assert told.json()["damaged"] == ["orders"]
    mended = crmeter("doctor", "--repair")
    assert mended.code == 0
    assert crmeter("doctor", "--json").json()["tables"]["orders"] == 30


def test_damage_found_by_another_command_is_said_in_words(crmeter: Any, folder: Path) -> None:
    crmeter("import", folder / "orders.csv")
    workspace = Workspace(folder / "workspace")
    snapshot = current(workspace)
    assert snapshot is not None
    [file] = snapshot.paths(workspace, "orders")
    file.unlink()

    said = crmeter("evaluate", "--snapshot", snapshot.id)

    assert said.code == 1
    assert said.err.startswith("That failed")
