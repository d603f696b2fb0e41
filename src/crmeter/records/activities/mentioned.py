"""Who is named in a text: @ and the whole name of somebody, or what stands before the @ of their address."""

import re
from collections.abc import Iterator, Mapping

from crmeter.vocabulary.folding import spelled

# Before the @ stands no letter: lan@congty.vn names nobody.
_AT = re.compile(r"(?<![\w.@])@(?=\w)")
# No name is longer.
_LOOKED_AT = 260
_GOES_ON = re.compile(r"\w|[.\-+]\w|@")


def mentioned_in(text: str, names: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Return the people who are named in a text. The longest name counts; one that two people have names nobody.

    Marks tell people apart, capitals do not: @Hoa is not Hòa.

    Args:
        text: as it is kept.
        names: by which names people are called, by their numbers.
    """
    return frozenset(number for _start, _end, number in _places(text, names))


def told_apart(text: str, names: Mapping[int, tuple[str, ...]]) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it names somebody who is told of it.

    Args:
        text: as it is kept.
        names: see `mentioned_in`.
    """
    pieces: list[tuple[str, bool]] = []
    upto = 0
    for start, end, _number in _places(text, names):
        pieces += [(text[upto:start], False), (text[start:end], True)]
        upto = end
    return tuple((words, is_name) for words, is_name in (*pieces, (text[upto:], False)) if words)


def _places(text: str, names: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[int, int, int]]:
    """Where people are named: from the @ on, up to the end of the name, and who it is."""
    called: dict[str, set[int]] = {}
    for number, words in names.items():
        for word in words:
            if word := spelled(word):
                called.setdefault(word, set()).add(number)
    longest_first = sorted(called, key=len, reverse=True)
    for at in _AT.finditer(text):
        looked_at = text[at.end() : at.end() + _LOOKED_AT]
        behind = spelled(looked_at)
        name = next((each for each in longest_first if _begins_with(behind, each)), None)
        if name is not None and len(called[name]) == 1:
            # As it is written it may be longer than as it is compared: with two spaces, or marks of their own.
            long = next(n for n in range(1, len(looked_at) + 1) if spelled(looked_at[:n]) == name)
            yield at.start(), at.end() + long, next(iter(called[name]))


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and _GOES_ON.match(text[len(name) :]) is None
