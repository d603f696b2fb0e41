"""A board opened for its reader: the run, the look, its tiles drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_part
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import CHARTS, Look, charts_of, cuts_of
from crmeter.evaluation.report.tiles.beside import NOTHING_BESIDE, Beside
from crmeter.evaluation.report.tiles.drawn import draw_tile
from crmeter.evaluation.report.tiles.found import is_a_year
from crmeter.evaluation.report.tiles.map_card import MAP
from crmeter.evaluation.report.words import SLICE_WORDS, code_words
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import BUILT_SEGMENT, RFM
from crmeter.records.readings.queries import StoredRun, run_a_year_before
from crmeter.records.staff.queries import Person
from crmeter.strategy.boards.beside import beside_of
from crmeter.strategy.boards.kinds import HEIGHTS, WIDTHS
from crmeter.strategy.boards.queries import BoardView, TileView
from crmeter.vocabulary import Text
from crmeter.web.boards.map_tile import drawn_map
from crmeter.web.readings.opened import Opened, open_current, open_stored, safe

# Columns of which one value can be looked at on a whole board.
LOOKED_AT = ("segment", BUILT_SEGMENT, RFM, "region", "channel", "category", "team", "owner")
_MOST_CODES = 30


@dataclass(frozen=True, slots=True)
class ShownTile:
    """A tile as the page shows it."""

    tile: TileView
    title: Text
    chart: Text
    drawn: SafeString

    @property
    def sizes(self) -> list["Resized"]:
        """The next sizes down and up; none where a side is at its end."""
        width, height = self.tile.width, self.tile.height
        return [
            Resized(NARROWER, "◂", self._to(_next(WIDTHS, width, -1), height), self._key),
            Resized(WIDER, "▸", self._to(_next(WIDTHS, width, 1), height), self._key),
            Resized(LOWER, "▴", self._to(width, _next(HEIGHTS, height, -1)), self._key),
            Resized(TALLER, "▾", self._to(width, _next(HEIGHTS, height, 1)), self._key),
        ]

    @property
    def _key(self) -> str:
        return f"{self.tile.id} size"

    def _to(self, width: int | None, height: int | None) -> str:
        return "" if width is None or height is None else f"{width} {height}"


@dataclass(frozen=True, slots=True)
class Resized:
    """A size that a button gives a tile: its words, its sign, the size as forms name it, what has the focus after."""

    words: Text
    sign: str
    to: str
    key: str


@dataclass(frozen=True, slots=True)
class OpenedBoard:
    """A board with the run that its figures are of.

    Args:
        opened: the run; None before the first.
        earlier: that of a year before; None where it is not compared with, or there is none.
        reader: who looks.
        beside: what is known beside the run.
    """

    board: BoardView
    look: Look
    opened: Opened | None
    earlier: Page | None
    reader: Person
    beside: Beside = NOTHING_BESIDE

    def tiles(self) -> list[ShownTile]:
        """Draw the tiles; one whose measure left the catalogue says so."""
        return [self._shown(each) for each in self.board.tiles]

    def parts(self) -> list[tuple[Text, list[tuple[str, Text]]]]:
        """Return the parts that the board can be looked at by: columns with their values as addresses name them."""
        if self.opened is None:
            return []
        found = [(by, self.opened.page.figures.codes(by)) for by in _looked_at(self.board)]
        return [
            (SLICE_WORDS[by], [(f"{by}:{code}", code_words(by, code)) for code in codes[:_MOST_CODES]])
            for by, codes in found
            if codes
        ]

    def months(self) -> Sequence[date]:
        """Return the first days of the whole months that are stored, the latest first."""
        if self.opened is None:
            return []
        figures = self.opened.page.figures
        starts = {month.period.start for each in self.board.tiles for month in figures.months(each.asked.measure)}
        return sorted(starts, reverse=True)

    def _shown(self, tile: TileView) -> ShownTile:
        if tile.asked.is_map:
            there = self.opened
            drawn = SafeString("") if there is None else drawn_map(there.page, self.reader, tile.asked.cut)
            return ShownTile(tile, MAP, CHARTS[tile.asked.chart], drawn)
        title = (
            measures()[tile.asked.measure].title if tile.asked.measure in measures() else Text.same(tile.asked.measure)
        )
        drawn = SafeString("")
        if self.opened is not None:
            drawn = safe(
                draw_part(draw_tile(self.opened.page, tile.asked, self.look, self.earlier, tile.height, self.beside))
            )
        return ShownTile(tile, title, CHARTS[tile.asked.chart], drawn)


def open_board(request: HttpRequest, reader: Person, board: BoardView, look: Look) -> OpenedBoard:
    """Open the current run with what a board needs of it, as far as the reader sees it.

    Raises:
        PartNotMade: see `crmeter.web.readings.opened.run_for`.
        NothingAssigned: likewise.
    """
    cuts = {"", *(each.asked.cut for each in board.tiles if not each.asked.is_map), *_looked_at(board)}
    opened = open_current(request, sorted(cuts))
    earlier = None if opened is None else _earlier(opened.run, look, cuts)
    told = NOTHING_BESIDE if opened is None else beside_of(opened.run, [each.asked for each in board.tiles])
    return OpenedBoard(board, look, opened, earlier, reader, told)


def choices_of(name: str) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Return how a measure can be drawn: under each of its cuts, the charts as a form names them."""
    measure = measures()[name]
    cuts = {"": ALL_ROWS} | {
        cut: BY.fill(by=Text.join([SLICE_WORDS.get(by, Text.same(by)) for by in cut.split(",")]))
        for cut in cuts_of(measure)
        if cut
    }
    return [
        (words, [(f"{cut}|{chart}", CHARTS[chart]) for chart in charts_of(measure, cut)]) for cut, words in cuts.items()
    ]


def _next(sizes: Sequence[int], now: int, step: int) -> int | None:
    at = sizes.index(now) + step if now in sizes else 0
    return sizes[at] if 0 <= at < len(sizes) else None


def _looked_at(board: BoardView) -> list[str]:
    """Return the columns by which any measure of the board is cut."""
    named = [measures()[each.asked.measure] for each in board.tiles if each.asked.measure in measures()]
    return [by for by in LOOKED_AT if any(by in measure.cuts for measure in named)]


def _earlier(run: StoredRun, look: Look, cuts: set[str]) -> Page | None:
    if look.compare != "year":
        return None
    found = run_a_year_before(run)
    return None if found is None else open_stored(found, sorted(cuts)).page


def tells_a_year(opened: Opened | None) -> bool:
    """Return whether the period before of a run is the year before."""
    return opened is not None and is_a_year(opened.run.period)


NARROWER, WIDER = Text("Hẹp lại", "Narrower"), Text("Rộng ra", "Wider")
LOWER, TALLER = Text("Thấp lại", "Lower"), Text("Cao lên", "Taller")
ALL_ROWS = Text("tất cả", "all together")
BY = Text("theo {by}", "by {by}")
