"""Charts that the server draws: shapes stretch with the card, words keep their size and stay sharp."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import htpy as h
from htpy import Element, Node

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis with at most five round steps."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def down(self, value: float) -> float:
        """Return how far from the top a value lies, in percent of the height."""
        return 100 * (self.high - value) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Line:
    """One series over the same places along the axis.

    Args:
        values: None is a gap.
        style: `us`, `model` (dashed), or `others`.
        end: words beside its last value.
    """

    values: Values
    style: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """An interval around a forecast; drawn from the widest to the narrowest."""

    low: Values
    high: Values
    style: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """What a line chart shows.

    Args:
        label: the finding in a sentence, for those who hear it.
        places: the words along the axis, one for each value.
        lines: the series.
        bands: intervals under them.
        event: a place along the axis with a name, such as the start of the forecast.
        height: in pixels.
        from_zero: whether the axis starts at zero.
        level: a value to be reached, with the words that stand on its line.
    """

    label: str
    places: Sequence[str]
    lines: Sequence[Line]
    bands: Sequence[Band] = ()
    event: tuple[float, str] | None = None
    height: int = 220
    from_zero: bool = True
    most_labels: int = field(default=7)
    level: tuple[float, str] | None = None


def axis_over(values: Sequence[float], *, from_zero: bool) -> Axis:
    """Return a value axis with round steps over all values.

    Args:
        values: at least one.
        from_zero: zero is on it; a bar always starts there.
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-12:
        low, high = (low, low + 1.0) if from_zero else (low - abs(low) * 0.05 - 0.5, high + abs(high) * 0.05 + 0.5)
    rough = (high - low) / 4
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * 0.999999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(at * step for at in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def line_chart(chart: LineChart, write: Callable[[float], str]) -> Element:
    """Draw lines and the bands under them.

    Args:
        chart: what to show.
        write: how a value is written on the axis.
    """
    columns = [line.values for line in chart.lines] + [side for b in chart.bands for side in (b.low, b.high)]
    known = [value for column in columns for value in column if value is not None]
    known += [chart.level[0]] if chart.level else []
    axis = axis_over(known or [0.0], from_zero=chart.from_zero)
    last = max(len(chart.places) - 1, 1)

    def x(at: float) -> float:
        return 100 * at / last

    shapes = [_band(band, x, axis) for band in chart.bands]
    shapes += [_event_line(x(chart.event[0]))] if chart.event else []
    shapes += [_line(line, x, axis) for line in chart.lines]
    words: list[Node] = []
    if chart.level:
        top = axis.down(chart.level[0])
        shapes.append(h.path(class_="line target", d=f"M0 {top:.2f}H100"))
        words.append(h.span(class_="level-words", style=f"top:{top:.2f}%")[chart.level[1]])
    room = 0
    for line in chart.lines:
        at = max((i for i, value in enumerate(line.values) if value is not None), default=None)
        if line.end and at is not None:
            value = line.values[at]
            room = max(room, len(line.end)) if value is not None else room
            words.append(
                h.span(class_=f"mark {line.style}", style=f"left:{x(at):.2f}%;top:{axis.down(value or 0.0):.2f}%")[
                    line.end
                ]
            )
    if chart.event:
        side = " before" if chart.event[0] > last * 0.85 else ""
        words.append(h.span(class_=f"event{side}", style=f"left:{x(chart.event[0]):.2f}%")[chart.event[1]])
    return _plot(
        chart.label,
        axis,
        write,
        shapes,
        words,
        [(x(at), chart.places[at]) for at in _sparse(len(chart.places), chart.most_labels)],
        height=chart.height,
        room=room,
    )


@dataclass(frozen=True, slots=True)
class BarChart:
    """Counted against expected, side by side.

    Args:
        label: the finding in a sentence.
        places: the words below the bars.
        bars: what was counted; bars start at zero.
        ticks: what was expected, as an ink tick over each bar.
        written: the words above each bar.
        height: in pixels.
    """

    label: str
    places: Sequence[str]
    bars: Values
    ticks: Values
    written: Sequence[str]
    height: int = 220


def bar_chart(chart: BarChart, write: Callable[[float], str]) -> Element:
    """Draw bars with a tick each for what was expected."""
    known = [value for value in (*chart.bars, *chart.ticks) if value is not None]
    axis = axis_over(known or [0.0], from_zero=True)
    slot = 100 / max(len(chart.places), 1)
    shapes: list[Node] = []
    words: list[Node] = []
    for at, (value, tick) in enumerate(zip(chart.bars, chart.ticks, strict=True)):
        left = slot * (at + 0.19)
        if value is not None:
            top, bottom = sorted((axis.down(value), axis.down(0.0)))
            shapes.append(
                h.rect(
                    class_="bar",
                    x=f"{left:.2f}",
                    y=f"{top:.2f}",
                    width=f"{slot * 0.62:.2f}",
                    height=f"{bottom - top:.2f}",
                )
            )
            highest = min(top, axis.down(tick)) if tick is not None else top
            words.append(
                h.span(class_="above", style=f"left:{slot * (at + 0.5):.2f}%;top:{highest:.2f}%")[chart.written[at]]
            )
        if tick is not None:
            shapes.append(h.path(class_="tick", d=f"M{left - slot * 0.09:.2f} {axis.down(tick):.2f}h{slot * 0.8:.2f}"))
    places = [(slot * (at + 0.5), place) for at, place in enumerate(chart.places)]
    return _plot(chart.label, axis, write, shapes, words, places, height=chart.height, room=0)


def _plot(
    label: str,
    axis: Axis,
    write: Callable[[float], str],
    shapes: Node,
    words: Node,
    places: Sequence[tuple[float, str]],
    *,
    height: int,
    room: int,
) -> Element:
    written = [write(tick) for tick in axis.ticks]
    gutter = max(len(words_) for words_ in written)
    return h.figure(
        class_="plot",
        role="img",
        aria_label=label,
        style=f"--height:{height}px;--gutter:{gutter}ch;--room:{room}ch",
    )[
        h.div(class_="plot-area")[
            [
                h.i(class_="grid-line zero" if tick == 0 else "grid-line", style=f"top:{axis.down(tick):.2f}%")[
                    h.b[words_]
                ]
                for tick, words_ in zip(axis.ticks, written, strict=True)
            ],
            h.svg({"viewBox": "0 0 100 100", "preserveAspectRatio": "none"}, class_="shapes")[shapes],
            words,
        ],
        h.div(class_="plot-places")[[h.span(style=f"left:{left:.2f}%")[place] for left, place in places]],
    ]


def _line(line: Line, x: Callable[[float], float], axis: Axis) -> Node:
    drawn: list[Node] = []
    run: list[str] = []
    for at, value in enumerate((*line.values, None)):
        if value is not None:
            run.append(f"{x(at):.2f} {axis.down(value):.2f}")
        elif run:
            # A lone month between gaps is a dot: a line of no length with round ends.
            path = "M" + " L".join(run) if len(run) > 1 else f"M{run[0]}h0.01"
            drawn.append(h.path(class_=f"line {line.style}", d=path))
            run = []
    return drawn


def _band(band: Band, x: Callable[[float], float], axis: Axis) -> Node:
    upper = [(x(i), axis.down(v)) for i, v in enumerate(band.high) if v is not None]
    lower = [(x(i), axis.down(v)) for i, v in enumerate(band.low) if v is not None]
    if not upper or not lower:
        return None
    around = [*upper, *reversed(lower)]
    return h.path(class_=f"band {band.style}", d="M" + " L".join(f"{a:.2f} {b:.2f}" for a, b in around) + "Z")


def _event_line(left: float) -> Node:
    return h.path(class_="event-line", d=f"M{left:.2f} 0V100")


def _sparse(count: int, most: int) -> list[int]:
    step = max(1, math.ceil(count / most))
    return list(range(0, count, step))
