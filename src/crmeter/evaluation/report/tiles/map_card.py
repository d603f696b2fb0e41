"""A value map as a tile: the map itself is drawn of a survey or a table, and no part of an evaluation."""

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.tiles.asked import CHARTS, TileChart
from crmeter.vocabulary import Text

NOTHING = Text("Chưa có gì để vẽ", "Nothing to draw")
OPEN = Text("Mở bản đồ giá trị", "Open the value map")
PICTURE = Text("Lưu thành ảnh PNG", "Keep as a PNG picture")
ON_THE_PAGE = Text(
    "bản đồ giá trị chỉ xem được trên trang bảng số liệu", "a value map is shown on the page of the board only"
)
MAP = Text("Bản đồ giá trị", "Value map")


def map_card(
    page: Page, chart: Node, *, source: Text | None = None, finding: Text | None = None, address: str | None = None
) -> Element:
    """Draw a value map as a tile.

    Args:
        page: where.
        chart: the map, as it is drawn on its page.
        source: what it is of.
        finding: what it tells, in a sentence.
        address: of its page, where figures are explained.
    """
    told = None if finding is None else h.p(class_="t2")[written.sentence(page.say(finding))]
    end = [_picture(page, source), None if address is None else _opens(page, source, address)]
    return card(page, MAP, h.div(class_="card-b column")[told, chart], subtitle=source, end=end, style="board-tile")


def no_map(page: Page, why: Text, source: Text | None = None) -> Element:
    """Say why there is no map."""
    subtitle = source or CHARTS[TileChart.MAP]
    return card(
        page,
        MAP,
        empty(page.say(NOTHING), written.sentence(page.say(why))),
        subtitle=None if page.say(subtitle).casefold() == page.say(MAP).casefold() else subtitle,
        style="board-tile",
    )


def _picture(page: Page, source: Text | None) -> Element:
    name = page.say(MAP if source is None else source)
    asked = {"data-picture": f"{page.say(MAP)} {name}"}
    label = f"{page.say(PICTURE)}: {name}"
    return h.button(
        asked, class_="btn sm icon ghost", type="button", hidden=True, title=page.say(PICTURE), aria_label=label
    )[icon("picture")]


def _opens(page: Page, source: Text | None, address: str) -> Element:
    label = f"{page.say(OPEN)}: {page.say(source or MAP)}"
    return h.a(class_="btn sm icon ghost", href=address, title=page.say(OPEN), aria_label=label)[icon("info")]
