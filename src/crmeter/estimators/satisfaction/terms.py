"""The terms of a text: words, and the two or three syllables that make one word in Vietnamese."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from crmeter.estimators.satisfaction.words import clauses_of, is_said_of_nothing, turns_around

# Neighbours are one word where they are so often, by no accident (χ² of one degree of freedom, p = .001), and in a good
# part of all places where either of them stands (Dice).
_LEAST, _SIGNIFICANT, _TOGETHER = 3, 10.83, 0.2
_LONGEST = 3
Words = list[str]


def terms_of(texts: Iterable[str], leave_out: Collection[str] = ()) -> list[set[str]]:
    """Return the terms of each text.

    Args:
        texts: what people wrote.
        leave_out: words and terms that do not count, in lower case.
    """
    clauses = [[list(clause) for clause in clauses_of(text)] for text in texts]
    found: list[set[str]] = [set() for _ in clauses]
    # Two syllables first, then a third beside them; what two were already stays a term of its own.
    for _ in range(2):
        pairs = _pairs(clause for text in clauses for clause in text)
        clauses = [[_joined(clause, pairs) for clause in text] for text in clauses]
        for terms, text in zip(found, clauses, strict=True):
            terms.update(term for clause in text for term in _kept(clause, leave_out))
    return found


def association(both: int, first: int, second: int, n: int) -> float:
    """Return how much more often two things occur together than apart from each other: G² of their fourfold table.

    Args:
        both: how often together.
        first: how often the first.
        second: how often the second.
        n: how often anything.

    Formula: 2 Σ observed · ln(observed / expected); 0 where they occur together no more often than expected. Source:
    Dunning 1993, Computational Linguistics 19(1).
    """
    if both * n <= first * second:
        return 0.0
    observed = (both, first - both, second - both, n - first - second + both)
    expected = (first * second, first * (n - second), (n - first) * second, (n - first) * (n - second))
    return 2 * sum(o * math.log(o * n / e) for o, e in zip(observed, expected, strict=True) if o)


def _pairs(clauses: Iterable[Words]) -> dict[tuple[str, str], float]:
    """Return the pairs of neighbours that are one word, with how strongly they hold together."""
    together, before, behind = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for clause in clauses:
        for pair in pairwise(clause):
            together[pair] += 1
            before[pair[0]] += 1
            behind[pair[1]] += 1
    n = together.total()
    found = {}
    for (first, second), count in together.items():
        if count < _LEAST or len(first.split()) + len(second.split()) > _LONGEST:
            continue
        if is_said_of_nothing(first) or is_said_of_nothing(second):
            continue
        strength = association(count, before[first], behind[second], n)
        if strength >= _SIGNIFICANT and 2 * count >= _TOGETHER * (before[first] + behind[second]):
            found[first, second] = strength
    return found


def _joined(clause: Words, pairs: dict[tuple[str, str], float]) -> Words:
    """Return a clause with its pairs as one word each, the strongest first where they overlap."""
    places = sorted(
        (place for place, pair in enumerate(pairwise(clause)) if pair in pairs),
        key=lambda place: (-pairs[clause[place], clause[place + 1]], place),
    )
    taken: set[int] = set()
    for place in places:
        if place - 1 not in taken and place + 1 not in taken:
            taken.add(place)
    joined, place = [], 0
    while place < len(clause):
        is_first = place in taken
        joined.append(" ".join(clause[place : place + 1 + is_first]))
        place += 1 + is_first
    return joined


def _kept(clause: Sequence[str], leave_out: Collection[str]) -> Iterable[str]:
    """Yield the words that say something, each with the word before it that turns it around."""
    for place, word in enumerate(clause):
        if is_said_of_nothing(word, leave_out):
            continue
        before = clause[place - 1] if place else ""
        yield f"{before} {word}" if turns_around(before) else word
