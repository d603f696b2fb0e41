"""An evaluation as a workbook: typed numbers with formats, words that no spreadsheet takes for a formula."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Figures
from crmeter.evaluation.result import Evaluation, ResultTable
from crmeter.measures.catalogue import measures, subject_title
from crmeter.vocabulary import Language, Reading, Text, Unit, decimals_of, formats
from crmeter.warehouse.files import write_atomically

LONGEST_SHEET_NAME = 31
WIDEST_COLUMN = 60
# Words stay words: nothing that a customer typed may become a formula, a link or a number.
BOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")

READINGS = Text("Chỉ số", "Readings")
LEVELS = Text("Mức dữ liệu", "Levels")
FINDINGS = Text("Điều cần biết", "Findings")
NOT_COMPUTED = Text("Chưa tính được", "Not computed")
RUN = Text("Lần đánh giá", "Run")
FINDING_COLUMNS = (
    Text("Mức", "Severity"),
    Text("Điều cần biết", "Finding"),
    Text("Việc tiếp theo", "Next step"),
    Text("Chỉ số", "Measure"),
    Text("Lát cắt", "Slice"),
    Text("Số tiền", "Amount"),
)
LEVEL_COLUMNS = (
    Text("Chủ đề", "Subject"),
    Text("Mức đạt được", "Level reached"),
    Text("Số chỉ số mức 1", "Figures at level 1"),
    Text("Số chỉ số mức 2", "Figures at level 2"),
    Text("Số chỉ số mức 3", "Figures at level 3"),
    Text("Cần thêm", "Needs"),
)
NOT_COMPUTED_COLUMNS = (
    Text("Chỉ số", "Measure"),
    Text("Lát cắt", "Slice"),
    Text("Mã lý do", "Code"),
    Text("Lý do", "Reason"),
    Text("Cần thêm", "Needs"),
)
READING_COLUMNS = (
    Text("Tên máy", "Name"),
    Text("Chỉ số", "Measure"),
    Text("Chủ đề", "Subject"),
    Text("Lát cắt", "Slice"),
    Text("Từ ngày", "From"),
    Text("Đến hết ngày", "Up to"),
    Text("Giá trị", "Value"),
    Text("Đơn vị", "Unit"),
    Text("Thấp 80%", "Low 80%"),
    Text("Cao 80%", "High 80%"),
    Text("Thấp 95%", "Low 95%"),
    Text("Cao 95%", "High 95%"),
    Text("n", "n"),
    Text("Độ tin cậy dữ liệu", "Data trust"),
    Text("Phần chưa rõ", "Parts not known"),
    Text("Dòng được dùng", "Rows used"),
    Text("Dòng bị bỏ ra", "Rows left out"),
    Text("Dữ liệu mới nhất", "Newest data"),
    Text("Vì sao chưa có", "Why there is none"),
    Text("Cần thêm", "Needs"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A value and how it is shown: `share`, `money`, `number`, `count` or `date`."""

    value: Any
    kind: str


def write_xlsx(evaluation: Evaluation, path: Path, language: Language = "vi") -> None:
    """Write an evaluation as a workbook, whole or not at all.

    Args:
        evaluation: a finished evaluation.
        path: where; what is there is replaced.
        language: of headings and words.

    Raises:
        ValueError: a figure is infinite or not a number.
    """
    write_atomically(path, to_xlsx(evaluation, language))


def to_xlsx(evaluation: Evaluation, language: Language = "vi") -> bytes:
    """Return an evaluation as a workbook; see `write_xlsx`."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, BOOK_OPTIONS) as book:
        made = evaluation.run.made_at or datetime.combine(evaluation.run.as_of, time())
        title = f"{words.TITLE.in_(language)} {evaluation.run.as_of.isoformat()}"
        book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
        _Sheets(book, evaluation, language).write()
    return content.getvalue()


def figures_workbook(
    name: str,
    evaluation: Evaluation,
    title: Text,
    heads: Sequence[Text],
    rows: Iterable[Sequence[Any]],
    language: Language,
) -> bytes:
    """Return a workbook with some figures of an evaluation and what makes them repeatable.

    Args:
        name: of the workbook.
        evaluation: whose figures they are.
        title: of their sheet.
        heads: of its columns.
        rows: cells, `Typed` where they are numbers or days.
        language: of headings and words.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, BOOK_OPTIONS) as book:
        made = evaluation.run.made_at or datetime.combine(evaluation.run.as_of, time())
        book.set_properties({"title": name, "created": made.replace(tzinfo=None)})
        sheets = _Sheets(book, evaluation, language)
        sheets.sheet(title, heads, rows)
        sheets.run_sheet()
    return content.getvalue()


