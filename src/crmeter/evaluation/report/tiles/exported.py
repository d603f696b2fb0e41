"""The readings of a tile as rows of a file: typed values, what each stands on, and why one is empty."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart
from crmeter.evaluation.report.tiles.found import compared_with, found_for
from crmeter.vocabulary import Reading, Text, Unit, decimals_of

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
COMPARED = {"before": Text("Kỳ trước", "Period before"), "year": Text("Năm trước", "Year before")}
_OF_MONTHS = (TileChart.LINE, TileChart.BAR, TileChart.TABLE)


def exported(page: Page, tile: TileAsked, look: Look) -> Sequence[Reading]:
    """Return the readings that a tile shows: its months where it is drawn of months."""
    found = found_for(page, tile, look)
    return found.months if not tile.cut and tile.chart in _OF_MONTHS else found.readings


def columns_under(look: Look) -> tuple[Text, ...]:
    """Return the columns of a file: those of figures, and one more where the board compares."""
    return (*COLUMNS, COMPARED[look.compare]) if look.compare else COLUMNS


def exported_row(page: Page, reading: Reading, look: Look, earlier: Page | None = None) -> list[Any]:
    """Return a reading in the order of `columns_under`; shares are fractions, amounts as exact as their currency.

    Args:
        page: the run.
        reading: of it.
        look: what the board is looked at by.
        earlier: the run of a year before, where there is one.
    """
    interval = reading.interval() if reading.value is not None else None
    is_money = reading.unit is Unit.MONEY
    undefined = reading.undefined
    before = compared_with(page, reading, look, earlier)

    def plain(value: float | Decimal | None) -> float | int | None:
        return plain_number(_in_currency(value, reading.currency or page.currency) if is_money else value)

    row: list[Any] = [
        page.say(page.figures.title(reading.measure)),
        part_words(page, reading),
        reading.period.start,
        reading.period.last_day,
        plain(reading.value),
        (reading.currency or page.currency) if is_money else page.say(words.UNIT_WORDS[reading.unit]),
        plain(None if interval is None else interval.low),
        plain(None if interval is None else interval.high),
        reading.n,
        plain_number(reading.trust.score),
        "" if undefined is None else page.say(undefined.reason),
    ]
    return [*row, plain(None if before is None else before.value)] if look.compare else row


def part_words(page: Page, reading: Reading) -> str:
    """Return of which part a reading is, in words."""
    return ", ".join(
        f"{page.say(words.SLICE_WORDS.get(by, Text.same(by)))}: {page.say(words.code_words(by, code))}"
        for by, code in reading.slice.items()
    )


def _in_currency(value: float | Decimal | None, currency: str) -> Decimal | int | None:
    """Return an amount with the decimals that its currency has: of dongs there are none."""
    if value is None:
        return None
    decimals = decimals_of(currency)
    amount = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return amount if decimals else int(amount)


def plain_number(value: float | Decimal | None) -> float | int | None:
    """Return a value as files hold numbers; an empty one stays empty."""
    if value is None or isinstance(value, int):
        return value
    return float(value)
