"""Which rows of a column say a word, however it is written there."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import spelled

Words = NDArray[np.object_]
ANYTHING = "*"
_SHOWN = 10


def rows_that_say(words: Words, wanted: str) -> NDArray[np.bool_]:
    """Return where a column says a word.

    Letters, then letters in any case, then the same number: the first of them that is found anywhere. `*` is any word.

    Args:
        words: of the column, None where it says nothing, shape (n,).
        wanted: the word.
    """
    if wanted == ANYTHING:
        return is_said(words)
    said = {str(each) for each in words if each is not None}
    meant = meant_by(wanted, said)
    return np.array([each is not None and str(each) in meant for each in words], dtype=np.bool_)


def is_said(words: Words) -> NDArray[np.bool_]:
    """Return where a column says anything."""
    return np.array([each is not None for each in words], dtype=np.bool_)


def meant_by(wanted: str, said: Iterable[str]) -> set[str]:
    """Return the words among those said that are meant by one; none where it is not among them.

    Args:
        wanted: the word.
        said: all there are.
    """
    there = set(said)
    if wanted in there:
        return {wanted}
    spelling = spelled(wanted)
    alike = {each for each in there if spelled(each) == spelling}
    number = _number(wanted)
    return alike or ({each for each in there if _number(each) == number} if number is not None else set())


def placed_by_name(names: Iterable[str], said: Iterable[str]) -> Mapping[str, str]:
    """Return by each word that is said the name that it means; words that mean none, or several, are not in it.

    Args:
        names: as they should be.
        said: words as they stand.
    """
    known = list(dict.fromkeys(names))
    by_spelling: dict[str, list[str]] = {}
    for name in known:
        by_spelling.setdefault(spelled(name), []).append(name)
    found = {}
    for word in set(said):
        meant = [word] if word in known else by_spelling.get(spelled(word), [])
        if len(meant) == 1:
            found[word] = meant[0]
    return found


def nobody_says(code: str, column: str, wanted: str, words: Words) -> Misused:
    """Return the complaint that no row of a column says a word."""
    said = sorted({str(each) for each in words if each is not None})
    shown = ", ".join(said[:_SHOWN]) + (", …" if len(said) > _SHOWN else "")
    return Misused(code, _NOBODY.fill(column=column, word=wanted, words=shown))


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


_NOBODY = Text(
    "không khách nào có {column} = {word}; ở đó có: {words}", "nobody has {column} = {word}; there are: {words}"
)
