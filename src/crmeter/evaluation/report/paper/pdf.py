"""A page printed to PDF in a child process with limits: no network, no files, little memory, and not for long."""

import importlib.util
import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from crmeter.evaluation.report.paper.pdf_child import NO_PRINTER_HERE
from crmeter.vocabulary import Complaint, Text

# All that the child gets of the environment: no password of a database, no key of the installation.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrintLimits:
    """What the child may use.

    Args:
        memory_bytes: of address space.
        seconds: of its processor; by the clock it gets four times as long.
        file_bytes: of what it writes.
    """

    memory_bytes: int = 2048 << 20
    seconds: int = 60
    file_bytes: int = 64 << 20


class NoPdf(Complaint):
    """Raised where a page cannot be printed; a page to read is there all the same."""


def to_pdf(page: str, limits: PrintLimits = PrintLimits()) -> bytes:
    """Print a page.

    Args:
        page: HTML that asks for nothing from outside, as `board_on_paper` makes it.
        limits: what the child may use.

    Raises:
        NoPdf: the library or pango is not installed (`no_printer`), or it takes too much (`too_large`).
    """
    if importlib.util.find_spec("weasyprint") is None:
        raise NoPdf("no_printer", NO_PRINTER)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[4])
    # Threads of libraries would reserve address space that nobody uses.
    environment |= {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "crmeter.evaluation.report.paper.pdf_child"],
            input=json.dumps(asdict(limits)).encode() + b"\n" + page.encode(),
            capture_output=True,
            env=environment,
            timeout=limits.seconds * 4,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoPdf("too_large", TOO_LARGE) from None
    if done.returncode == NO_PRINTER_HERE:
        raise NoPdf("no_printer", NO_PRINTER)
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        _log.error("a page was not printed (%s): %s", done.returncode, done.stderr.decode("utf-8", "replace")[-2000:])
        raise NoPdf("too_large", TOO_LARGE)
    return done.stdout


NO_PRINTER = Text(
    "máy chủ chưa lập được PDF: hãy cài gói “crmeter[pdf]” và thư viện pango của hệ thống (libpango-1.0-0,"
    " libpangoft2-1.0-0, libharfbuzz-subset0)",
    "the server cannot make PDF yet: install the package “crmeter[pdf]” and pango of the system (libpango-1.0-0,"
    " libpangoft2-1.0-0, libharfbuzz-subset0)",
)
TOO_LARGE = Text("bảng quá lớn để in ra PDF", "the board is too large to be printed to PDF")
