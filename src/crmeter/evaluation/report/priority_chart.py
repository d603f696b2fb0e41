"""The map of priorities: how much an aspect matters against how well it does, each with both intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.charts import Axis, axis_over
from crmeter.vocabulary import Language, Text, formats

_HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Spot:
    """An aspect on the map.

    Args:
        mark: the number beside its name in the table.
        name: what it is called.
        at: performance and importance.
        performance: its bounds; None where there are none.
        importance: its bounds.
        tone: `first` for what comes first, else empty.
    """

    mark: int
    name: str
    at: tuple[float, float]
    performance: tuple[float, float] | None
    importance: tuple[float, float]
    tone: str


def priority_chart(spots: Sequence[Spot], middle: tuple[float, float], label: str, language: Language) -> Element:
    """Draw the map.

    Args:
        spots: at least one.
        middle: mean performance of all, and the importance that each would have if all mattered alike.
        label: the finding in a sentence, for those who hear it.
        language: of the words on the axes.
    """
    across = axis_over(
        [middle[0], *(end for each in spots for end in (each.at[0], *(each.performance or ())))], from_zero=False
    )
    up = axis_over([middle[1], *(end for each in spots for end in (each.at[1], *each.importance))], from_zero=True)

    def x(value: float) -> float:
        return 100 - across.down(value)

    written = [formats.percent(tick, language, 0) for tick in up.ticks]
    return h.figure(
        class_="plot priorities",
        role="img",
        aria_label=label,
        style=f"--height:{_HEIGHT}px;--gutter:{max(map(len, written))}ch;--room:0ch",
    )[
        h.div(class_="plot-area")[
            [
                h.i(class_="grid-line", style=f"top:{up.down(tick):.2f}%")[h.b[words]]
                for tick, words in zip(up.ticks, written, strict=True)
            ],
            h.svg({"viewBox": "0 0 100 100", "preserveAspectRatio": "none"}, class_="shapes")[
                h.path(class_="event-line", d=f"M{x(middle[0]):.2f} 0V100M0 {up.down(middle[1]):.2f}H100"),
                [_reach(each, x(each.at[0]), across, up) for each in spots],
            ],
            [_corner(place, words.in_(language)) for place, words in _CORNERS],
            [
                h.span(
                    class_=f"spot {each.tone}".strip(),
                    style=f"left:{x(each.at[0]):.2f}%;top:{up.down(each.at[1]):.2f}%",
                    title=each.name,
                )[str(each.mark)]
                for each in spots
            ],
        ],
        h.div(class_="plot-places")[
            [h.span(style=f"left:{x(tick):.2f}%")[formats.number(tick, language)] for tick in across.ticks]
        ],
        h.p(class_="plot-axes")[_AXES.in_(language)],
    ]


def _reach(spot: Spot, left: float, across: Axis, up: Axis) -> Node:
    low, high = spot.importance
    path = f"M{left:.2f} {up.down(low):.2f}V{up.down(high):.2f}"
    if spot.performance:
        ends = [100 - across.down(end) for end in spot.performance]
        path += f"M{ends[0]:.2f} {up.down(spot.at[1]):.2f}H{ends[1]:.2f}"
    return h.path(class_="reach", d=path)


def _corner(place: str, words: str) -> Node:
    return h.span(class_=f"corner {place}", aria_hidden="true")[words]


_AXES = Text(
    "Ngang: điểm trung bình. Dọc: tỷ phần trong mức hài lòng chung. Vạch qua mỗi số là khoảng tin cậy 80%.",
    "Across: mean score. Up: share in the overall score. The strokes through each number are its 80% intervals.",
)
_CORNERS = (
    ("nw", Text("cải thiện trước", "improve first")),
    ("ne", Text("giữ vững", "keep it up")),
    ("sw", Text("để sau", "later")),
    ("se", Text("có thể quá mức cần", "perhaps more than needed")),
)
