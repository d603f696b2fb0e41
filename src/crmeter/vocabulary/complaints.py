"""What was asked for is not there, means nothing or has to wait: said in both languages, with what to do."""

from crmeter.vocabulary.text import Text


class Complaint(Exception):  # noqa: N818 - an answer to whoever asked, no error of the program
    """What cannot be done as it was asked.

    Args:
        code: stable word such as `unknown_measure`.
        text: what is the matter and what to do.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text


class Misused(Complaint, ValueError):  # noqa: N818 - see above
    """Raised for an answer, a setting or a name that means nothing."""


class NotThere(Complaint, FileNotFoundError):  # noqa: N818 - see above
    """Raised for an import, a snapshot or a run that does not exist (any more)."""


class Busy(Complaint):
    """Raised where somebody else is at the same work and does not get done in time."""
