"""A ZIP file sent while it is made, so that no copy of somebody's data is left on disk."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a ZIP: what it is called there, and its bytes, piece by piece."""

    name: str
    pieces: Iterable[bytes]


class _Sink:
    """Takes what a ZIP writer writes, until it is sent on; it cannot go back, and the writer knows how."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        return None

    def taken(self) -> bytes:
        data = bytes(self._waiting)
        self._waiting.clear()
        return data


def zip_of(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield a ZIP of some files, each read when its turn comes."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:  # type: ignore[call-overload]
        for member in members:
            with packed.open(member.name, "w", force_zip64=True) as target:
                for piece in member.pieces:
                    target.write(piece)
                    if data := sink.taken():
                        yield data
            yield sink.taken()
    yield sink.taken()
