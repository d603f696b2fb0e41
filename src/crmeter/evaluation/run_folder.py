"""The folder that a run keeps its steps in, held by one process at a time."""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmeter import __version__
from crmeter.measures.view import View
from crmeter.warehouse.files import read_json, write_json
from crmeter.warehouse.snapshots import Snapshot
from crmeter.warehouse.workspace import Workspace


@contextmanager
def run_folder(workspace: Workspace, snapshot: Snapshot, view: View, asker: str | None = None) -> Iterator[Path]:
    """Hold the folder of a run: an unfinished one that asked the same and nobody works on, or a new one.

    Args:
        workspace: whose `runs` folder holds them.
        snapshot: what is evaluated.
        view: how it is asked for; with the version of the code it makes the name.
        asker: whoever asks again under this name gets the folder back that they finished, and makes no second run.
    """
    asked = {
        "snapshot": snapshot.id,
        "as_of": view.as_of.isoformat(),
        "currency": view.currency,
        "settings": view.settings.to_json(),
        "code": __version__,
    }
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:8]
    workspace.runs.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = workspace.runs / f"{view.as_of:%Y%m%d}-{digest}-{number:02d}"
        folder.mkdir(exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                number += 1
                continue
            note = folder / "asked.json"
            if (folder / "run.json").exists() and (asker is None or read_json(note).get("asker") != asker):
                number += 1
                continue
            write_json(note, {**asked, "asker": asker})
            yield folder
            return
