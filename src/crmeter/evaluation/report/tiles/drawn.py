"""A tile as a card: its title, its chart, what it stands on, and a way to its explanation."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart
from crmeter.evaluation.report.tiles.beside import NOTHING_BESIDE, Beside
from crmeter.evaluation.report.tiles.cut_charts import bars, funnel, heat, table
from crmeter.evaluation.report.tiles.found import Found, found_for
from crmeter.evaluation.report.tiles.map_card import ON_THE_PAGE, no_map
from crmeter.evaluation.report.tiles.place import Place
from crmeter.evaluation.report.tiles.whole_charts import bullet_number, line, month_bars, month_table, number
from crmeter.vocabulary import Text, formats

NOTHING = Text("Chưa có gì để vẽ", "Nothing to draw")
EXPLAIN = Text("Giải thích", "Explain")
PICTURE = Text("Lưu thành ảnh PNG", "Keep as a PNG picture")
BY = Text("theo {by}", "by {by}")
MONTHLY = Text("từng tháng", "by month")
OF_PART = Text("{by}: {code}", "{by}: {code}")

Draw = Callable[[Place, Found], Node]
_WHOLE: Mapping[TileChart, Draw] = MappingProxyType(
    {
        TileChart.NUMBER: number,
        TileChart.BULLET: bullet_number,
        TileChart.LINE: line,
        TileChart.BAR: month_bars,
        TileChart.TABLE: month_table,
    }
)
_CUT: Mapping[TileChart, Draw] = MappingProxyType(
    {TileChart.BAR: bars, TileChart.TABLE: table, TileChart.HEAT: heat, TileChart.FUNNEL: funnel}
)
_OF_MONTHS = (TileChart.LINE, TileChart.BAR, TileChart.TABLE)


def draw_tile(
    page: Page,
    tile: TileAsked,
    look: Look,
    earlier: Page | None = None,
    tall: int = 2,
    beside: Beside = NOTHING_BESIDE,
) -> Element:
    """Draw a tile.

    Args:
        page: the run, opened with the readings that the tile needs.
        tile: what it shows.
        look: what the board is looked at by.
        earlier: the run of a year before, where there is one.
        tall: how tall it is: 1, 2 or 3.
        beside: what is known beside the run.
    """
    if tile.is_map:
        # Pages draw it of its source; a file and a mail hold figures of the evaluation alone.
        return no_map(page, ON_THE_PAGE)
    found = found_for(page, tile, look)
    draw = (_CUT if tile.cut else _WHOLE).get(tile.chart)
    if found.why is not None or draw is None:
        body: Node = empty(page.say(NOTHING), written.sentence(page.say(found.why)) if found.why else None)
    else:
        body = draw(Place(page, tile, look, earlier, tall, beside), found)
    end = [_picture(page, tile), _explained(page, tile, look)]
    title = page.figures.title(tile.measure)
    return card(page, title, body, subtitle=_beside(page, tile, look), end=end, style="board-tile")


def _picture(page: Page, tile: TileAsked) -> Node:
    """Draw what keeps the tile as a picture; it shows itself once a script listens."""
    if page.links is None:
        return None
    title = page.say(page.figures.title(tile.measure))
    name = f"{page.say(PICTURE)}: {title}"
    asked = {"data-picture": title}
    return h.button(
        asked, class_="btn sm icon ghost", type="button", hidden=True, title=page.say(PICTURE), aria_label=name
    )[icon("picture")]


def _explained(page: Page, tile: TileAsked, look: Look) -> Node:
    """Draw what opens the explanation of the measure, or of the part of it that is looked at."""
    if page.links is None:
        return None
    is_part = bool(look.by) and not tile.cut and page.figures.reading(tile.measure, **{look.by: look.code}) is not None
    address = page.links.explain(tile.measure, {look.by: look.code} if is_part else {})
    asked = {"hx-get": address, "hx-target": page.links.target, "data-explain": tile.measure}
    title = page.say(page.figures.title(tile.measure))
    name = f"{page.say(EXPLAIN)}: {title}"
    return h.a(asked, class_="btn sm icon ghost", href=address, title=page.say(EXPLAIN), aria_label=name)[icon("info")]


def _beside(page: Page, tile: TileAsked, look: Look) -> str:
    said = []
    measure = page.figures.measure(tile.measure)
    if measure is not None and tile.chart is not TileChart.NUMBER and measure.unit in words.UNIT_WORDS:
        said.append(page.say(words.UNIT_WORDS[measure.unit]))
    if tile.cut:
        said.append(page.say(BY.fill(by=Text.join([_word(column) for column in tile.cut.split(",")], ", "))))
    elif tile.chart in _OF_MONTHS:
        said.append(page.say(MONTHLY))
    if look.by:
        said.append(page.say(OF_PART.fill(by=_word(look.by), code=words.code_words(look.by, look.code))))
    if look.month is not None and not tile.cut and tile.chart not in _OF_MONTHS:
        said.append(formats.month(look.month, page.language))
    return ", ".join(said)


def _word(column: str) -> Text:
    word = words.SLICE_WORDS.get(column, Text.same(column))
    return Text(word.vi.lower(), word.en.lower())
