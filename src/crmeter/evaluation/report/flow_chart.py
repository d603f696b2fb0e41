"""Who goes from where to where: two columns of what there is, and between them bands as wide as there are people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import htpy as h
from htpy import Element, Node

HEIGHT = 280
# Of the height: between two of a column, and what a line of words needs.
_GAP, _LINE = 3.0, 8.5


@dataclass(frozen=True, slots=True)
class End:
    """Something that people come from or go to.

    Args:
        name: in words.
        written: how many they are, in words.
        amount: how many they are.
        is_us: whether it is ours.
    """

    name: str
    written: str
    amount: float
    is_us: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """People who go from one to another.

    Args:
        start: the place among those they come from.
        end: the place among those they go to.
        amount: how many.
        said: the same in a sentence.
        style: `kept`, `lost`, `won` or `other`.
    """

    start: int
    end: int
    amount: float
    said: str
    style: Literal["kept", "lost", "won", "other"]


@dataclass(frozen=True, slots=True)
class FlowChart:
    """What a drawing of flows shows.

    Args:
        label: the finding in a sentence, for those who hear it.
        titles: over both columns.
        starts: where people come from.
        ends: where they go to; of as many people.
        flows: between both.
    """

    label: str
    titles: tuple[str, str]
    starts: Sequence[End]
    ends: Sequence[End]
    flows: Sequence[Flow]


def flow_chart(chart: FlowChart) -> Element:
    """Draw the columns with their words outside and the flows between, ours over the others."""
    total = sum(each.amount for each in chart.starts)
    columns = (_tops(chart.starts, total), _tops(chart.ends, total))
    scales = tuple((100 - _GAP * (len(each) - 1)) / total for each in (chart.starts, chart.ends))
    used = [list(tops) for tops in columns]
    bands: list[tuple[int, Node]] = []
    for each in chart.flows:
        left, right = used[0][each.start], used[1][each.end]
        thick = (each.amount * scales[0], each.amount * scales[1])
        used[0][each.start] += thick[0]
        used[1][each.end] += thick[1]
        way = (
            f"M0 {left:.2f}C50 {left:.2f} 50 {right:.2f} 100 {right:.2f}V{right + thick[1]:.2f}"
            f"C50 {right + thick[1]:.2f} 50 {left + thick[0]:.2f} 0 {left + thick[0]:.2f}Z"
        )
        bands.append((each.style != "other", h.path(class_=f"flow-{each.style}", d=way)[h.title[each.said]]))
    return h.figure(class_="flow", role="img", aria_label=chart.label, style=f"--height:{HEIGHT}px")[
        _words(chart.titles[0], chart.starts, columns[0], scales[0], "starts"),
        h.div(class_="flow-between")[
            _bars(chart.starts, columns[0], scales[0]),
            h.svg({"viewBox": "0 0 100 100", "preserveAspectRatio": "none"})[
                [band for _, band in sorted(bands, key=lambda pair: pair[0])]
            ],
            _bars(chart.ends, columns[1], scales[1]),
        ],
        _words(chart.titles[1], chart.ends, columns[1], scales[1], "ends"),
    ]


def _tops(column: Sequence[End], total: float) -> list[float]:
    """Return where each begins, from the top, in percent."""
    scale, top, found = (100 - _GAP * (len(column) - 1)) / total, 0.0, []
    for each in column:
        found.append(top)
        top += each.amount * scale + _GAP
    return found


def _bars(column: Sequence[End], tops: Sequence[float], scale: float) -> Element:
    return h.span(class_="flow-bars")[
        [
            h.i(class_="us" if each.is_us else None, style=f"top:{top:.2f}%;height:{each.amount * scale:.2f}%")
            for each, top in zip(column, tops, strict=True)
        ]
    ]


def _words(title: str, column: Sequence[End], tops: Sequence[float], scale: float, side: str) -> Element:
    middles = _apart([top + each.amount * scale / 2 for each, top in zip(column, tops, strict=True)])
    return h.div(class_=f"flow-words {side}")[
        h.b(class_="flow-title")[title],
        h.div[
            [
                h.span(class_="us" if each.is_us else None, style=f"top:{middle:.2f}%")[
                    h.span(class_="truncate")[each.name], h.b[each.written]
                ]
                for each, middle in zip(column, middles, strict=True)
            ]
        ],
    ]


def _apart(middles: Sequence[float]) -> list[float]:
    """Return where words stand so that none lies over the one above."""
    found: list[float] = []
    for middle in middles:
        found.append(max(middle, found[-1] + _LINE) if found else middle)
    beyond = max(found[-1] - (100 - _LINE / 2), 0.0) if found else 0.0
    for at in range(len(found) - 1, -1, -1):
        if not beyond:
            break
        least = found[at + 1] - _LINE if at + 1 < len(found) else 100 - _LINE / 2
        found[at] = min(found[at], least)
    return found
