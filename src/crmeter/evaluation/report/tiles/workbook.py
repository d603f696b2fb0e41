"""A board as a workbook: a sheet of its figures, and one of the run that they are of."""

from collections.abc import Sequence

from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked
from crmeter.evaluation.report.tiles.exported import columns_under, exported, exported_row
from crmeter.evaluation.report.xlsx import Typed, figures_workbook
from crmeter.vocabulary import Language, Reading, Text, Unit

FIGURES = Text("Số liệu", "Figures")


def board_workbook(
    name: str, page: Page, tiles: Sequence[TileAsked], look: Look, language: Language, earlier: Page | None = None
) -> bytes:
    """Return a workbook of what a board shows.

    Args:
        name: of the board.
        page: the run.
        tiles: of the board, in order.
        look: what the board is looked at by.
        language: of headings and words.
        earlier: the run of a year before, where there is one.
    """
    rows = (_typed(page, each, look, earlier) for tile in tiles for each in exported(page, tile, look))
    return figures_workbook(name, page.figures.evaluation, FIGURES, columns_under(look), rows, language)


def _typed(page: Page, reading: Reading, look: Look, earlier: Page | None) -> list[object]:
    kind = {Unit.MONEY: "money", Unit.SHARE: "share"}.get(reading.unit, "number")
    row = exported_row(page, reading, look, earlier)
    kinds = (None, None, "date", "date", kind, None, kind, kind, "count", "score", None, kind)[: len(row)]
    return [cell if each is None else Typed(cell, each) for cell, each in zip(row, kinds, strict=True)]