class _Sheets:
    def __init__(self, book: Any, evaluation: Evaluation, language: Language) -> None:
        self.book = book
        self.evaluation = evaluation
        self.language = language
        self.figures = Figures(evaluation)
        self.names: set[str] = set()
        self.formats = _formats(book, evaluation.run.currency)

    def write(self) -> None:
        self.sheet(READINGS, READING_COLUMNS, map(self.reading, self.evaluation.readings), frozen=2)
        for table in self.evaluation.tables.values():
            self.table(table)
        self.sheet(FINDINGS, FINDING_COLUMNS, self.findings())
        self.sheet(LEVELS, LEVEL_COLUMNS, self.levels())
        if "not_computed" not in self.evaluation.tables:
            self.sheet(NOT_COMPUTED, NOT_COMPUTED_COLUMNS, self.not_computed())
        self.run_sheet()

    def run_sheet(self) -> None:
        self.sheet(RUN, (Text("Mục", "Item"), Text("Giá trị", "Value")), self.run())

    def sheet(self, title: Text, heads: Sequence[Text], rows: Iterable[Sequence[Any]], frozen: int = 1) -> None:
        sheet = self.book.add_worksheet(self.name(title))
        widths = []
        for at, head in enumerate(heads):
            written = head.in_(self.language)
            sheet.write_string(0, at, written, self.formats["head"])
            widths.append(len(written) + 3)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                widths[at] = max(widths[at], self.cell(sheet, last, at, cell))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width + 1, WIDEST_COLUMN))
        sheet.freeze_panes(1, frozen)
        if last and heads:
            sheet.autofilter(0, 0, last, len(heads) - 1)

    def name(self, title: Text) -> str:
        """Return a sheet name that the format allows and no other sheet has."""
        wanted = _FORBIDDEN_IN_SHEET_NAMES.sub(" ", title.in_(self.language)).strip() or "–"
        name, copy = wanted[:LONGEST_SHEET_NAME], 2
        while name.lower() in self.names:
            ending = f" {copy}"
            name, copy = wanted[: LONGEST_SHEET_NAME - len(ending)] + ending, copy + 1
        self.names.add(name.lower())
        return name

    def cell(self, sheet: Any, row: int, column: int, cell: Any) -> int:
        """Write one cell by its type and return how wide it is."""
        value, kind = (cell.value, cell.kind) if isinstance(cell, Typed) else (cell, "text")
        if value is None:
            return 0
        if isinstance(value, Text):
            value = value.in_(self.language)
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.formats[kind])
            return 11
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number = float(value) if not isinstance(value, int) else value
            sheet.write_number(row, column, number, self.formats.get(kind))
            return len(formats.number(value, self.language, 0)) + 4
        sheet.write_string(row, column, str(value), self.formats["text"])
        return len(str(value))

    def reading(self, reading: Reading) -> Sequence[Any]:
        kind = _kind(reading)
        bounds = [
            Typed(getattr(interval, side), kind) if (interval := reading.interval(level)) else None
            for level in (0.8, 0.95)
            for side in ("low", "high")
        ]
        known = reading.measure in measures()
        undefined = reading.undefined
        return [
            reading.measure,
            self.figures.title(reading.measure),
            subject_title(reading.measure) if known else None,
            self.slice(reading),
            Typed(reading.period.start, "date"),
            Typed(reading.period.last_day, "date"),
            Typed(reading.value, kind),
            reading.currency if reading.unit is Unit.MONEY else words.UNIT_WORDS[reading.unit],
            *bounds,
            Typed(reading.n, "count"),
            Typed(reading.trust.score, "score"),
            Text.join(words.TRUST_WORDS[part] for part in reading.trust.unknown),
            Typed(reading.coverage.used, "count"),
            Typed(sum(left.n for left in reading.coverage.left_out), "count"),
            Typed(reading.freshness.newest, "date"),
            undefined and undefined.reason,
            undefined and undefined.needs,
        ]

    def slice(self, reading: Reading) -> Text:
        return Text.join(
            Text(f"{word.vi}: {code}", f"{word.en}: {code}")
            for by, code in reading.slice.items()
            for word in [words.SLICE_WORDS.get(by, Text.same(by))]
        )

    def table(self, table: ResultTable) -> None:
        kinds = [column.kind for column in table.columns]
        rows = ([Typed(v, kind) for v, kind in zip(row, kinds, strict=True)] for row in table.rows)
        self.sheet(table.title, [column.title for column in table.columns], rows)

    def findings(self) -> Iterable[Sequence[Any]]:
        for finding in self.evaluation.findings:
            yield [
                words.SEVERITY_WORDS[finding.severity],
                finding.sentence,
                finding.action,
                self.figures.title(finding.measure),
                ", ".join(finding.slice.values()),
                Typed(finding.money, "money"),
            ]

    def levels(self) -> Iterable[Sequence[Any]]:
        for level in self.evaluation.levels:
            counts = [Typed(level.figures.get(depth, 0), "count") for depth in (1, 2, 3)]
            yield [level.title, Typed(level.reached, "count"), *counts, Text.join(level.missing, "; ")]

    def not_computed(self) -> Iterable[Sequence[Any]]:
        for reading in self.evaluation.readings:
            if reading.undefined and reading.period == self.evaluation.run.period:
                undefined = reading.undefined
                title = self.figures.title(reading.measure)
                yield [title, self.slice(reading), undefined.code, undefined.reason, undefined.needs]

    def run(self) -> Iterable[Sequence[Any]]:
        run = self.evaluation.run
        yield [Text("Mã", "Id"), run.id]
        yield [Text("Đến hết ngày", "Up to"), Typed(run.as_of, "date")]
        yield [Text("Kỳ từ ngày", "Period from"), Typed(run.period.start, "date")]
        yield [Text("Bản chụp", "Snapshot"), run.snapshot]
        yield [Text("Nguồn", "Sources"), ", ".join(run.sources)]
        yield [Text("Tiền tệ", "Currency"), run.currency]
        yield [Text("Phiên bản CRMeter", "Version of CRMeter"), run.code]
        for name, value in run.settings.items():
            yield [words.SETTING_WORDS.get(name, Text.same(name)), Typed(value, "number")]
        for model, parameters in run.parameters.items():
            for name, value in parameters.items():
                yield [f"{model}: {name}", Typed(value, "number")]


def _kind(reading: Reading) -> str:
    match reading.unit:
        case Unit.MONEY:
            return "money"
        case Unit.SHARE:
            return "share"
        case Unit.DAYS | Unit.HOURS | Unit.ORDERS_PER_CUSTOMER | Unit.CONTACTS_PER_REPLY:
            return "number"
        case _:
            return "count" if isinstance(reading.value, int) else "number"


def _formats(book: Any, currency: str) -> dict[str, Any]:
    decimals = decimals_of(currency)
    amount = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = formats.symbol(currency).replace('"', "")
    patterns = {
        "money": f'{amount}" {sign}";-{amount}" {sign}"',
        "share": "0.0%",
        "count": "#,##0",
        "number": "#,##0.####",
        "days": "#,##0.0",
        "score": "0",
        "date": "yyyy-mm-dd",
        "month": "mm/yyyy",
    }
    made = {kind: book.add_format({"num_format": pattern, "valign": "top"}) for kind, pattern in patterns.items()}
    made["text"] = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    made["head"] = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    return made
