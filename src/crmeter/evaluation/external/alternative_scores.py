"""Alternatives that are scored by each criterion, ranked by the weights of the criteria."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import WeightSensitivity, weight_sensitivity
from crmeter.vocabulary import Misused, NotEnoughData, Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Alternatives by what they score in all.

    Args:
        alternatives: in the order of the file.
        totals: Σ weight × score, shape (m,).
        sensitivity: how far the weight of each criterion can move until two of them change places.
    """

    alternatives: tuple[str, ...]
    totals: Floats
    sensitivity: tuple[WeightSensitivity, ...]


def rank_alternatives(
    path: Path, alternative: str, criteria: Sequence[str], weights: Floats, answers: Answers
) -> Ranking:
    """Read how alternatives score, and rank them.

    Args:
        path: a row for each alternative and a column for each criterion, all on one scale, higher is better.
        alternative: the column that names them.
        criteria: those that were weighed.
        weights: of the criteria, they add up to 1.
        answers: encoding, sheet and decimal mark, as far as they were said.

    Raises:
        NeedsAnswers: the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a criterion has no column, a row has no name or no score, or an alternative stands there twice.
        NotEnoughData: there are fewer than two alternatives.
    """
    found = read_columns(path, answers, words=[alternative], numbers=criteria)
    names = found.words[alternative]
    scores = np.stack([found.numbers[criterion] for criterion in criteria], axis=1)
    seen: set[str] = set()
    for line, name, row in zip(found.lines, names, scores, strict=True):
        if name is None or not np.isfinite(row).all():
            column = alternative if name is None else criteria[int(np.argmin(np.isfinite(row)))]
            raise Misused("no_score", _NO_SCORE.fill(line=str(line), column=column))
        if name in seen:
            raise Misused("scored_twice", _TWICE.fill(line=str(line), name=str(name)))
        seen.add(str(name))
    if len(names) < 2:
        raise NotEnoughData("one_alternative", _ONE, _TWO)
    listed = tuple(str(name) for name in names)
    return Ranking(listed, scores @ weights, weight_sensitivity(criteria, weights, listed, scores))


_NO_SCORE = Text(
    "dòng {line}: cột {column} để trống hoặc không phải là số", "line {line}: the column {column} is empty or no number"
)
_TWICE = Text("dòng {line}: {name} đã có ở dòng trước", "line {line}: {name} stands there before")
_ONE = Text("chỉ có một phương án", "there is only one alternative")
_TWO = Text("ít nhất hai phương án", "two alternatives at least")
