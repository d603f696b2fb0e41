"""What the command line says, in which language, and how it shows that work goes on."""

import json
import os
import sys
import time
from typing import Any

from crmeter.vocabulary import LANGUAGES, Language, Text, Work

DONE = 0
FAILED = 1
QUESTION_OR_USAGE = 2
NOT_ENOUGH_DATA = 3
DONE_WITH_REJECTED_ROWS = 4
# The shell's own code for "stopped by Ctrl-C".
STOPPED = 130

_BAR = 24
_PAUSE_SECONDS = 0.1


class Console:
    """Speaks one language; data go to standard output, everything else to standard error.

    Args:
        language: of all words.
        as_json: print data as JSON.
    """

    def __init__(self, language: Language, *, as_json: bool) -> None:
        self.language = language
        self.as_json = as_json
        self._shown_at = 0.0
        self._line_open = False

    def say(self, text: Text) -> None:
        """Tell something that is no data."""
        self._close_line()
        print(text.in_(self.language), file=sys.stderr)

    def show(self, line: str) -> None:
        """Print a line of data for people."""
        self._close_line()
        print(line)

    def data(self, content: Any) -> None:
        """Print data as JSON."""
        self._close_line()
        print(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str))

    def work(self) -> Work:
        """Return work whose progress this console shows: a bar on a terminal, a line per step elsewhere."""
        return Work(self._progress)

    def _progress(self, step: Text, done: int, total: int | None) -> None:
        words = step.in_(self.language)
        if not sys.stderr.isatty():
            return
        now = time.monotonic()
        if now - self._shown_at < _PAUSE_SECONDS and done != total:
            return
        self._shown_at = now
        share = min(done / total, 1.0) if total else 0.0
        full = int(share * _BAR)
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] " if total else ""
        print(f"\r\x1b[2K{bar}{words}", end="", file=sys.stderr, flush=True)
        self._line_open = True

    def _close_line(self) -> None:
        if self._line_open:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
            self._line_open = False


def language_of(asked: str | None) -> Language:
    """Return the asked language, else that of CRMETER_LANGUAGE, else English where the locale is, else Vietnamese."""
    for word in (asked, os.environ.get("CRMETER_LANGUAGE"), os.environ.get("LC_ALL") or os.environ.get("LANG")):
        for language in LANGUAGES:
            if word and word.lower().startswith(language):
                return language
    return "vi"
