"""The chart of a value map: relative quality across, relative price up, the line on which both are in balance."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.charts import Axis, axis_over

# The room that names are fitted into; the drawing itself stretches with its card.
_WIDTH, _HEIGHT = 640.0, 400.0
_LETTER, _LINE = 6.6, 17.0
_SMALLEST, _LARGEST = 12.0, 38.0
_CORNERS = 48


@dataclass(frozen=True, slots=True)
class Mark:
    """A product.

    Args:
        name: in words.
        said: its figures in a sentence.
        quality: relative quality with its bounds; both None where not known.
        price: likewise.
        share: of all choices, in [0, 1]; None where not known.
        style: `us`, `rival` or `other`.
    """

    name: str
    said: str
    quality: tuple[float, float | None, float | None]
    price: tuple[float, float | None, float | None]
    share: float | None
    style: str


@dataclass(frozen=True, slots=True)
class Region:
    """Where a segment wishes to be: mean and spread of both, and how they go together."""

    name: str
    quality: float
    price: float
    quality_sd: float
    price_sd: float
    correlation: float


@dataclass(frozen=True, slots=True)
class ValueChart:
    """What a value map shows.

    Args:
        label: the finding in a sentence, for those who hear it.
        across: the name of the axis of quality.
        up: the name of the axis of price.
        corners: words for the side where products are dear, and where they are worth more than they cost.
        marks: the products.
        slope: of the fair-value line through (100, 100).
        zone: half the height of the region of equal value; None without one.
        path: where our product was, oldest wave first.
        regions: wished by segments.
    """

    label: str
    across: str
    up: str
    corners: tuple[str, str]
    marks: Sequence[Mark]
    slope: float
    zone: float | None = None
    path: Sequence[tuple[float, float]] = ()
    regions: Sequence[Region] = ()


def value_chart(chart: ValueChart, write: Callable[[float], str]) -> Element:
    """Draw a value map.

    Args:
        chart: what to show.
        write: how a value is written on an axis.
    """
    across = axis_over(_reach([each.quality for each in chart.marks], [q for q, _ in chart.path]), from_zero=False)
    up = axis_over(_reach([each.price for each in chart.marks], [p for _, p in chart.path]), from_zero=False)

    def x(value: float) -> float:
        return 100 - across.down(value)

    shapes: list[Node] = [_upright(x(tick)) for tick in across.ticks]
    if chart.zone is not None:
        shapes.append(_zone(chart.slope, chart.zone, across, up, x))
    ends = [(value, 100 + chart.slope * (value - 100)) for value in (across.low, across.high)]
    shapes.append(h.path(class_="vm-fair", d=_way([(x(q), up.down(p)) for q, p in ends])))
    shapes += [_ellipse(each, x, up) for each in chart.regions]
    us = [each for each in chart.marks if each.style == "us"]
    if chart.path and us:
        trail = [*chart.path, (us[0].quality[0], us[0].price[0])]
        shapes.append(h.path(class_="vm-path", d=_way([(x(q), up.down(p)) for q, p in trail])))
    words: list[Node] = [
        h.span(class_="vm-corner dear")[chart.corners[0]],
        h.span(class_="vm-corner worth")[chart.corners[1]],
        [h.i(class_="vm-was", style=f"left:{x(q):.2f}%;top:{up.down(p):.2f}%") for q, p in chart.path],
    ]
    # Ours on top, whatever its size.
    ordered = sorted(chart.marks, key=lambda each: ("other", "rival", "us").index(each.style))
    named = _named(ordered, x, up)
    words += [_drawn(each, named[each.name], x, up) for each in ordered]
    written = [write(tick) for tick in up.ticks]
    return h.figure(
        class_="plot vm",
        role="img",
        aria_label=chart.label,
        style=f"--height:{_HEIGHT:.0f}px;--gutter:{max(map(len, written))}ch;--room:0ch",
    )[
        h.span(class_="vm-up")[chart.up],
        h.div(class_="plot-area")[
            [
                h.i(class_="grid-line", style=f"top:{up.down(tick):.2f}%")[h.b[said]]
                for tick, said in zip(up.ticks, written, strict=True)
            ],
            h.svg({"viewBox": "0 0 100 100", "preserveAspectRatio": "none"}, class_="shapes vm-shapes")[shapes],
            words,
        ],
        h.div(class_="plot-places")[[h.span(style=f"left:{x(tick):.2f}%")[write(tick)] for tick in across.ticks]],
        h.span(class_="vm-across")[chart.across],
    ]


def _reach(figures: Sequence[tuple[float, float | None, float | None]], path: Sequence[float]) -> list[float]:
    return [100.0, *path, *(each for figure in figures for each in figure if each is not None)]


def _way(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{left:.2f} {top:.2f}" for left, top in points)


def _upright(left: float) -> Node:
    return h.path(class_="vm-grid", d=f"M{left:.2f} 0V100")


def _zone(slope: float, zone: float, across: Axis, up: Axis, x: Callable[[float], float]) -> Node:
    ends = [(value, 100 + slope * (value - 100)) for value in (across.low, across.high)]
    around = [(q, p + zone) for q, p in ends] + [(q, p - zone) for q, p in reversed(ends)]
    return h.path(class_="vm-zone", d=_way([(x(q), up.down(p)) for q, p in around]) + "Z")


def _ellipse(region: Region, x: Callable[[float], float], up: Axis) -> Node:
    """Draw mean ± one spread, tilted as quality and price go together."""
    tilt = region.correlation if math.isfinite(region.correlation) else 0.0
    points = []
    for corner in range(_CORNERS):
        angle = 2 * math.pi * corner / _CORNERS
        one, other = math.cos(angle), math.sin(angle)
        price = tilt * one + math.sqrt(max(1 - tilt**2, 0.0)) * other
        points.append((x(region.quality + region.quality_sd * one), up.down(region.price + region.price_sd * price)))
    return [
        h.path(class_="vm-wished", d=_way(points) + "Z")[h.title[region.name]],
        h.path(class_="vm-wished-at", d=f"M{x(region.quality):.2f} {up.down(region.price):.2f}h0.01"),
    ]


def _size(mark: Mark) -> float:
    """Return the diameter of a mark, whose area goes with its share."""
    if mark.share is None:
        return 16.0
    return max(_SMALLEST, _LARGEST * math.sqrt(min(mark.share / 0.5, 1.0)))


def _drawn(mark: Mark, place: str | None, x: Callable[[float], float], up: Axis) -> Node:
    left, top, size = x(mark.quality[0]), up.down(mark.price[0]), _size(mark)
    bars: list[Node] = []
    if mark.quality[1] is not None and mark.quality[2] is not None:
        low, high = x(mark.quality[1]), x(mark.quality[2])
        bars.append(
            h.i(class_=f"vm-error across {mark.style}", style=f"left:{low:.2f}%;width:{high - low:.2f}%;top:{top:.2f}%")
        )
    if mark.price[1] is not None and mark.price[2] is not None:
        high, low = up.down(mark.price[2]), up.down(mark.price[1])
        bars.append(
            h.i(class_=f"vm-error up {mark.style}", style=f"left:{left:.2f}%;top:{high:.2f}%;height:{low - high:.2f}%")
        )
    return [
        bars,
        h.i(
            class_=f"vm-mark {mark.style}",
            title=mark.said,
            style=f"left:{left:.2f}%;top:{top:.2f}%;--s:{size:.0f}px",
        ),
        place
        and h.span(class_=f"vm-name {place} {mark.style}", style=f"left:{left:.2f}%;top:{top:.2f}%;--s:{size:.0f}px")[
            mark.name
        ],
    ]


def _named(marks: Sequence[Mark], x: Callable[[float], float], up: Axis) -> dict[str, str | None]:
    """Return on which side of its mark each name stands; None where it would lie over others."""
    middles = {
        each.name: (x(each.quality[0]) * _WIDTH / 100, up.down(each.price[0]) * _HEIGHT / 100, _size(each) / 2)
        for each in marks
    }
    taken = [(a - r, b - r, a + r, b + r) for a, b, r in middles.values()]
    sides: dict[str, str | None] = {}
    for mark in reversed(marks):
        a, b, r = middles[mark.name]
        wide = len(mark.name) * _LETTER
        boxes = {
            "below": (a - wide / 2, b + r + 2, a + wide / 2, b + r + 2 + _LINE),
            "above": (a - wide / 2, b - r - 2 - _LINE, a + wide / 2, b - r - 2),
            "right": (a + r + 4, b - _LINE / 2, a + r + 4 + wide, b + _LINE / 2),
            "left": (a - r - 4 - wide, b - _LINE / 2, a - r - 4, b + _LINE / 2),
        }
        free = [side for side, box in boxes.items() if _fits(box) and not any(_over(box, other) for other in taken)]
        chosen = free[0] if free else ("above" if mark.style != "other" else None)
        sides[mark.name] = chosen
        if chosen is not None:
            taken.append(boxes[chosen])
    return sides


def _fits(box: tuple[float, float, float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= _WIDTH and box[3] <= _HEIGHT


def _over(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
