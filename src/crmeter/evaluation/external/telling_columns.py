"""Columns of a file of customers that tell who left because they are filled in after it, and those that only number."""

import re
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.customer_features import CustomerFeatures
from crmeter.vocabulary import LeftOut, Text
from crmeter.vocabulary.folding import folded, plain_words

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Words = NDArray[np.object_]
# Nothing that is known before somebody leaves parts the customers so well.
_TOO_WELL, _TOO_FEW_ERRORS = 0.99, 0.01
_FEWEST = 10
# The beginnings of words, and words one after the other, by which columns about leaving are called.
_OF_LEAVING = ("churn", "attrit", "cancel", "terminat", "resign", "exited")
_OF_LEAVING_TOGETHER = ("roi bo", "da roi", "ngay roi", "ly do roi", "ngay huy", "ly do huy", "nghi viec", "thoi viec")
_NUMBERING = {"id", "no", "nr", "number", "code", "key", "index", "row", "stt", "ma", "so"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHOLE = re.compile(r"\d+")


def without_telling_columns(found: CustomerFeatures, left: Booleans, is_known: Booleans) -> CustomerFeatures:
    """Return features without those of columns that only number customers, or could be known after leaving only.

    Such are columns that are filled in for none but those who left, that part customers all but without an error, or
    whose header is about leaving. Whoever names the columns decides that alone.

    Args:
        found: features of all columns.
        left: who left, shape (n,).
        is_known: of whom it is known, shape (n,).
    """
    columns = tuple(dict.fromkeys(each.column for each in found.features))
    telling: list[str] = []
    numbering: list[str] = []
    for column in columns:
        words = found.told[column]
        if _numbers_only(column, words):
            numbering.append(column)
        elif _is_about_leaving(column) or _tells(found, column, left, is_known):
            telling.append(column)
    away = {*numbering, *telling}
    kept = [place for place, each in enumerate(found.features) if each.column not in away]
    reasons = (("numbering", _NUMBERS, numbering), ("telling", _TELLS, telling))
    left_out = tuple(
        LeftOut(code, reason.fill(names=", ".join(names)), len(names)) for code, reason, names in reasons if names
    )
    features = tuple(found.features[place] for place in kept)
    return replace(found, features=features, values=found.values[:, kept], left_out=(*found.left_out, *left_out))


def _is_about_leaving(column: str) -> bool:
    words = plain_words(_CAMEL.sub(" ", column))
    together = f" {folded(' '.join(words))} "
    return any(word.startswith(_OF_LEAVING) for word in words) or any(
        f" {each} " in together for each in _OF_LEAVING_TOGETHER
    )


def _numbers_only(column: str, words: Words) -> bool:
    """Whether a column holds another whole number for each customer, one after the other or called so."""
    said = [str(each) for each in words]
    if len(set(said)) < len(said) or not all(_WHOLE.fullmatch(each) for each in said):
        return False
    numbers = [int(each) for each in said]
    named = plain_words(_CAMEL.sub(" ", column))
    is_in_a_row = max(numbers) - min(numbers) == len(numbers) - 1
    return is_in_a_row or bool(named and {named[0], named[-1]} & _NUMBERING)


def _tells(found: CustomerFeatures, column: str, left: Booleans, is_known: Booleans) -> bool:
    words = found.told[column]
    filled = np.array([each is not None for each in words], dtype=np.bool_)
    for filled_of in (filled, ~filled):
        if filled_of[is_known & left].mean() >= 0.5 and not filled_of[is_known & ~left].any():
            return True
    number = next((p for p, each in enumerate(found.features) if each.column == column and each.name == column), None)
    rows = is_known & filled
    if not (left[rows].any() and (~left[rows]).any()):
        return False
    if number is not None:
        order = _order_of(found.values[rows, number], left[rows])
        return bool(max(order, 1 - order) >= _TOO_WELL)
    return bool(_errors(words[rows], left[rows]) <= _TOO_FEW_ERRORS * min(left[rows].sum(), (~left[rows]).sum()))


def _order_of(values: Floats, left: Booleans) -> float:
    """Return how often who left has the higher value of a pair, half of it where both have the same."""
    _, place = np.unique(values, return_inverse=True)
    gone = np.bincount(place, left)
    there = np.bincount(place, ~left)
    below = np.concatenate([[0.0], np.cumsum(there)[:-1]])
    return float((gone * (below + there / 2)).sum() / (gone.sum() * there.sum()))


def _errors(words: Words, left: Booleans) -> float:
    """Return how many would be judged wrongly by the word alone; all who have a rare word."""
    _, place, counts = np.unique(words.astype(np.str_), return_inverse=True, return_counts=True)
    gone = np.bincount(place, left)
    return float(np.where(counts >= _FEWEST, np.minimum(gone, counts - gone), counts).sum())


_NUMBERS = Text(
    "cột chỉ đánh số khách: {names}; --features chọn cột xét đến",
    "columns that only number customers: {names}; --features names those to be looked at",
)
_TELLS = Text(
    "cột chỉ biết được sau khi khách đã rời: {names}; --features chọn cột xét đến",
    "columns that are known only after somebody left: {names}; --features names those to be looked at",
)
