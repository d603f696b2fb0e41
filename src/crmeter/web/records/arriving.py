"""Files on their way to a record: to the disk piece by piece, never held in memory, and only where files are wanted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, StopFutureHandlers, TemporaryFileUploadHandler
from django.http import HttpRequest

from crmeter.vocabulary.file_names import safe_name

ROUTE = "add_files"
MOST_AT_ONCE = 20


class Arriving(TemporaryFileUploadHandler):
    """Takes the files that are sent to a record, and leaves every other file to the next handler."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._is_taken = False
        self._size = 0
        self._count = 0

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin a file, if it is one for a record.

        Raises:
            SkipFile: more come at once than are taken, or from nobody who is signed in.
            StopFutureHandlers: it is taken here.
        """
        self._is_taken = False
        request = self.request
        if request is None or request.resolver_match is None or request.resolver_match.view_name != ROUTE:
            return
        self._count += 1
        if not request.user.is_authenticated:
            raise SkipFile
        if self._count > MOST_AT_ONCE:
            too_large(request).append(safe_name(named.get("file_name") or arguments[1]))
            raise SkipFile
        self._is_taken, self._size = True, 0
        super().new_file(*arguments, **named)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write the next piece of a file that is taken.

        Raises:
            SkipFile: the file is larger than is allowed.
        """
        if not self._is_taken:
            return raw_data
        self._size += len(raw_data)
        if self._size > settings.ATTACHMENT_LIMIT_BYTES:
            self._is_taken = False
            self.file.close()
            too_large(self.request).append(safe_name(self.file_name or ""))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """End a file that is taken."""
        return super().file_complete(file_size) if self._is_taken else None

    def upload_interrupted(self) -> None:
        """Remove what came in of a file whose sender is gone."""
        if self._is_taken:
            super().upload_interrupted()


def too_large(request: HttpRequest | None) -> list[str]:
    """Return the names of files of a request that were larger or more than is allowed."""
    names: list[str] = request.__dict__.setdefault("files_refused", [])
    return names
