"""Bars from a base line with the interval of each, the largest on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.charts import axis_over


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """One bar.

    Args:
        name: beside it.
        value: where it ends.
        low: lower bound of the value; None where there is none.
        high: upper bound.
        written: the value in words.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    written: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """What the chart shows.

    Args:
        label: the finding in a sentence, for those who hear it.
        bars: at least one.
        base: where bars start: 0 for a change, 1 for what comes back of each đồng.
        base_word: what it means to stand there.
        caption: what the axis counts.
    """

    label: str
    bars: Sequence[TornadoBar]
    base: float
    base_word: str
    caption: str


def tornado_chart(chart: Tornado, write: Callable[[float], str]) -> Element:
    """Draw the bars; one whose interval holds the base is pale, one below it in the colour of a warning.

    Args:
        chart: what to show.
        write: how a value is written on the axis.
    """
    sides = [side for bar in chart.bars for side in (bar.value, bar.low, bar.high) if side is not None]
    axis = axis_over([*sides, chart.base], from_zero=chart.base == 0)

    def x(value: float) -> float:
        return 100 - axis.down(value)

    rows = len(chart.bars)
    return h.figure(class_="tornado", style=f"--rows:{rows}")[
        h.div(class_="tornado-names")[[h.span(title=bar.name)[bar.name] for bar in chart.bars]],
        h.div(class_="tornado-area", role="img", aria_label=chart.label)[
            [h.i(class_="tornado-line", style=f"left:{x(tick):.2f}%")[h.b[write(tick)]] for tick in axis.ticks],
            h.i(class_="tornado-base", style=f"left:{x(chart.base):.2f}%")[h.b[chart.base_word]],
            h.svg({"viewBox": f"0 0 100 {rows}", "preserveAspectRatio": "none"}, class_="shapes")[
                [_bar(bar, place, chart.base, x) for place, bar in enumerate(chart.bars)]
            ],
            [
                h.span(
                    class_="tornado-value",
                    style=f"left:{x(max(bar.value, bar.high or bar.value)):.2f}%;top:{100 * (place + 0.5) / rows:.2f}%",
                )[bar.written]
                for place, bar in enumerate(chart.bars)
            ],
        ],
        h.figcaption[chart.caption],
    ]


def _bar(bar: TornadoBar, place: int, base: float, x: Callable[[float], float]) -> Node:
    left, right = sorted((x(base), x(bar.value)))
    is_open = bar.low is None or bar.high is None or bar.low <= base <= bar.high
    tone = " below" if bar.value < base else " open" if is_open else ""
    top, width = f"{place + 0.29:.2f}", f"{right - left:.2f}"
    drawn: list[Node] = [h.rect(class_=f"tornado-bar{tone}", x=f"{left:.2f}", y=top, width=width, height="0.42")]
    if bar.low is not None and bar.high is not None:
        low, high = x(bar.low), x(bar.high)
        ends = "".join(f"M{at:.2f} {place + 0.39:.2f}v0.22" for at in (low, high))
        drawn.append(h.path(class_="tornado-interval", d=f"M{low:.2f} {place + 0.5:.2f}H{high:.2f}{ends}"))
    return drawn
