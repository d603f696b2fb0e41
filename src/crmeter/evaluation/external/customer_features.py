"""Columns of a file of customers as features: numbers as they are, words as one yes or no for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary import LeftOut, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns

Floats = NDArray[np.float64]
Words = NDArray[np.object_]
_NUMBER = re.compile(r"[^\d\s]{0,4}\s*\d[\d.,\s]*[^\d\s]{0,8}")
# Of the cells that say something, so many must look like numbers for a column to be one of numbers.
_MOSTLY = 0.95
# A word that fewer customers have says nothing that holds for others.
_FEWEST, _FEWEST_SHARE = 10, 0.005
_MOST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature.

    Args:
        column: of the file.
        word: that it stands for, of a column of words; None for a number.
        is_missing: it says that the column says nothing.
    """

    column: str
    word: str | None = None
    is_missing: bool = False

    @property
    def name(self) -> str:
        """What it is called: `Contract = Two year`, `tenure`, `income = ?`."""
        if self.is_missing:
            return f"{self.column} = ?"
        return self.column if self.word is None else f"{self.column} = {self.word}"


@dataclass(frozen=True, slots=True)
class CustomerFeatures:
    """Customers with their features.

    Args:
        features: K of them.
        values: shape (n, K).
        told: by column, its words, shape (n,).
        left_out: columns that are no features, and why.
    """

    features: tuple[Feature, ...]
    values: Floats
    told: dict[str, Words]
    left_out: tuple[LeftOut, ...]


def read_features(
    path: Path, columns: Sequence[str], beside: Sequence[str], answers: Answers, work: Work | None = None
) -> CustomerFeatures:
    """Read features of customers, and some columns as words.

    A number that is missing counts as the mean, with a feature that says so; the most usual word of a column is what
    the others are compared with.

    Args:
        path: the file, a row for each customer.
        columns: that may be features.
        beside: columns that are read as words.
        answers: encoding, sheet and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        NeedsAnswers: the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a column is not there.
    """
    told = read_columns(path, answers, words=list(dict.fromkeys([*columns, *beside])), work=work)
    numeric = [each for each in columns if _is_of_numbers(told.words[each])]
    read = read_columns(path, answers, numbers=numeric, work=work).numbers if numeric else {}
    numbers = {column: each for column, each in read.items() if _is_mostly_read(each, told.words[column])}
    features: list[Feature] = []
    values: list[Floats] = []
    same: list[str] = []
    many: list[str] = []
    for column in columns:
        found = _of_number(column, numbers[column]) if column in numbers else _of_words(column, told.words[column])
        if found is None:
            many.append(column)
        elif not found:
            same.append(column)
        for feature, value in found or ():
            features.append(feature)
            values.append(value)
    reasons = (
        (
            "same",
            Text("cột có giá trị như nhau ở mọi khách: {names}", "columns in which all are the same: {names}"),
            same,
        ),
        (
            "many_words",
            Text("cột có quá nhiều giá trị khác nhau: {names}", "columns with too many different words: {names}"),
            many,
        ),
    )
    return CustomerFeatures(
        tuple(features),
        np.stack(values, axis=1) if values else np.empty((len(told), 0)),
        dict(told.words),
        tuple(
            LeftOut(code, reason.fill(names=", ".join(names)), len(names)) for code, reason, names in reasons if names
        ),
    )


def _is_of_numbers(words: Words) -> bool:
    said = [str(each) for each in words if each is not None]
    return bool(said) and sum(_NUMBER.fullmatch(each) is not None for each in said) >= _MOSTLY * len(said)


def _is_mostly_read(numbers: Floats, words: Words) -> bool:
    """Whether what looks like numbers is: B12 and B13 are none."""
    return bool(np.isfinite(numbers).sum() >= _MOSTLY * sum(each is not None for each in words))


def _of_number(column: str, numbers: Floats) -> list[tuple[Feature, Floats]]:
    known = np.isfinite(numbers)
    found = []
    if known.any() and numbers[known].min() < numbers[known].max():
        found.append((Feature(column), np.where(known, numbers, numbers[known].mean())))
    if _counts((~known).sum(), len(numbers)) and known.any():
        found.append((Feature(column, is_missing=True), (~known).astype(np.float64)))
    return found


def _of_words(column: str, words: Words) -> list[tuple[Feature, Floats]] | None:
    """Return a feature for each word but the most usual one; None where there are too many."""
    names = np.array([each if each is not None else "" for each in words], dtype=np.str_)
    different, counts = np.unique(names, return_counts=True)
    usual = [str(name) for name, count in zip(different, counts, strict=True) if _counts(count, len(words))]
    if len(different) > _MOST_WORDS and len(usual) < 2:
        return None
    most = str(different[counts.argmax()])
    return [
        (Feature(column, name or None, is_missing=not name), (names == name).astype(np.float64))
        for name in usual
        if name != most
    ][:_MOST_WORDS]


def _counts(count: int, total: int) -> bool:
    return max(_FEWEST, _FEWEST_SHARE * total) <= count < total
