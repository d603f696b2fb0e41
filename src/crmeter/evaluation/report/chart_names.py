"""Where names stand beside the points of a chart, so that none lies over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# The room that names are fitted into; the drawing itself stretches with its card.
WIDTH, HEIGHT = 640.0, 400.0
_LETTER, _LINE = 6.6, 17.0
_EDGE = 6.0
_SPOTS = 6

Box = tuple[float, float, float, float]
Side = Literal["below", "above", "right", "left"]


@dataclass(frozen=True, slots=True)
class Point:
    """Something that has a name.

    Args:
        name: in words.
        left: percent of the width.
        top: percent of the height.
        radius: what it covers around that place, in pixels.
        is_always_named: stands above its point where there is no room elsewhere.
    """

    name: str
    left: float
    top: float
    radius: float
    is_always_named: bool = False


def sides(points: Sequence[Point], taken: Sequence[Box] = ()) -> list[Side | None]:
    """Return on which side of its point each name stands; None where it would lie over others.

    Args:
        points: those that come first have the first choice.
        taken: what else names must not lie over.
    """
    covered = [*taken, *(box_of(each) for each in points)]
    found: list[Side | None] = []
    for each in points:
        boxes = _beside(each)
        free = [side for side, box in boxes.items() if _is_within(box) and not _is_over_any(box, covered)]
        chosen: Side | None = free[0] if free else ("above" if each.is_always_named else None)
        found.append(chosen)
        if chosen is not None:
            covered.append(boxes[chosen])
    return found


def box_of(point: Point) -> Box:
    """Return what a point covers."""
    a, b, r = point.left * WIDTH / 100, point.top * HEIGHT / 100, point.radius
    return a - r, b - r, a + r, b + r


def corner_box(words: str, covered: Sequence[Box], *, is_upper_left: bool, lines: int = 2) -> Box:
    """Return the room of some words in a corner, moved away from it only as far as they would lie over something.

    Args:
        words: to be written.
        covered: what they must not lie over.
        is_upper_left: else lower right.
        lines: over which they are broken at most.
    """
    wide, high = -(-len(words) // lines) * _LETTER + 3 * _LETTER, lines * _LINE
    boxes = []
    for down in range(_SPOTS):
        for across in range(_SPOTS):
            left, top = _EDGE + across * wide / 2, _EDGE + down * high / 2
            if not is_upper_left:
                left, top = WIDTH - left - wide, HEIGHT - top - high
            boxes.append((down + across, (left, top, left + wide, top + high)))
    near = [box for _, box in sorted(boxes, key=lambda each: each[0])]
    return next((box for box in near if not _is_over_any(box, covered)), near[0])


def _beside(point: Point) -> dict[Side, Box]:
    a, b, r = point.left * WIDTH / 100, point.top * HEIGHT / 100, point.radius
    wide = len(point.name) * _LETTER
    return {
        "below": (a - wide / 2, b + r + 2, a + wide / 2, b + r + 2 + _LINE),
        "above": (a - wide / 2, b - r - 2 - _LINE, a + wide / 2, b - r - 2),
        "right": (a + r + 4, b - _LINE / 2, a + r + 4 + wide, b + _LINE / 2),
        "left": (a - r - 4 - wide, b - _LINE / 2, a - r - 4, b + _LINE / 2),
    }


def _is_within(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT


def _is_over_any(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
