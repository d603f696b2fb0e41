"""The chart of a value map: relative quality across, relative price up, the line on which both are in balance."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.chart_names import HEIGHT, WIDTH, Box, Point, box_of, corner_box, sides
from crmeter.evaluation.report.charts import Axis, axis_over

_SMALLEST, _LARGEST = 12.0, 38.0
_CORNERS = 48
_DOT = 4.0


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
    """Where a segment wishes to be: mean and spread of both, how they go together, and of how many people."""

    name: str
    quality: float
    price: float
    quality_sd: float
    price_sd: float
    correlation: float
    n: float | None = None


@dataclass(frozen=True, slots=True)
class Handle:
    """By which our product is drawn to another place.

    Args:
        quality: where it stands while something is tried.
        price: likewise.
        is_moved: whether something is tried.
        said: what it is and how it moves, for those who hear it.
        name: of the place that is tried.
    """

    quality: float
    price: float
    is_moved: bool
    said: str
    name: str


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
        handle: by which our product is drawn elsewhere; None where nothing tells what would follow.
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
    handle: Handle | None = None


def value_chart(chart: ValueChart, write: Callable[[float], str]) -> Element:
    """Draw a value map; points beside which a name finds no room get a number, told below.

    Args:
        chart: what to show.
        write: how a value is written on an axis.
    """
    drawn = [*chart.path, *([(chart.handle.quality, chart.handle.price)] if chart.handle is not None else [])]
    across = axis_over(_reach([each.quality for each in chart.marks], [q for q, _ in drawn]), from_zero=False)
    up = axis_over(_reach([each.price for each in chart.marks], [p for _, p in drawn]), from_zero=False)

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
    if chart.handle is not None and chart.handle.is_moved and us:
        way = [(us[0].quality[0], us[0].price[0]), (chart.handle.quality, chart.handle.price)]
        shapes.append(h.path(class_="vm-moved", d=_way([(x(q), up.down(p)) for q, p in way])))
    # Ours on top, whatever its size, and with the first choice of a place for its name.
    ordered = sorted(chart.marks, key=lambda each: ("other", "rival", "us").index(each.style))
    points = [_point(each, x, up) for each in reversed(ordered)]
    centres = [Point(each.name, x(each.quality), up.down(each.price), _DOT) for each in chart.regions]
    covered = [box_of(each) for each in (*points, *centres)]
    rooms = [corner_box(said, covered, is_upper_left=not n) for n, said in enumerate(chart.corners)]
    places = sides([*points, *centres], rooms)
    nameless = [each for each, place in zip((*points, *centres), places, strict=True) if place is None]
    named = dict(zip((each.name for each in reversed(ordered)), places, strict=False))
    words: list[Node] = [
        _corner("dear", chart.corners[0], rooms[0]),
        _corner("worth", chart.corners[1], rooms[1]),
        [h.i(class_="vm-was", style=f"left:{x(q):.2f}%;top:{up.down(p):.2f}%") for q, p in chart.path],
    ]
    words += [_drawn(each, named[each.name], x, up) for each in ordered]
    words += [_label(each, place, "wish", 2 * _DOT) for each, place in zip(centres, places[len(points) :], strict=True)]
    words += [
        h.b(class_="vm-number", style=f"left:{each.left:.2f}%;top:{each.top:.2f}%")[number]
        for number, each in enumerate(nameless, start=1)
    ]
    if chart.handle is not None:
        words.append(_handle(chart.handle, x, across, up))
    written = [write(tick) for tick in up.ticks]
    drawing = h.figure(
        class_="plot vm",
        # What can be drawn elsewhere is no part of a picture.
        role="img" if chart.handle is None else "group",
        aria_label=chart.label,
        style=f"--height:{HEIGHT:.0f}px;--gutter:{max(map(len, written))}ch;--room:0ch",
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
    if not nameless:
        return drawing
    return h.div[drawing, h.ol(class_="vm-numbers")[[h.li[each.name] for each in nameless]]]


def _handle(handle: Handle, x: Callable[[float], float], across: Axis, up: Axis) -> Node:
    sides = {"left": across.low, "right": across.high, "low": up.low, "high": up.high}
    ends = {f"data-{side}": f"{value:.4f}" for side, value in sides.items()}
    place = f"left:{x(handle.quality):.2f}%;top:{up.down(handle.price):.2f}%"
    return [
        h.button(
            ends,
            type="button",
            id="map-handle",
            class_="vm-handle moved" if handle.is_moved else "vm-handle",
            aria_label=handle.said,
            data_quality=f"{handle.quality:.4f}",
            data_price=f"{handle.price:.4f}",
            style=place,
        ),
        handle.is_moved and h.span(class_="vm-name tried", style=place)[handle.name],
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
        _label(Point(mark.name, left, top, size / 2), place, mark.style, size),
    ]


def _point(mark: Mark, x: Callable[[float], float], up: Axis) -> Point:
    return Point(mark.name, x(mark.quality[0]), up.down(mark.price[0]), _size(mark) / 2, mark.style != "other")


def _label(point: Point, side: str | None, style: str, size: float) -> Node:
    if side is None:
        return None
    place = f"left:{point.left:.2f}%;top:{point.top:.2f}%;--s:{size:.0f}px"
    return h.span(class_=f"vm-name {side} {style}", style=place)[point.name]


def _corner(side: str, said: str, room: Box) -> Node:
    left, top = 100 * room[0] / WIDTH, 100 * room[1] / HEIGHT
    place = f"left:{left:.2f}%;top:{top:.2f}%"
    if side == "worth":
        place = f"right:{100 - 100 * room[2] / WIDTH:.2f}%;bottom:{100 - 100 * room[3] / HEIGHT:.2f}%"
    return h.span(class_=f"vm-corner {side}", style=place)[said]
