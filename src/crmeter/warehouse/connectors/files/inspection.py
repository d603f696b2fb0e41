"""A first look at a file: what it is, what its columns mean, what it will fill, what it leaves open."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crmeter.vocabulary import CURRENCIES, Misused, Text
from crmeter.warehouse.connectors.files import decisions, oldworkbook, parquet, workbook
from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers, Question, about
from crmeter.warehouse.connectors.files.bytestream import Container, container_of, opened, refuse_bomb
from crmeter.warehouse.connectors.files.countries import is_region
from crmeter.warehouse.connectors.files.dialect import Layout, layout_of, unique_headers
from crmeter.warehouse.connectors.files.encoding import Encoding, encoding_of, is_utf_8, normal
from crmeter.warehouse.connectors.files.fields import FORMS, RATING, field_named, headers_by_field
from crmeter.warehouse.connectors.files.filled import filled_tables
from crmeter.warehouse.connectors.files.fontcodes import FONT_CODES, in_unicode, meant_in_unicode
from crmeter.warehouse.connectors.files.fonts import font_among, parts_of_font
from crmeter.warehouse.connectors.files.limits import PREFIX_BYTES, SAMPLE_ROWS
from crmeter.warehouse.connectors.files.matching import Match, match
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.connectors.files.records import records_of
from crmeter.warehouse.connectors.files.scales import refuse_unknown_about_answers
from crmeter.warehouse.connectors.files.session import column, literal, session


@dataclass(frozen=True, slots=True)
class Shape:
    """How to get at the rows of a file, before asking what they mean.

    Args:
        container: text, gzip, xlsx, xls or parquet.
        encoding: of a text, or the old Vietnamese font of a workbook; None for others.
        layout: delimiter (of texts), headers, lines before the data.
        sheet: the sheet of a workbook.
        sheets: all sheets of a workbook that hold a table.
        font_columns: of a workbook with an old Vietnamese font, whether each column is of it.
        sample: the first rows, as text.
        whole: whether `sample` is the whole file.
    """

    container: Container
    encoding: Encoding | None
    layout: Layout
    sheet: str | None
    sample: tuple[tuple[str, ...], ...]
    whole: bool
    sheets: tuple[str, ...] = ()
    font_columns: tuple[bool, ...] = ()

    def without_font(self, row: Sequence[str]) -> list[str]:
        """Return the cells of a row with those of an old Vietnamese font read."""
        if self.encoding is None:
            return list(row)
        code = self.encoding.name
        return [
            meant_in_unicode(cell, code) if of_font else cell
            for cell, of_font in zip(row, self.font_columns, strict=False)
        ]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a first look found.

    Args:
        shape: encoding, delimiter, headers, sample rows.
        match: the form and the meaning of the columns with confidence.
        questions: what is open; date order, decimal mark and currency are judged by the sample here and by
            every row at the import.
        tables: the tables that the file will fill.
    """

    shape: Shape
    match: Match
    questions: tuple[Question, ...]
    tables: tuple[str, ...]

    @property
    def headers_by_field(self) -> dict[str, str]:
        """The header of each field that was found."""
        return _by_field(self.match, self.shape)

    def to_json(self) -> dict[str, Any]:
        """Return what a page or a terminal shows of it."""
        shape = self.shape
        return {
            "container": shape.container,
            "encoding": None
            if shape.encoding is None
            else {"name": shape.encoding.name, "confidence": round(shape.encoding.confidence, 2)},
            "delimiter": shape.layout.delimiter,
            "sheet": shape.sheet,
            "headers": list(shape.layout.headers),
            "sample": [list(row) for row in shape.sample[:20]],
            "table": self.match.form.table if self.match.form else None,
            "export": self.match.export,
            "mapping": {
                header: {"field": matched.field, "confidence": matched.confidence}
                for header, matched in self.match.columns.items()
            },
            "tables": list(self.tables),
            "questions": [question.to_json() for question in self.questions],
        }


def inspect(path: Path, answers: Answers = Answers()) -> Inspection:  # noqa: B008 - frozen, so it can be shared
    """Look at the beginning of a file, at most 1 MB of it.

    Args:
        path: CSV, TSV (plain or gzipped), XLSX, XLS or Parquet.
        answers: what is known already.

    Raises:
        FileRefused: if it is no table or would do harm.
        NeedsAnswers: if not even its cells can be read without an answer (encoding, sheet).
        Misused: if an answer names a table, field, header, encoding or currency that does not exist.
    """
    with about(path):
        return _inspected(path, answers)


