"""What was asked for is not there, means nothing or has to wait: said in both languages, with what to do."""

from crmeter.vocabulary.text import Text


class Misused(ValueError):  # noqa: N818 - a slip of whoever asked, no error of the program
    """Raised for an answer, a setting or a name that means nothing.

    Args:
        code: stable word such as `unknown_measure`.
        text: what is wrong and what to do.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text


class NotThere(FileNotFoundError):  # noqa: N818 - see above
    """Raised for an import, a snapshot or a run that does not exist (any more).

    Args:
        code: stable word such as `unknown_run`.
        text: what is not there and how to find what is.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text


class Busy(Exception):  # noqa: N818 - see above
    """Raised where somebody else is at the same work and does not get done in time.

    Args:
        code: stable word such as `import_running`.
        text: what goes on and what to do.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text
