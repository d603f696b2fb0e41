"""Where a tile is drawn, and how its figures are compared."""

from dataclasses import dataclass

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words
from crmeter.evaluation.report.changes import change_between
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import change_mark, is_untrusted, value_of
from crmeter.evaluation.report.tiles.asked import Look, TileAsked
from crmeter.evaluation.report.tiles.beside import NOTHING_BESIDE, Aimed, Beside
from crmeter.evaluation.report.tiles.found import compared_with, is_a_year
from crmeter.vocabulary import Reading, Text, Unit

VS_YEAR = Text("so với năm trước ({value})", "vs. a year before ({value})")
VS_BEFORE = Text("so với kỳ trước ({value})", "vs. the period before ({value})")
NO_YEAR = Text("chưa có lần đánh giá của năm trước để so", "no evaluation of a year before is there to compare")
NO_YEAR_FIGURE = Text(
    "lần đánh giá của năm trước không có con số này", "the evaluation of a year before has no such figure"
)
NO_YEAR_OF_PART = Text(
    "của các lần đánh giá trước chỉ lưu số của tất cả, không lưu phần của bạn",
    "of earlier evaluations the figures of all rows are kept, not those of your part",
)
# A year has 365 days or 366, a quarter 90 to 92.
_AS_LONG = 2
HEIGHTS = {1: 120, 2: 220, 3: 380}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile is drawn; see `drawn.draw_tile`."""

    page: Page
    tile: TileAsked
    look: Look
    earlier: Page | None
    tall: int
    beside: Beside = NOTHING_BESIDE

    @property
    def height(self) -> int:
        """How tall a plot is, in pixels."""
        return HEIGHTS[self.tall]

    def before(self, reading: Reading) -> Reading | None:
        """Return what a reading is compared with, or None."""
        return compared_with(self.page, reading, self.look, self.earlier)

    def target(self, reading: Reading) -> Aimed | None:
        """Return the target of the firm for a period as long as that of a figure, or None; a part has none."""
        if self.look.by or self.beside.is_part:
            return None
        currency = (reading.currency or self.page.currency) if reading.unit is Unit.MONEY else ""
        found = [each for each in self.beside.targets.get(reading.measure, ()) if each.currency in ("", currency)]
        alike = [each for each in found if each.days is not None and abs(each.days - reading.period.days) <= _AS_LONG]
        return next(iter([*alike, *(each for each in found if each.days is None)]), None)

    def change(self, reading: Reading, *, note: bool = True) -> Node:
        """Draw how a reading stands against the one that it is compared with, or say that there is none."""
        if not self.look.compare or reading.value is None:
            return None
        if is_untrusted(reading.trust):
            return h.span(class_="delta-note")[self.page.say(words.TRUST_LOW_SHORT)] if note else None
        before = self.before(reading)
        change = change_between(reading, before, self.page.figures.good(reading.measure))
        is_year = self.look.compare == "year"
        if change is None or before is None:
            return h.span(class_="delta-note")[self.page.say(self._why_not(reading))] if note else None
        against = (VS_YEAR if is_year else VS_BEFORE).fill(value=str(value_of(self.page, before)))
        return [change_mark(change, self.page.language), note and h.span(class_="delta-note")[self.page.say(against)]]

    def _why_not(self, reading: Reading) -> Text:
        """Return why a figure is compared with nothing."""
        main = self.page.figures.run.period
        if self.look.compare != "year" or (reading.period == main and is_a_year(main)):
            return words.NO_COMPARISON
        if self.beside.is_part:
            return NO_YEAR_OF_PART
        return NO_YEAR if self.earlier is None else NO_YEAR_FIGURE
