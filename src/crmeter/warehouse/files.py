"""Files that are either there whole or not at all."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from crmeter.vocabulary.failpoints import failpoint


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under another name, force it to disk, then rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    failpoint("file-before-rename")
    draft.replace(path)


def write_json(path: Path, content: Any) -> None:
    """Write JSON atomically, readable by people."""
    write_atomically(path, json.dumps(content, ensure_ascii=False, indent=2, default=str).encode())


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_bytes())


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
