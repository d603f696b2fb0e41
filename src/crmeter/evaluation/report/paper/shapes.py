"""Drawings of pages made ready for a printer that is no browser: it knows neither their looks nor symbols elsewhere.

Shapes of charts are drawn on a square of a hundred by a hundred that stretches with its card while lines keep their
width. The printer would stretch the lines too, so numbers are stretched here instead.
"""

import re
from copy import deepcopy
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement

from crmeter.evaluation.report.paper.colours import with_colours

# How wide twelve columns are on the page, and what of a card is beside its chart: in pixels of CSS.
PAPER_WIDTH = 1038
_BESIDE = 46
_LETTER = 5.2
_HEIGHT = re.compile(r"--height:(\d+)px")
_GUTTER = re.compile(r"--gutter:(\d+)ch")
_ROOM = re.compile(r"--room:(\d+)ch")
_WIDE = re.compile(r"width:([\d.]+)%")
_NUMBER = r"-?\d+(?:\.\d+)?"
_STEP = re.compile(rf"([MLHVhvZz]?)\s*((?:{_NUMBER}[\s,]*)*)")
# A chart on paper is lower than on a screen.
_LOWER = 0.72
_OF_BARS = 4


def made_ready(root: Element) -> None:
    """Change a parsed page in place so that it can be printed."""
    symbols = {each.get("id", ""): each for each in root.iter() if _tag(each) == "symbol"}
    looks = with_colours(files("crmeter.evaluation.report").joinpath("styles", "paper_shapes.css").read_text("utf-8"))
    for box in _with_class(root, "tile-box"):
        share = float((_WIDE.search(box.get("style", "")) or ("", "100"))[1]) / 100
        for plot in _with_class(box, "plot"):
            _size(plot, PAPER_WIDTH * share - _BESIDE)
    for button in [each for each in root.iter() if _tag(each) == "button"]:
        # Nothing opens on paper, and a printer would draw it as a field to fill in.
        button.tag = button.tag.replace("button", "span")
    for bars in _with_class(root, "bars"):
        _in_rows(bars)
    around = {child: parent for parent in root.iter() for child in parent}
    for drawing in [each for each in root.iter() if _tag(each) == "svg" and each.get("class") != "sprite"]:
        _fill_in(drawing, symbols)
        _dress(drawing, around[drawing], looks)


def _size(plot: Element, width: float) -> None:
    """Give a chart its height and its room for words in numbers, and stretch its shapes to them."""
    style = plot.get("style", "")
    height = float((_HEIGHT.search(style) or ("", "220"))[1]) * _LOWER
    left = float((_GUTTER.search(style) or ("", "4"))[1]) * _LETTER + 10
    right = float((_ROOM.search(style) or ("", "0"))[1]) * _LETTER + 12
    plot.set("style", f"padding-left:{left:.0f}px;padding-right:{right:.0f}px")
    for area in _with_class(plot, "plot-area"):
        area.set("style", f"height:{height:.0f}px")
    for shapes in _with_class(plot, "shapes"):
        _stretch(shapes, width - left - right, height)


def _stretch(shapes: Element, width: float, height: float) -> None:
    across, down = width / 100, height / 100
    shapes.set("viewBox", f"0 0 {width:.1f} {height:.1f}")
    for each in shapes.iter():
        for name, by in (("x", across), ("width", across), ("y", down), ("height", down)):
            if (held := each.get(name)) is not None and each is not shapes:
                each.set(name, f"{float(held) * by:.2f}")
        if (path := each.get("d")) is not None:
            each.set("d", _stretched(path, across, down))


def _stretched(path: str, across: float, down: float) -> str:
    """Return a path of straight lines with its numbers stretched."""
    found = []
    for letter, written in _STEP.findall(path):
        numbers = [float(each) for each in re.findall(_NUMBER, written)]
        ways = {"H": [across], "h": [across], "V": [down], "v": [down]}.get(letter, [across, down])
        found.append(letter + " ".join(f"{each * ways[at % len(ways)]:.2f}" for at, each in enumerate(numbers)))
    return " ".join(each for each in found if each)


def _in_rows(bars: Element) -> None:
    """Put the four cells of each bar into a row: the printer lays out tables quickly and grids slowly."""
    cells = list(bars)
    bars[:] = []
    for at in range(0, len(cells), _OF_BARS):
        SubElement(bars, bars.tag, {"class": "bars-row"}).extend(cells[at : at + _OF_BARS])


def _fill_in(drawing: Element, symbols: dict[str, Element]) -> None:
    for parent in list(drawing.iter()):
        for at, child in enumerate(parent):
            name = child.get("href", child.get("{http://www.w3.org/1999/xlink}href", "")).removeprefix("#")
            if _tag(child) == "use" and name in symbols:
                parent[at : at + 1] = [deepcopy(each) for each in symbols[name]]
                drawing.set("viewBox", symbols[name].get("viewBox", "0 0 24 24"))


def _dress(drawing: Element, parent: Element, looks: str) -> None:
    """Give a drawing its own copy of the looks, and what is around it as classes that they can go by."""
    namespace = drawing.tag[: -len("svg")]
    inner = Element(f"{namespace}g", {"class": f"{parent.get('class', '')} {drawing.get('class', '')}".strip()})
    inner[:] = list(drawing)
    drawing[:] = [inner]
    style = Element(f"{namespace}style")
    style.text = looks
    drawing.insert(0, style)


def _with_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