def _inspected(path: Path, answers: Answers) -> Inspection:
    if answers.country is not None and not is_region(answers.country.upper()):
        words = Text(
            "{code} không phải mã nước ISO 3166; hãy dùng mã hai chữ như VN, IN, US",
            "{code} is no country code of ISO 3166; use two letters such as VN, IN, US",
        )
        raise Misused("unknown_country", words.fill(code=answers.country))
    if answers.currency is not None and answers.currency.upper() not in CURRENCIES:
        words = Text(
            "{code} không phải mã tiền tệ ISO 4217; hãy dùng mã ba chữ như VND, USD, EUR",
            "{code} is no currency code of ISO 4217; use three letters such as VND, USD, EUR",
        )
        raise Misused("unknown_currency", words.fill(code=answers.currency))
    refuse_unknown_about_answers(answers)
    shape = shape_of(path, answers)
    headers = shape.layout.headers
    told = None if answers.mapping is None else _told(answers.mapping, headers)
    _refuse_unknown_fields(told or {})
    samples = {header: [row[index] for row in shape.sample if index < len(row)] for index, header in enumerate(headers)}
    matched = match(headers, samples, answers.table, told)
    questions = list(_structure_questions(matched, shape, answers))
    if not questions and matched.form is not None:
        questions += _value_questions(shape, matched, answers)
    fields = {matched_column.field for matched_column in matched.columns.values()}
    tables = filled_tables(matched.form.table, fields) if matched.form else ()
    return Inspection(shape, matched, tuple(questions), tables)


def shape_of(path: Path, answers: Answers) -> Shape:
    """Return how to get at the rows of a file (see `inspect`)."""
    container = container_of(path)
    if container in ("xlsx", "xls"):
        seen = (workbook if container == "xlsx" else oldworkbook).beginning(path, answers.sheet)
        return _without_font(
            _table_shape(container, seen.layout, seen.sheet, seen.rows, seen.whole, seen.sheets), answers
        )
    if container == "parquet":
        return _table_shape(container, *parquet.beginning(path))
    with opened(path) as reader:
        data = reader.read(PREFIX_BYTES + 4)
        whole = len(data) <= PREFIX_BYTES
    if container == "gzip":
        refuse_bomb(path)
    encoding = Encoding(_codec(answers.encoding, data, whole), 1.0) if answers.encoding else encoding_of(data, whole)
    if encoding.undecided and _is_no_writing(data):
        raise FileRefused("not_a_table", FILE_REASONS["not_a_table"])
    if encoding.undecided:
        raise NeedsAnswers((encoding_question(data, whole),))
    text = _whole_lines(normal(data.decode(encoding.name, "replace")), whole)
    if text.count("\0") * 4 > len(text):
        raise FileRefused("not_a_table", FILE_REASONS["not_a_table"])
    layout = layout_of(text)
    lines = text.replace("\r\n", "\n").split(layout.newline)[layout.header_lines :]
    records = records_of(lines[: SAMPLE_ROWS * 4], 1, layout, last=True)
    sample = _parsed(records.text, layout.delimiter, records.quoted)
    return Shape(container, encoding, layout, None, tuple(sample[:SAMPLE_ROWS]), whole and len(sample) <= SAMPLE_ROWS)


def _is_no_writing(data: bytes) -> bool:
    """Whether bytes that no encoding fits are no text at all: control characters stand between them."""
    controls = sum(data.count(code) for code in (*range(2, 9), *range(14, 26)))
    return controls * 50 > len(data)


def _whole_lines(text: str, whole: bool) -> str:
    if whole:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    if end < 0:
        raise FileRefused("record_too_long", FILE_REASONS["record_too_long"])
    return text[:end]


def _codec(name: str, data: bytes, whole: bool) -> str:
    try:
        "".encode(name)
    except LookupError as error:
        words = Text(
            "không có bảng mã nào tên {name}; các bảng mã hay gặp: utf-8, utf-16, cp1258, cp1252, tcvn3, vni",
            "no encoding is called {name}; usual ones are utf-8, utf-16, cp1258, cp1252, tcvn3, vni",
        )
        raise Misused("unknown_encoding", words.fill(name=name)) from error
    return in_unicode(name) if name in FONT_CODES and is_utf_8(data, whole) else name


def _without_font(shape: Shape, answers: Answers) -> Shape:
    """Read the texts of a workbook that were written for an old Vietnamese font."""
    told = answers.encoding
    headers = shape.layout.headers
    columns = [" ".join(row[place] for row in shape.sample if place < len(row)) for place in range(len(headers))]
    parts = [" ".join(headers), *columns]
    if told is None:
        font = font_among(parts)
        if font is None:
            return shape
        if not font.certain:
            raise NeedsAnswers((encoding_question("\n".join(parts).encode(), whole=True),))
        encoding = Encoding(font.code, font.confidence)
    elif told in FONT_CODES:
        encoding = Encoding(told, 1.0)
    else:
        return shape
    of_header, *of_columns = parts_of_font(parts, encoding.name)
    shape = replace(shape, encoding=encoding, font_columns=tuple(of_columns))
    if of_header:
        names = unique_headers([meant_in_unicode(header, encoding.name) for header in headers])
        shape = replace(shape, layout=replace(shape.layout, headers=names))
    return replace(shape, sample=tuple(tuple(shape.without_font(row)) for row in shape.sample))


