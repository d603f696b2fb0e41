"""Rows of a file for whoever keeps them as records: days, moments and numbers read by one rule for the whole file.

They are written as lines of JSON, each `[line, read, cells]`: the cells as the file has them, and what was read of
those that were asked for. A cell that is none of what its column holds is read as `UNREAD`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import amounts, dates
from crmeter.warehouse.connectors.files.amounts import NumberFacts
from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.dates import DateFacts
from crmeter.warehouse.connectors.files.decisions import EMPTY_WORDS
from crmeter.warehouse.connectors.files.inspection import Shape, no_such_column, shape_of
from crmeter.warehouse.connectors.files.rawpass import raw_part, read_raw, text_columns
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
    shape = shape_of(path, answers)
    missing = [name for name in (*wanted.holds, *wanted.words) if name not in shape.layout.headers]
    if missing:
        raise no_such_column(missing, shape.layout.headers)
    drafts = out.with_suffix(".parts")
    with session(drafts / "spill") as connection:
        raw = read_raw(connection, path, shape, drafts, work)
        if raw.rows == 0:
            code = "nothing_usable" if raw.bad else "no_rows"
            raise FileRefused(code, FILE_REASONS[code])
        files = ", ".join(literal(str(raw_part(drafts, part))) for part in range(1, raw.parts + 1))
        rows = f"read_parquet([{files}])"
        reads = _reads(connection, rows, shape, wanted, answers)
        _write(connection, rows, shape, reads, wanted.together, out, raw.rows, work)
        words = {header: _words(connection, rows, shape, header) for header in wanted.words}
    return {"rows": raw.rows, "bad": raw.bad, "headers": list(shape.layout.headers), "words": words}


def _place(shape: Shape, header: str) -> str:
    return f"c{shape.layout.headers.index(header)}"


def _value(name: str) -> str:
    words = ", ".join(literal(word) for word in EMPTY_WORDS)
    trimmed = f"trim({name})"
    return f"CASE WHEN {trimmed} = '' OR lower({trimmed}) IN ({words}) THEN NULL ELSE {trimmed} END"


def _reads(
    connection: duckdb.DuckDBPyConnection, rows: str, shape: Shape, wanted: CellsWanted, answers: Answers
) -> dict[str, str]:
    """Return by header the SQL that reads its cells, once it is settled how they are written."""
    times = [header for header, holds in wanted.holds.items() if holds != "number"]
    numbers = [header for header, holds in wanted.holds.items() if holds == "number"]
    sources = {header: f"FROM (SELECT {_value(_place(shape, header))} AS v FROM {rows})" for header in wanted.holds}
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
        value = _value(_place(shape, each))
        form = _DAY if wanted.holds[each] == "day" else _MOMENT
        read = f"strftime({dates.moment_sql(value, styles[each])}, '{form}')"
        reads[each] = f"CASE WHEN {value} IS NOT NULL THEN coalesce({read}, '{UNREAD}') END"
    for each in numbers:
        value = _value(_place(shape, each))
        read = f"CAST({amounts.number_sql(value, marks[each])} AS VARCHAR)"
        reads[each] = f"CASE WHEN {value} IS NOT NULL THEN coalesce({read}, '{UNREAD}') END"
    return reads


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
    return NumberFacts(filled, plain, simple, *marks)


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


def _words(connection: duckdb.DuckDBPyConnection, rows: str, shape: Shape, header: str) -> list[str]:
    value = _value(_place(shape, header))
    found = connection.execute(
        f"SELECT {value} AS v FROM {rows} WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT {_MOST_WORDS}"
    ).fetchall()
    return [row[0] for row in found]


def _write(
    connection: duckdb.DuckDBPyConnection,
    rows: str,
    shape: Shape,
    reads: Mapping[str, str],
    together: str | None,
    out: Path,
    total: int,
    work: Work,
) -> None:
    order = "line"
    if together is not None:
        if together not in shape.layout.headers:
            raise Misused("unknown_column", Text.same(together))
        order = f"min(line) OVER (PARTITION BY trim({_place(shape, together)})), line"
    cells = ", ".join(f"coalesce({name}, '')" for name in text_columns(shape.layout))
    values = ", ".join(reads.values())
    select = f"SELECT line, [{values or 'NULL'}] AS read, [{cells}] AS cells FROM {rows} ORDER BY {order}"
    result = connection.execute(select)
    draft = out.with_suffix(".draft")
    headers = list(reads)
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        for done, (line, read, row) in enumerate(_fetched(result), start=1):
            found = {header: value for header, value in zip(headers, read, strict=False) if value is not None}
            file.write(json.dumps([line, found, row], ensure_ascii=False) + "\n")
            if done % _AT_ONCE == 0:
                work.step(WRITING, done, total)
    draft.replace(out)


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, list[str | None], list[str]]]:
    while some := result.fetchmany(_AT_ONCE):
        yield from some
