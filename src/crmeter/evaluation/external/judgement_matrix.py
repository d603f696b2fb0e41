"""Judgements in a matrix with things in rows and columns, whole or half, one evaluator after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.judgement_words import is_judgement, judgement_of, ratio_of
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import spelled

Words = NDArray[np.object_]
_Pair = tuple[str | None, str, str]
# What is rounded to two decimals is no further from what was meant.
_ROUNDED = 0.06
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class MatrixColumns:
    """What the columns of a matrix of judgements are.

    Args:
        row: names what is preferred, or not.
        things: with what it is compared, a column each.
        evaluator: who judges; None where one does.
    """

    row: str
    things: tuple[str, ...]
    evaluator: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement.

    Args:
        line: of the file.
        who: judges; None where nobody is named.
        left: what is compared.
        right: with what.
        times: left is preferred to right.
    """

    line: str
    who: str | None
    left: str
    right: str
    times: float


def matrix_columns(words: Mapping[str, Words], headers: Sequence[str]) -> MatrixColumns | None:
    """Return what the columns are, where headers are the names of one column; None where they are not.

    Args:
        words: of each column, by header.
        headers: in their order.
    """
    for row in headers:
        named = {spelled(str(each)) for each in words[row] if each is not None}
        others = [each for each in headers if each != row]
        things = [each for each in others if spelled(each) in named]
        # Of half a matrix the last row may be missing, and stands in the columns only.
        last = [each for each in others if each not in things and all(map(is_judgement, _said(words[each])))]
        rest = [each for each in others if each not in things and each not in last]
        if len(things) >= _FEWEST and len(last) <= 1 and len(rest) <= 1 and named <= {spelled(each) for each in things}:
            return MatrixColumns(row, tuple(each for each in others if each not in rest), next(iter(rest), None))
    return None


def judgements_in(words: Mapping[str, Words], lines: Sequence[int], columns: MatrixColumns) -> Iterator[Judgement]:
    """Return the judgements of a matrix, each pair once; of both halves that which is no fraction.

    Args:
        words: of each column, by header.
        lines: of the file.
        columns: what they are.

    Raises:
        Misused: a thing is preferred to itself, the two halves disagree, or a judgement is off Saaty's scale.
    """
    things = {spelled(each): each for each in columns.things}
    cells: dict[_Pair, tuple[str, str]] = {}
    who: str | None = None
    for at, line in enumerate(lines):
        named = words[columns.row][at]
        if columns.evaluator is not None and words[columns.evaluator][at] is not None:
            who = str(words[columns.evaluator][at])
        if named is None:
            continue
        left = things[spelled(str(named))]
        for right in columns.things:
            word = words[right][at]
            if word is not None and left == right and ratio_of(str(word)) != 1:
                raise Misused("with_itself", _WITH_ITSELF.fill(line=str(line), name=left, word=str(word)))
            if word is None or left == right:
                continue
            if (who, left, right) in cells:
                raise Misused("judged_twice", _TWICE.fill(line=str(line), left=left, right=right))
            cells[who, left, right] = (str(line), str(word))
    order = columns.things.index
    pairs = dict.fromkeys((by, min(a, b, key=order), max(a, b, key=order)) for by, a, b in cells)
    for by, left, right in sorted(pairs, key=lambda each: (order(each[1]), order(each[2]))):
        yield _of_pair(by, left, right, cells)


def _of_pair(who: str | None, left: str, right: str, cells: Mapping[_Pair, tuple[str, str]]) -> Judgement:
    """Return the judgement of a pair by the half in which it is no fraction, which may be rounded."""
    here, there = cells.get((who, left, right)), cells.get((who, right, left))
    if here is not None and there is not None and not abs(ratio_of(here[1]) * ratio_of(there[1]) - 1) <= _ROUNDED:
        told = {"line": here[0], "left": left, "right": right}
        raise Misused("halves_disagree", _DISAGREE.fill(**told, word=here[1], other=there[1]))
    if there is None or (here is not None and ratio_of(here[1]) >= 1):
        line, word = here or ("", "")
        return Judgement(line, who, left, right, judgement_of(word, line))
    line, word = there
    return Judgement(line, who, left, right, 1 / judgement_of(word, line))


def _said(words: Words) -> list[str]:
    return [str(each) for each in words if each is not None]


_WITH_ITSELF = Text(
    "dòng {line}: {name} so với chính nó là {word}, phải là 1", "line {line}: {name} against itself is {word}, not 1"
)
_TWICE = Text(
    "dòng {line}: {left} đã được so với {right} ở dòng trước; nếu có nhiều người đánh giá, thêm cột tên người",
    "line {line}: {left} was compared with {right} before; with several evaluators, add a column of their names",
)
_DISAGREE = Text(
    "dòng {line}: {left} so với {right} là {word}, mà ngược lại là {other}; hai số phải nghịch đảo nhau",
    "line {line}: {left} against {right} is {word}, but the other way round {other}; one has to be 1 over the other",
)
