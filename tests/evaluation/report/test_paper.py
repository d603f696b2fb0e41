"""Boards on paper: what a printer that is no browser is given, and how it is kept within limits."""

import socket
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from tests.evaluation.report.sample import evaluation
from tests.evaluation.report.sample_firm import HOSTILE
from weasyprint import HTML

from crmeter.evaluation.report.embed import open_page
from crmeter.evaluation.report.paper import pdf
from crmeter.evaluation.report.paper.board import board_on_paper
from crmeter.evaluation.report.paper.colours import colours, with_colours
from crmeter.evaluation.report.paper.pdf import NoPdf, PrintLimits, to_pdf
from crmeter.evaluation.report.paper.shapes import made_ready
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart
from crmeter.evaluation.report.tiles.beside import Beside

TILES = [
    (TileAsked("retention_rate", "", TileChart.NUMBER), 3, 1),
    (TileAsked("retention_rate", "", TileChart.BULLET), 4, 1),
    (TileAsked("orders", "", TileChart.LINE), 6, 2),
    (TileAsked("orders", "segment", TileChart.BAR), 6, 2),
    (TileAsked("deal_drop_off_rate", "deal_stage", TileChart.FUNNEL), 6, 2),
    (TileAsked("orders", "region", TileChart.HEAT), 6, 2),
    (TileAsked("orders", "segment", TileChart.TABLE), 12, 2),
    (TileAsked("cohort_retention", "cohort,age", TileChart.HEAT), 6, 2),
]


@pytest.fixture(scope="module")
def page() -> str:
    told = Beside(pipelines=[["Tiếp cận", "Báo giá", HOSTILE]])
    return board_on_paper("Tuần này – khách trở lại", open_page(evaluation(), "vi"), TILES, Look(), beside=told)


def parsed(page: str) -> Element:
    root: Element = HTML(string=page).etree_element
    made_ready(root)
    return root


def tags(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == name]


def with_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def test_tiles_stand_in_the_rows_of_twelve_columns_that_they_fall_into(page: str) -> None:
    rows = with_class(parsed(page), "paper-row")

    widths = [[each.get("style") for each in row] for row in rows]
    assert widths == [
        # Three and four columns, and five that stay empty: the next tile has six.
        ["width:25.000%", "width:33.333%", "width:41.667%"],
        ["width:50.000%", "width:50.000%"],
        ["width:50.000%", "width:50.000%"],
        ["width:100.000%"],
        # A page lets a wide table scroll; paper gives it the whole width.
        ["width:100.000%"],
    ]


def test_a_page_to_be_printed_has_no_buttons_and_every_drawing_its_own_looks(page: str) -> None:
    root = parsed(page)

    assert tags(root, "button") == []
    drawings = [each for each in tags(root, "svg") if each.get("class") != "sprite"]
    assert drawings
    assert all(tags(each, "style") and not tags(each, "use") for each in drawings)
    assert all("var(" not in (style.text or "") for each in drawings for style in tags(each, "style"))


def test_shapes_are_stretched_to_their_card_so_that_lines_keep_their_width() -> None:
    plot = (
        '<figure class="plot" style="--height:100px;--gutter:5ch;--room:0ch"><div class="plot-area">'
        '<svg class="shapes" viewBox="0 0 100 100"><path d="M0 50 L100 25h-10V100Z"/>'
        '<rect x="10" y="50" width="20" height="50"/></svg></div></figure>'
    )
    root = parsed(f'<div class="tile-box" style="width:50.000%">{plot}</div>')

    # Half of 1038 pixels less 46 beside the chart is 473; less 36 for five letters and 12 at the right, 425.
    (drawing,) = with_class(root, "shapes")[:1]
    assert drawing.get("viewBox") == "0 0 425.0 72.0"
    assert tags(root, "path")[0].get("d") == "M0.00 36.00 L425.00 18.00 h-42.50 V72.00 Z"
    bar = tags(root, "rect")[0]
    assert [bar.get(name) for name in ("x", "y", "width", "height")] == ["42.50", "36.00", "85.00", "36.00"]


def test_the_four_cells_of_a_bar_become_a_row_of_a_table() -> None:
    root = parsed('<div class="bars worded"><b>a</b><i>b</i><b>1</b><i>n</i><b>c</b><i>d</i><b>2</b><i>n</i></div>')

    assert [[cell.text for cell in row] for row in with_class(root, "bars-row")] == [list("ab1n"), list("cd2n")]


def test_colours_are_those_of_the_light_theme() -> None:
    assert colours()["--c1"] == "#2a5bd7"
    assert with_colours("p { color: var(--text); }") == "p { color: #1a1b20; }"
    with pytest.raises(KeyError):
        with_colours("p { color: var(--no-such-colour); }")


def test_a_board_is_printed_to_pdf(page: str) -> None:
    printed = to_pdf(page)

    assert printed.startswith(b"%PDF-")
    assert printed.rstrip().endswith(b"%%EOF")


def test_what_is_printed_asks_nobody_for_anything() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x.png"
        asks = f'<link rel="stylesheet" href="{address}"><img src="{address}"><img src="file:///etc/hostname">'
        assert to_pdf(f"{asks}<p>Xin chào</p>").startswith(b"%PDF-")
        with pytest.raises(TimeoutError):
            listening.accept()


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(NoPdf) as refused:
        to_pdf("<p>Xin chào</p>", PrintLimits(seconds=0))

    assert refused.value.code == "too_large"


def test_without_the_library_it_is_said_what_to_install(monkeypatch: Any) -> None:
    monkeypatch.setattr(pdf.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(NoPdf, match="crmeter") as refused:
        to_pdf("<p>Xin chào</p>")

    assert refused.value.code == "no_printer"
    assert "libpango-1.0-0" in refused.value.text.vi