def _parsed(text: str, delimiter: str, quoted: bool) -> list[tuple[str, ...]]:
    if not quoted:
        return [tuple(line.split(delimiter)[1:]) for line in text.split("\n") if line]
    return [tuple(row[1:]) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _table_shape(
    container: Container,
    layout: Layout,
    sheet: str | None,
    sample: Sequence[tuple[str, ...]],
    whole: bool,
    sheets: tuple[str, ...] = (),
) -> Shape:
    whole = whole and len(sample) <= SAMPLE_ROWS
    return Shape(container, None, layout, sheet, tuple(sample[:SAMPLE_ROWS]), whole, sheets)


def _told(mapping: Mapping[str, str], headers: Sequence[str]) -> dict[str, str]:
    by_place = {str(place): header for place, header in enumerate(headers, start=1)}
    unknown = [header for header in mapping if header not in headers and header not in by_place]
    if unknown:
        raise no_such_column(unknown, headers)
    return {header if header in headers else by_place[header]: word for header, word in mapping.items()}


def no_such_column(wanted: Sequence[str], headers: Sequence[str]) -> Misused:
    """Return the complaint about columns that a file does not have."""
    words = Text(
        "tệp không có cột {wanted}; các cột có trong tệp: {headers}",
        "no column is called {wanted}; there are {headers}",
    )
    return Misused("unknown_column", words.fill(wanted=", ".join(dict.fromkeys(wanted)), headers=", ".join(headers)))


def _refuse_unknown_fields(told: Mapping[str, str]) -> None:
    for header, word in told.items():
        if word and not any(field_named(word, form) for form in FORMS.values()):
            words = Text(
                "cột {header} được ghép với {word}, nhưng không có trường đó; các trường viết như orders.amount, "
                "customers.source_key",
                "column {header} is mapped to {word}, which is no field; fields are such as orders.amount, "
                "customers.source_key",
            )
            raise Misused("unknown_field", words.fill(header=header, word=word))


def encoding_question(data: bytes, whole: bool = False) -> Question:
    """Ask for the encoding, showing some words in each.

    Args:
        data: the beginning of the file.
        whole: whether these are all bytes of it.
    """
    lines = [line[:80] for line in data.splitlines() if not line.isascii()][:3] or [data[:80]]
    unicode = is_utf_8(data, whole)
    pages = ("utf-8", *FONT_CODES) if unicode else ("cp1258", *FONT_CODES, "cp1252")
    shown = tuple(
        f"{page}: " + " · ".join(normal(line.decode(_codec(page, data, whole), "replace")) for line in lines)
        for page in pages
    )
    return Question(
        "encoding",
        Text("Tệp được lưu theo bảng mã nào?", "What encoding is the file in?"),
        pages if unicode else ("utf-8", "cp1258", "cp1252", "utf-16-le", "utf-16-be", *FONT_CODES),
        examples=shown,
    )


def _structure_questions(matched: Match, shape: Shape, answers: Answers) -> list[Question]:
    headers = shape.layout.headers
    if not shape.layout.has_header and answers.mapping is None:
        examples = tuple(" | ".join(row) for row in shape.sample[:2])
        text = Text(
            "Tệp không có dòng tiêu đề; mỗi cột (1, 2, …) là gì?",
            "The file has no header; what is each column (1, 2, …)?",
        )
        return [Question("mapping", text, tuple(FORMS), None, examples)]
    if matched.form is None:
        text = Text("Mỗi dòng của tệp nói về điều gì?", "What is each row of the file about?")
        return [Question("table", text, tuple(FORMS), None, headers[:12])]
    guessed = [header for header, each in matched.columns.items() if each.field == RATING and each.confidence < 1]
    if guessed:
        # Ages and numbers of children look like scores too: somebody has to say it once.
        text = Text(
            "Những cột này có phải mỗi cột là điểm chấm một mặt không? Ghép với rating, hoặc bỏ trống",
            "Is each of these columns the rating of an aspect? Map it to rating, or to nothing",
        )
        return [Question("mapping", text, (RATING,), guessed[0], tuple(guessed))]
    return [
        Question(
            "mapping",
            Text("Cột nào cho biết {field}?", "Which column holds {field}?").fill(field=" / ".join(group)),
            headers,
            group[0],
        )
        for group in matched.missing
    ]


def _by_field(matched: Match, shape: Shape) -> dict[str, str]:
    in_order = (header for header in shape.layout.headers if header in matched.columns)
    return headers_by_field((header, matched.columns[header].field) for header in in_order)


def _value_questions(shape: Shape, matched: Match, answers: Answers) -> list[Question]:
    assert matched.form is not None  # noqa: S101 - the caller looked
    by_field = _by_field(matched, shape)
    places = {field: shape.layout.headers.index(header) for field, header in by_field.items()}
    with tempfile.TemporaryDirectory() as folder, session(Path(folder)) as connection:
        names = ", ".join(f"{column(field)} VARCHAR" for field in by_field)
        connection.execute(f"CREATE TABLE sample ({names})").fetchall()
        rows = [
            tuple(row[place] for place in places.values()) for row in shape.sample if len(row) > max(places.values())
        ]
        if rows:
            values = ", ".join("(" + ", ".join(literal(cell) for cell in row) + ")" for row in rows)
            connection.execute(f"INSERT INTO sample VALUES {values}").fetchall()
        _, questions = decisions.decide(connection, "sample", by_field, matched.form.table, answers)
    return list(questions)
