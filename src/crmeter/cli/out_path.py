"""Whether a file can be written, asked before the work whose result goes there."""

import errno
import os
from pathlib import Path


def writable(path: Path) -> None:
    """Refuse a file that could not be written.

    Raises:
        OSError: it is a folder, or its folder cannot be made or written to.
    """
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    folder_writable(path.absolute().parent)


def folder_writable(folder: Path) -> None:
    """Refuse a folder that could not be made or written to.

    Raises:
        OSError: a file stands in its way, or the rights do not suffice.
    """
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    if not there.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(there))
