"""Long work that reports how far it is and can be stopped."""

from collections.abc import Callable

from crmeter.vocabulary.text import Text

Report = Callable[[Text, int, int | None], None]


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """Raised inside long work after somebody asked it to stop."""


class Work:
    """The line between long work and whoever waits for it.

    Args:
        report: called with the step in words, how much is done, and how much there is (None: not known).
        stopped: asked at each report; True makes the work raise `Cancelled`.
    """

    def __init__(
        self, report: Report = lambda _step, _done, _total: None, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self._report = report
        self._stopped = stopped

    def step(self, step: Text, done: int = 0, total: int | None = None) -> None:
        """Tell where the work is, then stop it if that was asked for."""
        self._report(step, done, total)
        if self._stopped():
            raise Cancelled
