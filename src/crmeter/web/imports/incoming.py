"""Files on their way in: written to disk piece by piece, never held in memory, and only where files are wanted."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from crmeter.records.staff.queries import Person, person
from crmeter.records.surveys.rights import may_read
from crmeter.vocabulary.file_names import safe_name
from crmeter.web.keepers import answers_for_data

FOLDER = "files/uploads"


def _reads_surveys(reader: Person | None) -> bool:
    return reader is not None and may_read(reader)


# Routes that files are sent to, and who may.
WANTED: Mapping[str, Callable[[Person | None], bool]] = {
    "imports_send": answers_for_data,
    "import_mend": answers_for_data,
    "value_tables": _reads_surveys,
}


class IncomingFile(UploadedFile):  # type: ignore[type-arg]  # a parameter for the checker alone
    """A file that lies in the workspace.

    Args:
        name: what its sender calls it.
        size: in bytes.
        sha256: of its bytes.
        place: where it lies under the folder of the workspace.
    """

    def __init__(self, name: str, size: int, sha256: str, place: str) -> None:
        super().__init__(None, name, size=size)
        self.sha256 = sha256
        self.place = place

    def close(self) -> None:
        """Do nothing: it was closed when it was whole."""

    def remove(self) -> None:
        """Remove it from the workspace."""
        shutil.rmtree((settings.WORKSPACE.root / self.place).parent, ignore_errors=True)


class Incoming(FileUploadHandler):
    """Writes what is sent to the pages that take files into the workspace, and lets every other file pass unread."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._open: IO[bytes] | None = None
        self._path = Path()
        self._size = 0
        self._digest = hashlib.sha256()

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin a file.

        Raises:
            SkipFile: no file is wanted here, or not from this person.
        """
        super().new_file(*arguments, **named)
        if not self._is_wanted():
            raise SkipFile
        name = safe_name(self.file_name or "")
        self._path = settings.WORKSPACE.root / FOLDER / uuid.uuid4().hex / name
        self._path.parent.mkdir(parents=True)
        self._open = self._path.open("wb")
        self._size, self._digest = 0, hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's interface
        """Write the next piece.

        Raises:
            SkipFile: the file is larger than is allowed.
        """
        assert self._open is not None  # noqa: S101 - begun before
        self._size += len(raw_data)
        if self._size > settings.UPLOAD_LIMIT_BYTES:
            self._drop()
            too_large(self.request).append(safe_name(self.file_name or ""))
            raise SkipFile
        self._digest.update(raw_data)
        self._open.write(raw_data)

    def file_complete(self, file_size: int) -> IncomingFile | None:
        """End a file; from here on it is whole on the disk."""
        if self._open is None or file_size != self._size:
            self._drop()
            return None
        self._open.flush()
        os.fsync(self._open.fileno())
        self._open.close()
        self._open = None
        place = self._path.relative_to(settings.WORKSPACE.root).as_posix()
        return IncomingFile(self._path.name, self._size, self._digest.hexdigest(), place)

    def upload_interrupted(self) -> None:
        """Remove what came in of a file whose sender is gone."""
        self._drop()

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
            shutil.rmtree(self._path.parent, ignore_errors=True)

    def _is_wanted(self) -> bool:
        # Before the view, so that nobody else fills the disk; the view asks again.
        request = self.request
        if request is None or request.resolver_match is None or request.resolver_match.view_name not in WANTED:
            return False
        may = WANTED[request.resolver_match.view_name]
        return request.user.pk is not None and may(person(request.user.pk))


def too_large(request: HttpRequest | None) -> list[str]:
    """Return the names of files of a request that were larger than is allowed."""
    names: list[str] = request.__dict__.setdefault("files_too_large", [])
    return names
