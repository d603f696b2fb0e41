"""Who is named in a text: @ and the whole name of somebody, or what stands before the @ of their address."""

import re
from collections.abc import Mapping

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
    called: dict[str, set[int]] = {}
    for number, words in names.items():
        for word in words:
            if word := spelled(word):
                called.setdefault(word, set()).add(number)
    longest_first = sorted(called, key=len, reverse=True)
    found: set[int] = set()
    for at in _AT.finditer(text):
        behind = spelled(text[at.end() : at.end() + _LOOKED_AT])
        name = next((each for each in longest_first if _begins_with(behind, each)), None)
        if name is not None and len(called[name]) == 1:
            found |= called[name]
    return frozenset(found)


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and _GOES_ON.match(text[len(name) :]) is None
