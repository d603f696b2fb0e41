"""Where a tile is drawn, and how its figures are compared."""

from dataclasses import dataclass

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words
from crmeter.evaluation.report.changes import change_between
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import change_mark, is_untrusted, value_of
from crmeter.evaluation.report.tiles.asked import Look, TileAsked
from crmeter.evaluation.report.tiles.found import compared_with
from crmeter.vocabulary import Reading, Text

VS_YEAR = Text("so với năm trước ({value})", "vs. a year before ({value})")
VS_BEFORE = Text("so với kỳ trước ({value})", "vs. the period before ({value})")
NO_YEAR = Text("chưa có lần đánh giá của năm trước để so", "no evaluation of a year before is there to compare")
HEIGHTS = {1: 120, 2: 220, 3: 380}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile is drawn; see `drawn.draw_tile`."""

    page: Page
    tile: TileAsked
    look: Look
    earlier: Page | None
    tall: int

    @property
    def height(self) -> int:
        """How tall a plot is, in pixels."""
        return HEIGHTS[self.tall]

    def before(self, reading: Reading) -> Reading | None:
        """Return what a reading is compared with, or None."""
        return compared_with(self.page, reading, self.look, self.earlier)

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
            return (
                h.span(class_="delta-note")[self.page.say(NO_YEAR if is_year else words.NO_COMPARISON)]
                if note
                else None
            )
        against = (VS_YEAR if is_year else VS_BEFORE).fill(value=str(value_of(self.page, before)))
        return [change_mark(change, self.page.language), note and h.span(class_="delta-note")[self.page.say(against)]]
