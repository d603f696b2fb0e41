"""A share in a cell of a table, with its interval drawn beside it."""

from collections.abc import Callable
from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.ranges import ranged
from crmeter.vocabulary import Text, formats


def ranged_share(page: Page, label: Text, low: str, high: str) -> Callable[[Any, dict[str, Any]], Node]:
    """Return how to draw a share of a band; without bounds it stands alone, and nothing where it is not known.

    Args:
        page: where.
        label: what is read out, of `band`, `rate`, `low` and `high`.
        low: the column of the lower bound.
        high: that of the upper bound.
    """

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    def drawn(cell: Any, row: dict[str, Any]) -> Node:
        if cell is None:
            return formats.EMPTY
        bounds = row[low], row[high]
        if None in bounds:
            return share(cell)
        band = written.text(row["band"], page.language)
        said = page.say(label).format(band=band, rate=share(cell), low=share(bounds[0]), high=share(bounds[1]))
        interval = ranged(cell, *bounds, (min(0.0, bounds[0]), 1.0), said)
        return h.span(class_="meter wide")[h.span(class_="r")[share(cell)], interval]

    return drawn
