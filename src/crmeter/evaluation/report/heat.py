"""Heat tables: real tables whose cells are tinted on one ramp, and a grid too fine for words."""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tables import scrolling
from crmeter.vocabulary import Text, formats


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a heat table: its place on the ramp from 0 to 1, its words, and whether its n is small."""

    share: float
    words: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row: its name, words beside the name, its cells (None where there is none)."""

    name: str
    beside: str | None
    cells: Sequence[Cell | None]


def step(share: float) -> int:
    """Return the step 0 to 9 on the ramp."""
    return max(0, min(9, int(share * 10)))


def heat_table(
    page: Page, title: Text, corner: Sequence[str], heads: Sequence[str], rows: Sequence[HeatRow]
) -> Element:
    """Draw a heat table.

    Args:
        page: where.
        title: its name for those who hear it.
        corner: what heads the name column and, if there are two, the one beside it.
        heads: what heads the cells.
        rows: top to bottom.
    """
    return scrolling(
        page,
        title,
        h.table(class_="heat")[
            h.thead[
                h.tr[
                    [h.th(scope="col", class_="r" if at else None)[words] for at, words in enumerate(corner)],
                    [
                        h.th(scope="col", class_="c", style=f"width:{80 / max(len(heads), 4):.2f}%")[head]
                        for head in heads
                    ],
                ]
            ],
            h.tbody[
                [
                    h.tr[
                        h.th(scope="row")[row.name],
                        row.beside is not None and h.td(class_="beside r")[row.beside],
                        [_cell(cell) for cell in row.cells],
                    ]
                    for row in rows
                ]
            ],
        ],
    )


def _cell(cell: Cell | None) -> Element:
    if cell is None:
        return h.td(class_="blank")
    return h.td(class_=f"q{step(cell.share)}{' few' if cell.small else ''}")[cell.words]


def heat_grid(
    label: str,
    columns: Sequence[str],
    rows: Sequence[str],
    shares: Sequence[Sequence[float | None]],
    axes: tuple[str, str],
    marks: Sequence[tuple[float, float, str]] = (),
) -> Node:
    """Draw a fine grid, the first row at the bottom, with numbered marks on it and their names below.

    Args:
        label: what it says, in a sentence.
        columns: words along the bottom.
        rows: words along the side, from the bottom up.
        shares: for each row from the bottom up, each column from 0 to 1.
        axes: the names of the bottom and of the side.
        marks: place along the bottom, place up the side (both 0 to 1), name.
    """
    wide, tall = len(columns), len(rows)
    cells: list[Node] = [
        h.rect(
            class_="unknown" if share is None else f"g{step(share)}", x=at, y=tall - 1 - up, width="0.94", height="0.94"
        )
        for up, row in enumerate(shares)
        for at, share in enumerate(row)
    ]
    grid = h.figure(class_="fine", role="img", aria_label=label)[
        h.div(class_="fine-side")[h.span[axes[1]]],
        h.div(class_="fine-rows")[
            [
                h.span(style=f"bottom:{100 * (up + 0.5) / tall:.2f}%")[rows[up]]
                for up in range(0, tall, max(1, -(-tall // 7)))
            ]
        ],
        h.div(class_="fine-area")[
            h.svg({"viewBox": f"0 0 {wide} {tall}", "preserveAspectRatio": "none"}, class_="shapes")[cells],
            [
                h.span(class_="pin", style=f"left:{100 * left:.2f}%;bottom:{100 * up:.2f}%")[str(number)]
                for number, (left, up, _) in enumerate(marks, 1)
            ],
        ],
        h.div(class_="fine-columns")[
            [
                h.span(style=f"left:{100 * (at + 0.5) / wide:.2f}%")[columns[at]]
                for at in range(0, wide, max(1, -(-wide // 7)))
            ]
        ],
        h.div(class_="fine-bottom")[axes[0]],
    ]
    if not marks:
        return grid
    # Names beside their marks would cover each other: customers at risk are alike.
    names = [h.span[h.span(class_="pin")[str(number)], " ", name] for number, (_, _, name) in enumerate(marks, 1)]
    return h.fragment[grid, h.p(class_="fine-names")[names]]


def ramp(page: Page, high: float) -> Element:
    """Draw the legend of the ramp, from nothing to its end."""
    return h.span(class_="ramp")[
        formats.percent(0, page.language, 0),
        h.span(class_="ramp-steps", aria_hidden="true")[[h.i(class_=f"q{at}") for at in range(10)]],
        formats.percent(high, page.language, 0),
    ]
