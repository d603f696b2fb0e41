"""A board as it is printed: the tiles of the page, in rows of twelve columns, with looks that a printer understands."""

from collections.abc import Mapping, Sequence
from importlib.resources import files

import htpy as h
from htpy import Element
from markupsafe import Markup

from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import sprite
from crmeter.evaluation.report.paper.colours import colours, with_colours
from crmeter.evaluation.report.tiles.asked import Look, TileChart
from crmeter.evaluation.report.tiles.beside import NOTHING_BESIDE, Beside
from crmeter.evaluation.report.tiles.board_file import AS_OF, Placed
from crmeter.evaluation.report.tiles.drawn import draw_tile
from crmeter.vocabulary import Text, formats

COLUMNS = 12
PAGE_OF = Text("Trang {page} / {pages}", "Page {page} of {pages}")


def board_on_paper(
    name: str,
    page: Page,
    tiles: Sequence[Placed],
    look: Look,
    *,
    earlier: Page | None = None,
    faces: Mapping[str, str] | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> str:
    """Return a board as HTML for `to_pdf`.

    Args:
        name: of the board.
        page: the run, opened with what the tiles need and without links.
        tiles: what each shows, how many of twelve columns wide it is, and how tall.
        look: what the board is looked at by.
        earlier: the run of a year before, where there is one.
        faces: `data:` addresses of the typeface by the name of each of its files; without it, a typeface of the system.
        beside: what is known beside the run.
    """
    period = page.figures.run.period
    spoken = page.say(AS_OF).format(
        start=formats.day(period.start, page.language), end=formats.day(period.last_day, page.language)
    )
    drawn = [
        h.div(class_="paper-row")[
            [
                h.div(class_="tile-box", style=f"width:{100 * width / COLUMNS:.3f}%")[
                    draw_tile(page, tile, look, earlier, tall, beside)
                ]
                for tile, width, tall in row
            ],
            _rest(row),
        ]
        for row in _rows(tiles)
    ]
    document = h.html(lang=page.language)[
        h.head[
            h.meta(charset="utf-8"),
            h.title[name],
            h.style[Markup(_looks(page, faces or {}))],  # noqa: S704 - the package's own files and data: addresses
        ],
        h.body[sprite(), h.header[h.h1[name], h.p[spoken]], drawn],
    ]
    return str(document)


def _rows(tiles: Sequence[Placed]) -> list[list[Placed]]:
    """Return the tiles in the rows that they fall into on a page of twelve columns."""
    rows: list[list[Placed]] = []
    for each in map(_as_wide_as_it_needs, tiles):
        if not rows or sum(width for _, width, _ in rows[-1]) + each[1] > COLUMNS:
            rows.append([])
        rows[-1].append(each)
    return rows


def _as_wide_as_it_needs(placed: Placed) -> Placed:
    """Give what scrolls sideways on a page, a heat table cut by two columns, the whole width: paper does not scroll."""
    tile, width, tall = placed
    scrolls = tile.chart is TileChart.HEAT and "," in tile.cut
    return tile, COLUMNS if scrolls else width, tall


def _rest(row: Sequence[Placed]) -> Element | None:
    left = COLUMNS - sum(width for _, width, _ in row)
    return h.div(class_="nothing", style=f"width:{100 * left / COLUMNS:.3f}%") if left else None


def _looks(page: Page, faces: Mapping[str, str]) -> str:
    named = "".join(
        f'@font-face{{font-family:"{name}";src:url({address}) format("woff2");font-weight:100 900}}'
        for name, address in faces.items()
    )
    family = ", ".join([*(f'"{name}"' for name in faces), "Inter", '"DejaVu Sans"', "sans-serif"])
    before, after = page.say(PAGE_OF).split("{page}")
    between, end = after.split("{pages}")
    words = f'"{before}" counter(page) "{between}" counter(pages) "{end}"'
    numbered = f"@page{{@bottom-right{{content:{words}}}}}"
    tokens = ";".join(f"{name}:{value}" for name, value in colours().items())
    sheet = files("crmeter.evaluation.report").joinpath("styles", "paper.css").read_text("utf-8")
    return f":root{{{tokens}}}{named}html{{font-family:{family}}}{numbered}{with_colours(sheet)}"
