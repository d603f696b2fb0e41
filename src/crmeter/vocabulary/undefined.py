"""A figure that cannot be given says why, and what it would take."""

from dataclasses import dataclass

from crmeter.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Undefined:
    """Why there is no value: a code for programs, the reason and the need for people."""

    code: str
    reason: Text
    needs: Text | None = None


class NotEnoughData(Exception):  # noqa: N818 - it is a state of the data, not an error of the program
    """Raised where data cannot carry a figure; holds the typed reason.

    Args:
        code: stable word such as `too_few_customers`.
        reason: what is the matter.
        needs: "not enough data: needs …", what would mend it.
    """

    def __init__(self, code: str, reason: Text, needs: Text | None = None) -> None:
        super().__init__(reason.en if needs is None else f"{reason.en}: needs {needs.en}")
        self.undefined = Undefined(code, reason, needs)
