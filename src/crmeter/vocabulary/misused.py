"""What was asked for is not there or means nothing: said in both languages, with what to do."""

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
