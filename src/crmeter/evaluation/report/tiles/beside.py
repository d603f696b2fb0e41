"""What a board is told beside its run: targets of the firm, the stages of deals in order, whose rows it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target of the firm that a figure can be held against.

    Args:
        value: in the unit of the figure.
        days: how long its period is; None where it is to be reached by a day, whenever it began.
        period: what the period is called.
        currency: of money; empty otherwise.
    """

    value: float
    days: int | None
    period: Text
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What tiles are told beside the run.

    Args:
        targets: by measure; none where the reader does not see targets.
        pipelines: the names of the stages of deals, in order, of each pipeline.
        is_part: the figures are of a part of the rows.
    """

    targets: Mapping[str, Sequence[Aimed]] = field(default_factory=dict)
    pipelines: Sequence[Sequence[str]] = ()
    is_part: bool = False


NOTHING_BESIDE = Beside()
