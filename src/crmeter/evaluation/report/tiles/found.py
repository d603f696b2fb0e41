"""Which readings a tile shows under the look of its board, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked
from crmeter.vocabulary import Period, Reading, Text

NOT_MEASURED = Text("lần đánh giá này chưa đo chỉ số này", "this evaluation has not taken this measure")
NOT_CUT = Text("chỉ số này không được chia theo {by}", "this measure is not cut by {by}")
NOT_BOTH = Text("chưa lưu số liệu chia theo cả {cut} và {by}", "figures by both {cut} and {by} are not stored")
ONLY_WHOLE_MONTHS = Text(
    "từng tháng chỉ lưu số của tất cả, không theo {by}", "months are stored of all rows together only, not by {by}"
)
NO_SUCH_MONTH = Text("không có số liệu của tháng này", "there is no figure of this month")
NO_SUCH_SLICE = Text("không có số liệu của phần này", "there is no figure of this part")


@dataclass(frozen=True, slots=True)
class Found:
    """What a tile shows.

    Args:
        readings: in their order; one where it is not cut.
        months: of all rows together, for lines; oldest first.
        why: there is nothing to show; None where there is.
    """

    readings: Sequence[Reading] = ()
    months: Sequence[Reading] = ()
    why: Text | None = field(default=None)


def found_for(page: Page, tile: TileAsked, look: Look) -> Found:
    """Return the readings of a tile.

    Args:
        page: the run, opened with the readings of the tile's cut and of the column that is looked at.
        tile: what it shows.
        look: what the board is looked at by.
    """
    if page.figures.reading(tile.measure) is None and not page.figures.cut(tile.measure, *_columns(tile)):
        return Found(why=NOT_MEASURED)
    if tile.cut:
        return _cut(page, tile, look)
    months = page.figures.months(tile.measure)
    if look.by:
        if look.month is not None:
            return Found(why=ONLY_WHOLE_MONTHS.fill(by=_word(look.by)))
        measure = page.figures.measure(tile.measure)
        if measure is None or look.by not in measure.cuts:
            return Found(why=NOT_CUT.fill(by=_word(look.by)))
        reading = page.figures.reading(tile.measure, **{look.by: look.code})
        # Months are those of all rows together: under a look at a part they would tell of something else.
        return Found(why=NO_SUCH_SLICE) if reading is None else Found([reading])
    if look.month is not None:
        reading = next((each for each in months if each.period.start == look.month), None)
        return Found(why=NO_SUCH_MONTH) if reading is None else Found([reading], months)
    reading = page.figures.reading(tile.measure)
    return Found(why=NOT_MEASURED) if reading is None else Found([reading], months)


def compared_with(page: Page, reading: Reading, look: Look, earlier: Page | None) -> Reading | None:
    """Return the reading that another is compared with, or None where it is not stored.

    Args:
        page: the run.
        reading: of the main period or of a month.
        look: with what it is compared.
        earlier: the run of a year before; None where there is none.
    """
    if not look.compare:
        return None
    main = page.figures.run.period
    if reading.period != main:
        return _month_before(page, reading, look, earlier)
    if look.compare == "before" or is_a_year(main):
        return page.figures.before(reading)
    found = None if earlier is None else earlier.figures.reading(reading.measure, **reading.slice)
    return None if found is None or found.value is None else found


def is_a_year(period: Period) -> bool:
    """Return whether a period is a year, so that the one before it is the year before."""
    return 364 <= period.days <= 366


def _month_before(page: Page, reading: Reading, look: Look, earlier: Page | None) -> Reading | None:
    start = reading.period.start
    if look.compare == "before":
        wanted, months = (start - timedelta(days=1)).replace(day=1), page.figures.months(reading.measure)
    else:
        wanted = start.replace(year=start.year - 1)
        months = () if earlier is None else earlier.figures.months(reading.measure)
    return next((each for each in months if each.period.start == wanted and each.value is not None), None)


def _cut(page: Page, tile: TileAsked, look: Look) -> Found:
    columns = _columns(tile)
    if look.month is not None:
        return Found(why=ONLY_WHOLE_MONTHS.fill(by=_word(columns[0])))
    readings = page.figures.cut(tile.measure, *columns)
    if look.by and look.by not in columns:
        return Found(why=NOT_BOTH.fill(cut=_word(columns[0]), by=_word(look.by)))
    if look.by:
        readings = [each for each in readings if each.slice[look.by] == look.code]
    return Found(readings) if readings else Found(why=NO_SUCH_SLICE)


def _columns(tile: TileAsked) -> tuple[str, ...]:
    return tuple(tile.cut.split(",")) if tile.cut else ()


def _word(column: str) -> Text:
    word = words.SLICE_WORDS.get(column, Text.same(column))
    return Text(word.vi.lower(), word.en.lower())
