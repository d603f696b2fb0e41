"""Rows of a file for whoever keeps them as records: days, moments and numbers read by one rule for the whole file.

They are written as lines of JSON, each `[line, read, cells]`: the cells as the file has them, and what was read of
those that were asked for. A cell that is none of what its column holds is read as `UNREAD`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import duckdb

from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import amounts, dates, units
from crmeter.warehouse.connectors.files.amounts import NumberFacts
from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.dates import DateFacts
from crmeter.warehouse.connectors.files.decisions import EMPTY_WORDS
from crmeter.warehouse.connectors.files.inspection import no_such_column, shape_of
from crmeter.warehouse.connectors.files.rawpass import raw_part, read_raw
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS
from crmeter.warehouse.connectors.files.session import literal, session

Holds = Literal["day", "moment", "number"]
UNREAD = "?"
WRITING = Text("Đọc ngày và số của từng dòng", "Reading days and numbers of each row")
_AT_ONCE = 2_000
_DAY, _MOMENT = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S.%f"
_MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class CellsWanted:
    """What is read of a file.

    Args:
        holds: by header, what the cells of a column are read as.
        words: headers whose different words are told, the most usual first.
        together: the header whose equal cells stand together, in the order in which they first come.
    """

    holds: Mapping[str, Holds]
    words: Sequence[str] = ()
    together: str | None = None


def write_cells(path: Path, answers: Answers, wanted: CellsWanted, out: Path, work: Work) -> dict[str, Any]:
    """Read a file whole, write its rows, and return how many they are and which words stand in some columns.

    Args:
        path: the file.
        answers: encoding, sheet, order of days and decimal mark, as far as they were said.
        wanted: what is read.
        out: the file of lines; what is left of working on it lies beside.
        work: told the progress.

    Raises:
        NeedsAnswers: the order of days or the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a header is named that is not there.
    """
    with opened_cells(path, answers, wanted, out.with_suffix(".parts"), work) as opened:
        _write(opened, wanted.together, out, work)
        words = {header: _words(opened, header) for header in wanted.words}
    return {"rows": opened.count, "bad": opened.bad, "headers": list(opened.headers), "words": words}


@dataclass(frozen=True, slots=True)
class OpenedCells:
    """The rows of a file, and the SQL by which they are read.

    Args:
        connection: that reads them.
        rows: the relation of them, with their `line` and each cell as letters.
        headers: of the file.
        reads: by header that was asked for, the SQL of what its cell is; `UNREAD` where it is none.
        count: of the rows.
        bad: records that are no rows.
    """

    connection: duckdb.DuckDBPyConnection
    rows: str
    headers: Sequence[str]
    reads: Mapping[str, str]
    count: int
    bad: int

    def value(self, header: str) -> str:
        """Return the SQL of a cell without blanks around it; NULL for one that says nothing."""
        return _value(self.place(header))

    def place(self, header: str) -> str:
        """Return the SQL of a cell as it stands."""
        return f"c{list(self.headers).index(header)}"


@contextmanager
def opened_cells(path: Path, answers: Answers, wanted: CellsWanted, drafts: Path, work: Work) -> Iterator[OpenedCells]:
    """Read a file whole and settle how its days and numbers are written; see `write_cells`.

    Args:
        path: the file.
        answers: encoding, sheet, order of days and decimal mark, as far as they were said.
        wanted: what is read.
        drafts: a folder for what is worked on.
        work: told the progress.
    """
    shape = shape_of(path, answers)
    headers = shape.layout.headers
    missing = [name for name in (*wanted.holds, *wanted.words) if name not in headers]
    if missing:
        raise no_such_column(missing, headers)
    with session(drafts / "spill") as connection:
        raw = read_raw(connection, path, shape, drafts, work)
        if raw.rows == 0:
            code = "nothing_usable" if raw.bad else "no_rows"
            raise FileRefused(code, FILE_REASONS[code])
        files = ", ".join(literal(str(raw_part(drafts, part))) for part in range(1, raw.parts + 1))
        unsettled = OpenedCells(connection, f"read_parquet([{files}])", headers, {}, raw.rows, raw.bad)
        yield replace(unsettled, reads=_reads(unsettled, wanted, answers))


def _value(name: str) -> str:
    words = ", ".join(literal(word) for word in EMPTY_WORDS)
    trimmed = f"trim({name})"
    return f"CASE WHEN {trimmed} = '' OR lower({trimmed}) IN ({words}) THEN NULL ELSE {trimmed} END"


def _reads(opened: OpenedCells, wanted: CellsWanted, answers: Answers) -> dict[str, str]:
    """Return by header the SQL that reads its cells, once it is settled how they are written."""
    times = [header for header, holds in wanted.holds.items() if holds != "number"]
    numbers = [header for header, holds in wanted.holds.items() if holds == "number"]
    connection = opened.connection
    values = {header: opened.value(header) for header in times} | {each: _bare(opened, each) for each in numbers}
    sources = {header: f"FROM (SELECT {values[header]} AS v FROM {opened.rows})" for header in wanted.holds}
    styles, open_days = dates.decide_dates(
        {each: _date_facts(connection, sources[each]) for each in times}, answers.date_order
    )
    marks, open_marks = amounts.decide_numbers(
        {each: _number_facts(connection, sources[each]) for each in numbers}, answers.decimal, False
    )
    questions = [_question(connection, "date_order", each, sources[each], dates.example_sql("v")) for each in open_days]
    questions += [_question(connection, "decimal", e, sources[e], amounts.example_sql("v")) for e in open_marks]
    if questions:
        # One answer is for the whole file.
        raise NeedsAnswers(tuple({each.code: each for each in reversed(questions)}.values()))
    reads = {}
    for each in times:
        value = values[each]
        form = _DAY if wanted.holds[each] == "day" else _MOMENT
        read = f"strftime({dates.moment_sql(value, styles[each])}, '{form}')"
        reads[each] = f"CASE WHEN {value} IS NOT NULL THEN coalesce({read}, '{UNREAD}') END"
    for each in numbers:
        value = values[each]
        read = f"CAST({amounts.number_sql(value, marks[each])} AS VARCHAR)"
        reads[each] = f"CASE WHEN {value} IS NOT NULL THEN coalesce({read}, '{UNREAD}') END"
    return reads


def _bare(opened: OpenedCells, header: str) -> str:
    """Return the SQL of a number without the unit that the whole column carries, if it does."""
    value = opened.value(header)
    told = _row(opened.connection, f"SELECT {units.unit_sql('v')} FROM (SELECT {value} AS v FROM {opened.rows})")
    return units.without_unit_sql(value) if units.is_unit(*told) else value


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return tuple(connection.execute(sql).fetchall()[0])


def _date_facts(connection: duckdb.DuckDBPyConnection, source: str) -> DateFacts:
    filled, plain = _row(connection, f"SELECT {dates.plain_facts_sql('v')} {source}")
    if filled == plain:
        return DateFacts(filled, plain)
    return DateFacts(filled, plain, *_row(connection, f"SELECT {dates.short_facts_sql('v')} {source}"))


def _number_facts(connection: duckdb.DuckDBPyConnection, source: str) -> NumberFacts:
    filled, plain, simple, points = _row(connection, f"SELECT {amounts.plain_facts_sql('v')} {source}")
    if filled == plain:
        return NumberFacts(filled, plain, simple, points)
    marks = _row(connection, f"SELECT {amounts.mark_facts_sql('v')} {source}")
    named = connection.execute(
        f"SELECT {amounts.currency_mark_sql('v')} AS mark, count(*) {source} WHERE v IS NOT NULL GROUP BY mark"
    ).fetchall()
    currencies = {code: n for code, n in named if code}
    return NumberFacts(filled, plain, simple, marks[0], marks[1], marks[2], marks[3], currencies)


def _question(
    connection: duckdb.DuckDBPyConnection, code: Literal["date_order", "decimal"], header: str, source: str, open_: str
) -> Question:
    found = connection.execute(f"SELECT v {source} WHERE {open_} LIMIT 3").fetchall()
    text, choices = _QUESTIONS[code]
    return Question(code, text.fill(column=header), choices, header, tuple(row[0] for row in found))


_QUESTIONS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "date_order": (
        Text("Ngày trong cột “{column}” viết theo thứ tự nào?", "In what order are the dates of “{column}” written?"),
        ("dmy", "mdy", "ymd"),
    ),
    "decimal": (
        Text(
            "Số trong cột “{column}” dùng dấu phẩy hay dấu chấm cho phần thập phân?",
            "Do the numbers of “{column}” have a decimal comma or a decimal point?",
        ),
        ("comma", "point"),
    ),
}


def _words(opened: OpenedCells, header: str) -> list[str]:
    found = opened.connection.execute(
        f"SELECT {opened.value(header)} AS v FROM {opened.rows} WHERE v IS NOT NULL "
        f"GROUP BY v ORDER BY count(*) DESC, v LIMIT {_MOST_WORDS}"
    ).fetchall()
    return [row[0] for row in found]


def _write(opened: OpenedCells, together: str | None, out: Path, work: Work) -> None:
    order = "line"
    if together is not None:
        if together not in opened.headers:
            raise Misused("unknown_column", Text.same(together))
        order = f"min(line) OVER (PARTITION BY trim({opened.place(together)})), line"
    cells = ", ".join(f"coalesce({opened.place(header)}, '')" for header in opened.headers)
    values = ", ".join(opened.reads.values())
    select = f"SELECT line, [{values or 'NULL'}] AS read, [{cells}] AS cells FROM {opened.rows} ORDER BY {order}"
    result = opened.connection.execute(select)
    draft = out.with_suffix(".draft")
    headers = list(opened.reads)
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        for done, (line, read, row) in enumerate(_fetched(result), start=1):
            found = {header: value for header, value in zip(headers, read, strict=False) if value is not None}
            file.write(json.dumps([line, found, row], ensure_ascii=False) + "\n")
            if done % _AT_ONCE == 0:
                work.step(WRITING, done, opened.count)
    draft.replace(out)


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, list[str | None], list[str]]]:
    while some := result.fetchmany(_AT_ONCE):
        yield from some
