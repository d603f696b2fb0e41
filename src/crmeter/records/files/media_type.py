"""What a file is by its bytes; a name says what somebody likes it to say."""

import zipfile
from pathlib import Path

UNKNOWN = "application/octet-stream"
_LOOKED_AT = 4096
# (bytes, where they stand, what it is)
_MARKS: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftyp", 4, "video/mp4"),
    (b"OggS", 0, "audio/ogg"),
    (b"ID3", 0, "audio/mpeg"),
    (b"WAVE", 8, "audio/wav"),
    (b"\x1f\x8b", 0, "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", 0, "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", 0, "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "application/x-ole-storage"),
    (b"{\\rtf", 0, "application/rtf"),
)
_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = (
    ("xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet"),
    ("word/document.xml", f"{_OFFICE}wordprocessingml.document"),
    ("ppt/presentation.xml", f"{_OFFICE}presentationml.presentation"),
)


def media_type_of(path: Path) -> str:
    """Return what a file is; text of any kind is plain text, so that no browser takes it for a page."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_ZIP):
        return _in_zip(path)
    for mark, place, found in _MARKS:
        if start[place : place + len(mark)] == mark:
            return found
    return "text/plain" if start and _is_text(start) else UNKNOWN


def _in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return UNKNOWN
    return next((found for name, found in _IN_ZIP if name in names), "application/zip")


def _is_text(start: bytes) -> bool:
    if b"\0" in start:
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        # The end of what was looked at may cut a letter in two.
        return error.start > len(start) - 4 and len(start) == _LOOKED_AT
    return True
