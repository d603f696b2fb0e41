"""Files of pairwise judgements, a row for each, as a matrix for each evaluator."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.preference.judgements import LARGEST
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, read_columns

Floats = NDArray[np.float64]
# On a scale that ends at 9 neither mark can part thousands.
_NUMBER = r"\d+(?:[.,]\d+)?"
_JUDGEMENT = re.compile(rf"({_NUMBER})\s*(?:/\s*({_NUMBER}))?")
_EXACT = 1e-9
MOST_THINGS = 100


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """Which columns of a file of judgements tell what.

    Args:
        evaluator: who judges.
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
    """Read who judged what.

    Args:
        path: the file.
        told: what its columns are.
        answers: encoding and sheet, as far as they were said.
        work: told the progress.

    Raises:
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a column is not there, there are too many things, or a row names nobody or nothing, compares a thing
            with itself, judges off Saaty's scale, or judges a pair that the same evaluator judged before.
    """
    found = read_columns(path, answers, words=(told.evaluator, told.left, told.right, told.value), work=work)
    _refuse_nameless(found, told)
    who, left, right = (found.words[each] for each in (told.evaluator, told.left, told.right))
    pairs = [str(name) for pair in zip(left, right, strict=True) for name in pair]
    places = {name: place for place, name in enumerate(dict.fromkeys(pairs))}
    if len(places) > MOST_THINGS:
        raise Misused("too_many_things", _TOO_MANY.fill(n=len(places), most=MOST_THINGS))
    alike = np.where(np.eye(len(places)) == 1, 1.0, np.nan)
    matrices = {str(name): alike.copy() for name in dict.fromkeys(who)}
    lines: dict[tuple[str, int, int], str] = {}
    missing = 0
    for row, word in enumerate(found.words[told.value]):
        if word is None:
            missing += 1
            continue
        name, i, j, line = str(who[row]), places[str(left[row])], places[str(right[row])], str(found.lines[row])
        if i == j:
            raise Misused("with_itself", _WITH_ITSELF.fill(line=line, name=str(left[row])))
        before = lines.get((name, min(i, j), max(i, j)))
        if before is not None:
            filled = _TWICE.fill(line=line, before=before, who=name, left=str(left[row]), right=str(right[row]))
            raise Misused("judged_twice", filled)
        lines[name, min(i, j), max(i, j)] = line
        judgement = _judgement_of(str(word), line)
        matrices[name][i, j], matrices[name][j, i] = judgement, 1 / judgement
    left_out = (LeftOut("no_row", NO_ROW, found.bad), LeftOut("no_judgement", NO_JUDGEMENT, missing))
    return Judgements(tuple(places), matrices, len(lines), tuple(each for each in left_out if each.n))


def _refuse_nameless(found: Columns, told: JudgementFile) -> None:
    for column in (told.evaluator, told.left, told.right):
        empty = [str(line) for line, word in zip(found.lines, found.words[column], strict=True) if word is None]
        if empty:
            raise Misused("no_name", _NO_NAME.fill(line=empty[0], column=column))


def _judgement_of(word: str, line: str) -> float:
    read = _JUDGEMENT.fullmatch(word)
    over, under = (float(part.replace(",", ".")) for part in read.groups("1")) if read else (0.0, 1.0)
    judgement = over / under if under else 0.0
    if not 1 / LARGEST - _EXACT <= judgement <= LARGEST + _EXACT:
        raise Misused("off_scale", _OFF_SCALE.fill(line=line, word=word))
    return judgement


_TOO_MANY = Text(
    "có {n} mục được so sánh, nhiều nhất là {most}: đó có phải các cột nói về mục không?",
    "{n} things are compared, {most} at most: do these columns name things?",
)
NO_ROW = Text("bản ghi của tệp không thành dòng", "records of the file are no rows")
NO_JUDGEMENT = Text("cặp không được đánh giá", "pairs without a judgement")
_NO_NAME = Text("dòng {line}: cột {column} để trống", "line {line}: the column {column} is empty")
_WITH_ITSELF = Text("dòng {line}: so sánh {name} với chính nó", "line {line}: {name} is compared with itself")
_TWICE = Text(
    "dòng {line}: {who} đã so sánh {left} với {right} ở dòng {before}; hãy giữ một dòng",
    "line {line}: {who} compared {left} with {right} in line {before} before; keep one of them",
)
_OFF_SCALE = Text(
    "dòng {line}: {word} không phải là đánh giá từ 1/9 đến 9; phân số viết như 1/9, không làm tròn thành 0.11, "
    "và trong bảng tính phải là chữ để không bị đổi thành ngày",
    "line {line}: {word} is no judgement from 1/9 to 9; write a fraction as 1/9, not rounded to 0.11, "
    "and in a spreadsheet as text, which makes no date of it",
)
