"""A board as one HTML file that needs nothing else: to be kept, sent, or printed to PDF by any browser."""

from collections.abc import Sequence
from importlib.resources import files

import htpy as h
from markupsafe import Markup

from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.html import stylesheet
from crmeter.evaluation.report.icons import sprite
from crmeter.evaluation.report.tiles.asked import Look, TileAsked
from crmeter.evaluation.report.tiles.beside import NOTHING_BESIDE, Beside
from crmeter.evaluation.report.tiles.drawn import draw_tile
from crmeter.vocabulary import Text, formats

AS_OF = Text("Số liệu từ {start} đến hết {end}", "Figures from {start} up to {end}")
Placed = tuple[TileAsked, int, int]


def board_file(
    name: str,
    page: Page,
    tiles: Sequence[Placed],
    look: Look,
    earlier: Page | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> bytes:
    """Return a board as a file.

    Args:
        name: of the board.
        page: the run, opened with what the tiles need and without links.
        tiles: what each shows, how many of twelve columns wide it is, and how tall.
        look: what the board is looked at by.
        earlier: the run of a year before, where there is one.
        beside: what is known beside the run.
    """
    period = page.figures.run.period
    spoken = page.say(AS_OF).format(
        start=formats.day(period.start, page.language), end=formats.day(period.last_day, page.language)
    )
    sheet = files("crmeter.evaluation.report").joinpath("styles", "board_file.css").read_text("utf-8")
    document = h.html(lang=page.language)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[f"{name} · CRMeter"],
            h.link(rel="icon", href="data:,"),
            h.style[Markup(stylesheet() + sheet)],  # noqa: S704 - the package's own files
        ],
        h.body[
            sprite(),
            h.main(class_="main board-file")[
                h.header(class_="head")[h.div(class_="head-t")[h.h1[name], h.p[spoken]]],
                h.div(class_="grid")[
                    [
                        h.div(class_="tile-box", style=f"--wide:{width}")[
                            draw_tile(page, tile, look, earlier, tall, beside)
                        ]
                        for tile, width, tall in tiles
                    ]
                ],
            ],
        ],
    ]
    return str(document).encode()
