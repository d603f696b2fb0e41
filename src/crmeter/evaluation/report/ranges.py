"""Values with their intervals on one common line, one below the other."""

import htpy as h
from htpy import Element


def ranged(value: float, low: float, high: float, ends: tuple[float, float], label: str, tone: str = "") -> Element:
    """Draw a value as a mark on its interval; where zero lies within the line's ends it is marked too.

    Args:
        value: where the mark stands.
        low: lower bound; what is beyond the ends is cut there.
        high: upper bound.
        ends: of the line, the same for all that are compared.
        label: the same in words.
        tone: `good`, `bad`, or nothing.
    """
    first, last = ends
    length = last - first or 1.0

    def place(amount: float) -> float:
        return min(max((amount - first) / length * 100, 0.0), 100.0)

    return h.span(class_=f"ranged {tone}".strip(), role="img", aria_label=label)[
        first < 0 < last and h.i(class_="r-zero", style=f"left:{place(0):.1f}%"),
        h.i(class_="r-line", style=f"left:{place(low):.1f}%;width:{place(high) - place(low):.1f}%"),
        h.i(class_="r-mark", style=f"left:{place(value):.1f}%"),
    ]


def ends_of(bounds: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the ends of a line on which all bounds and zero have room."""
    if not bounds:
        return (0.0, 1.0)
    first, last = min(0.0, *(low for low, _ in bounds)), max(0.0, *(high for _, high in bounds))
    room = (last - first) * 0.04 or 1.0
    return (first - room if first < 0 else 0.0, last + room)
