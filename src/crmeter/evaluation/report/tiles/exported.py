"""The readings of a tile as rows of a file: typed values, what each stands on, and why one is empty."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart
from crmeter.evaluation.report.tiles.found import found_for
from crmeter.vocabulary import Reading, Text, Unit

COLUMNS = (
    Text("Chỉ số", "Measure"),
    Text("Phần", "Part"),
    Text("Từ ngày", "From"),
    Text("Đến hết ngày", "Up to"),
    Text("Giá trị", "Value"),
    Text("Đơn vị", "Unit"),
    Text("Thấp 80%", "Low 80%"),
    Text("Cao 80%", "High 80%"),
    Text("n", "n"),
    Text("Độ tin cậy dữ liệu", "Data trust"),
    Text("Vì sao chưa có", "Why there is none"),
)
_OF_MONTHS = (TileChart.LINE, TileChart.BAR, TileChart.TABLE)


def exported(page: Page, tile: TileAsked, look: Look) -> Sequence[Reading]:
    """Return the readings that a tile shows: its months where it is drawn of months."""
    found = found_for(page, tile, look)
    return found.months if not tile.cut and tile.chart in _OF_MONTHS else found.readings


def exported_row(page: Page, reading: Reading) -> list[Any]:
    """Return a reading in the order of `COLUMNS`; shares are fractions, amounts are whole."""
    interval = reading.interval() if reading.value is not None else None
    is_money = reading.unit is Unit.MONEY
    undefined = reading.undefined
    return [
        page.say(page.figures.title(reading.measure)),
        part_words(page, reading),
        reading.period.start,
        reading.period.last_day,
        plain_number(reading.value),
        (reading.currency or page.currency) if is_money else page.say(words.UNIT_WORDS[reading.unit]),
        plain_number(None if interval is None else interval.low),
        plain_number(None if interval is None else interval.high),
        reading.n,
        plain_number(reading.trust.score),
        "" if undefined is None else page.say(undefined.reason),
    ]


def part_words(page: Page, reading: Reading) -> str:
    """Return of which part a reading is, in words."""
    return ", ".join(
        f"{page.say(words.SLICE_WORDS.get(by, Text.same(by)))}: {page.say(words.code_words(by, code))}"
        for by, code in reading.slice.items()
    )


def plain_number(value: float | Decimal | None) -> float | int | None:
    """Return a value as files hold numbers; an empty one stays empty."""
    if value is None or isinstance(value, int):
        return value
    return float(value)
