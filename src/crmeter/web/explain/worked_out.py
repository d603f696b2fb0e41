"""A figure that a page works out on the spot, with all that is behind it; stored readings have explanations of runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from crmeter.vocabulary import LeftOut, Text


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure is found.

    Args:
        page: of `docs/methods`.
        title: what the method is called.
        source: who described it, as it is cited.
    """

    page: str
    title: Text
    source: str

    @property
    def place(self) -> str:
        """Where its page lies among the documents of the project."""
        return f"docs/methods/{self.page}.md"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from.

    Args:
        words: what it is.
        address: where its records or answers are; empty where they stay closed to the reader, and the words say why.
    """

    words: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What figures of one page have behind them alike.

    Args:
        counted: how many of what count, such as "79 of 80 respondents".
        read_at: when the data were read; None where that is not known.
        method: how they are found.
        origins: where they come from.
        assumed: what was stated rather than measured, each with its value.
        left_out: what does not count, and why.
    """

    counted: Text
    read_at: datetime | None
    method: Method
    origins: tuple[Origin, ...]
    assumed: tuple[tuple[Text, Text], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval as it is written.

    Args:
        span: from where to where.
        kind: how it was found.
        level: probability that it holds the truth.
    """

    span: Text
    kind: Text
    level: float = 0.8


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A figure as a page shows it.

    Args:
        key: by which the address of the page asks what is behind it.
        title: what it is.
        value: as it is written, with its unit.
        meaning: what it is, in one sentence.
        formula: in words.
        figures: the formula with the figures put in.
        behind: it and others of the page.
        bounds: its intervals.
        unbounded: why it has none, where it has none.
    """

    key: str
    title: Text
    value: Text
    meaning: Text
    formula: Text
    figures: Text
    behind: Behind
    bounds: tuple[Bounds, ...] = ()
    unbounded: Text | None = None


def by_key(figures: Iterable[WorkedOut]) -> Mapping[str, WorkedOut]:
    """Return figures by how the address of their page asks for them."""
    return {each.key: each for each in figures}
