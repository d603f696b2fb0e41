"""Files of pairwise judgements as a matrix for each evaluator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.judgement_matrix import Judgement, judgements_in, matrix_columns
from crmeter.evaluation.external.judgement_words import judgement_of
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns

Floats = NDArray[np.float64]
MOST_THINGS = 100


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """Which columns of a file of judgements tell what.

    Args:
        evaluator: who judges; a file without such a column is of one.
        left: what is compared.
        right: with what.
        value: how many times the left is preferred to the right: `3` or `1/3`.
    """

    evaluator: str = "evaluator"
    left: str = "left"
    right: str = "right"
    value: str = "value"


@dataclass(frozen=True, slots=True)
class Judgements:
    """What the evaluators judged.

    Args:
        names: what is compared, in the order of the file.
        matrices: of each evaluator, how many times the row is preferred to the column, not a number where they did not
            judge, shape (n, n).
        n: judgements.
        left_out: rows without a judgement.
    """

    names: tuple[str, ...]
    matrices: Mapping[str, Floats]
    n: int
    left_out: tuple[LeftOut, ...]


def read_judgements_of(path: Path, told: JudgementFile, answers: Answers, work: Work | None = None) -> Judgements:
    """Read who judged what: a row for each comparison, or a matrix with a row and a column for each thing.

    Args:
        path: the file; of a workbook with several sheets each is what one evaluator judged.
        told: what its columns are.
        answers: encoding and sheet, as far as they were said.
        work: told the progress.

    Raises:
        FileRefused: it is no table, would do harm, or has no row.
        NeedsAnswers: the sheets of a workbook do not hold judgements alone.
        Misused: a column is not there, there are too many things, or a row names nobody or nothing, compares a thing
            with itself, judges off Saaty's scale, or judges a pair that the same evaluator judged before.
    """
    try:
        read = _read(path, told, answers, path.name.split(".")[0], work)
    except NeedsAnswers as asked:
        sheets = next((each.choices for each in asked.questions if each.code == "sheet"), ())
        read = _Read([], 0, 0)
        for sheet in sheets:
            try:
                read = read.with_more(_read(path, told, replace(answers, sheet=sheet), sheet, work))
            except (Misused, FileRefused):
                raise asked from None
        if not sheets:
            raise
    return _as_matrices(read)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read.

    Args:
        judgements: in the order of the file.
        missing: pairs without one.
        bad: records that are no rows.
    """

    judgements: list[Judgement]
    missing: int
    bad: int

    def with_more(self, other: Self) -> Self:
        return type(self)([*self.judgements, *other.judgements], self.missing + other.missing, self.bad + other.bad)


def _read(path: Path, told: JudgementFile, answers: Answers, nobody: str, work: Work | None) -> _Read:
    """Read one table, the one evaluator of which is called what nobody is named by."""
    headers = headers_of(path, answers)
    if not {told.left, told.right, told.value} & set(headers):
        found = read_columns(path, answers, words=headers, work=work)
        columns = matrix_columns(found.words, headers)
        if columns is not None:
            judgements = list(judgements_in(found.words, found.lines.tolist(), columns))
            return _Read([replace(each, who=each.who or nobody) for each in judgements], 0, found.bad)
        raise Misused("no_judgements", _NO_JUDGEMENTS.fill(headers=", ".join(headers)))
    is_named = told.evaluator in headers or told.evaluator != JudgementFile().evaluator
    words = (*((told.evaluator,) if is_named else ()), told.left, told.right, told.value)
    found = read_columns(path, answers, words=words, work=work)
    _refuse_nameless(found, words[:-1])
    read = []
    missing = 0
    for row, word in enumerate(found.words[told.value]):
        if word is None:
            missing += 1
        line, left, right = str(found.lines[row]), str(found.words[told.left][row]), str(found.words[told.right][row])
        who = str(found.words[told.evaluator][row]) if is_named else nobody
        times = np.nan if word is None else judgement_of(str(word), line)
        read.append(Judgement(line, who, left, right, times))
    return _Read(read, missing, found.bad)


def _as_matrices(read: _Read) -> Judgements:
    places = {name: at for at, name in enumerate(dict.fromkeys(n for j in read.judgements for n in (j.left, j.right)))}
    if len(places) > MOST_THINGS:
        raise Misused("too_many_things", _TOO_MANY.fill(n=len(places), most=MOST_THINGS))
    alike = np.where(np.eye(len(places)) == 1, 1.0, np.nan)
    matrices = {str(name): alike.copy() for name in dict.fromkeys(each.who for each in read.judgements)}
    lines: dict[tuple[str, int, int], str] = {}
    for each in read.judgements:
        if np.isnan(each.times):
            continue
        name, i, j = str(each.who), places[each.left], places[each.right]
        if i == j:
            raise Misused("with_itself", _WITH_ITSELF.fill(line=each.line, name=each.left))
        before = lines.get((name, min(i, j), max(i, j)))
        if before is not None:
            filled = _TWICE.fill(line=each.line, before=before, who=name, left=each.left, right=each.right)
            raise Misused("judged_twice", filled)
        lines[name, min(i, j), max(i, j)] = each.line
        matrices[name][i, j], matrices[name][j, i] = each.times, 1 / each.times
    left_out = (LeftOut("no_row", NO_ROW, read.bad), LeftOut("no_judgement", NO_JUDGEMENT, read.missing))
    return Judgements(tuple(places), matrices, len(lines), tuple(each for each in left_out if each.n))


def _refuse_nameless(found: Columns, columns: Sequence[str]) -> None:
    for column in columns:
        empty = [str(line) for line, word in zip(found.lines, found.words[column], strict=True) if word is None]
        if empty:
            raise Misused("no_name", _NO_NAME.fill(line=empty[0], column=column))


_TOO_MANY = Text(
    "có {n} mục được so sánh, nhiều nhất là {most}: đó có phải các cột nói về mục không?",
    "{n} things are compared, {most} at most: do these columns name things?",
)
_NO_JUDGEMENTS = Text(
    "tệp không có cột so sánh (chỉ bằng --left, --right, --value), cũng không phải ma trận có hàng và cột cùng tên; "
    "các cột là: {headers}",
    "no columns hold comparisons (named by --left, --right, --value), nor is it a matrix whose rows and columns have "
    "the same names; the columns are: {headers}",
)
NO_ROW = Text("bản ghi của tệp không thành dòng", "records of the file are no rows")
NO_JUDGEMENT = Text("cặp không được đánh giá", "pairs without a judgement")
_NO_NAME = Text("dòng {line}: cột {column} để trống", "line {line}: the column {column} is empty")
_WITH_ITSELF = Text("dòng {line}: so sánh {name} với chính nó", "line {line}: {name} is compared with itself")
_TWICE = Text(
    "dòng {line}: {who} đã so sánh {left} với {right} ở dòng {before}; hãy giữ một dòng",
    "line {line}: {who} compared {left} with {right} in line {before} before; keep one of them",
)
