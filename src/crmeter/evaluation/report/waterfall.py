"""From one total to the next, cause by cause: columns that stand where the one before ended."""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element

# Where all that happens lies in less than this share of the columns, they are cut below it, and drawn as torn.
_CUT_BELOW = 0.6
# Room below what is shown of cut columns, and above all for the figures, as shares of what moves.
_FOOT, _HEAD = 0.35, 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """A column.

    Args:
        name: in words.
        written: its figure, in words.
        amount: the total at an end, the change of a cause.
        is_end: whether it is a total.
    """

    name: str
    written: str
    amount: float
    is_end: bool


def waterfall(steps: Sequence[Step], label: str) -> Element:
    """Draw causes between a total and the next.

    Args:
        steps: in order, a total first; each total is where the changes before it lead to.
        label: the whole in a sentence, for those who hear it.
    """
    spans = _spans(steps)
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    tops = [top for (_, top), step in zip(spans, steps, strict=True) if step.is_end]
    moved = [bound for span, step in zip(spans, steps, strict=True) if not step.is_end for bound in span] + tops
    reach = max(moved) - min(moved)
    is_cut = min(moved) > 0 and reach < _CUT_BELOW * high
    floor = min(moved) - _FOOT * (reach or high) if is_cut else min(low, 0.0)
    length = (high + _HEAD * (reach if is_cut else high - floor) - floor) or 1.0

    def place(amount: float) -> float:
        return max(amount - floor, 0.0) / length * 100

    columns = []
    for at, (step, (bottom, top)) in enumerate(zip(steps, spans, strict=True)):
        style = "end" if step.is_end else "up" if step.amount > 0 else "down" if step.amount < 0 else ""
        begins = place(bottom)
        joins = at + 1 < len(steps)
        level = place(top if step.is_end or step.amount > 0 else bottom)
        columns.append(
            h.li(class_=f"wf-c {style}".strip())[
                h.span(class_="wf-plot")[
                    h.i(class_="wf-b", style=f"bottom:{begins:.2f}%;height:{max(place(top) - begins, 0.6):.2f}%")[
                        is_cut and step.is_end and h.i(class_="wf-torn")
                    ],
                    h.b(style=f"bottom:{place(top):.2f}%")[step.written],
                    joins and h.i(class_="wf-j", style=f"bottom:{level:.2f}%"),
                ],
                h.span(class_="wf-n")[step.name],
            ]
        )
    return h.ol(class_="wf", aria_label=label)[columns]


def _spans(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Return from where to where each column reaches."""
    spans, level = [], 0.0
    for step in steps:
        before = 0.0 if step.is_end else level
        level = before + step.amount
        spans.append((min(before, level), max(before, level)))
    return spans
