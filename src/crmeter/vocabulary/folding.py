"""Words without marks and case, so that what is typed plainly finds what is written with care: nang som, Nắng Sớm."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SHORT = 200
_NO_WORD = re.compile(r"[\W_]+")
# Telephone numbers as people write them; a number that begins otherwise may be part of a key.
_PHONE = re.compile(r"(?<![\w\-./])(?:\(?\+|\(?0)[\d\s.\-()]{6,}\d")
_DIGITS_OF_A_PHONE = range(9, 16)
_FEWEST_OF_A_NUMBER = 3
_VIETNAM = "84"


def folded(words: str) -> str:
    """Return words in lower case without marks, one space between them: Đà  Nẵng is da nang, however composed."""
    return _folded_short(words) if len(words) <= _SHORT else _folded(words)


def _folded(words: str) -> str:
    if words.isascii():
        return " ".join(words.lower().split())
    # đ is a letter of its own and no mark comes off it.
    apart = unicodedata.normalize("NFKD", words.casefold().replace("đ", "d"))
    return " ".join(apart.translate(_WITHOUT_MARKS).split())


class _WithoutMarks(dict[int, int | None]):
    """What becomes of each letter, told once: marks go, everything else stays."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return self[letter]


_WITHOUT_MARKS = _WithoutMarks()
# A name is folded for its place in lists, for being found, for being told from others: one after the other.
_folded_short = lru_cache(maxsize=4096)(_folded)


def spelled(words: str) -> str:
    """Return a name as people are told apart by it: marks count, case and spaces do not, however it is composed.

    Hoa and Hòa are two people, so whose a row is must never be judged by folded words.
    """
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def plain_words(words: str) -> list[str]:
    """Return the folded words of a text, cut wherever there is neither letter nor digit."""
    return _NO_WORD.sub(" ", folded(words)).split()


def searchable(texts: Iterable[str | None], phone: str | None = None) -> str:
    """Return one text in which `needles` are looked for.

    Each word has a space before it, so that the beginning of a word can be told from its middle.

    Args:
        texts: names, keys, addresses.
        phone: as stored; a Vietnamese number is found by its national form too.
    """
    found = [word for text in texts if text for word in plain_words(text)]
    if phone:
        digits = "".join(filter(str.isdecimal, folded(phone)))
        found.append(digits)
        if phone.strip().startswith("+") and digits.startswith(_VIETNAM):
            found.append("0" + digits.removeprefix(_VIETNAM))
    # What is said twice is found once.
    return "".join(f" {word}" for word in dict.fromkeys(found) if word)


def needles(asked: str) -> tuple[str, ...]:
    """Return what a searchable text must hold for some words to be found in it.

    A word is looked for at the beginning of words; one with digits, from three on, anywhere: of a number people often
    know the end only. A telephone number may be written in any of its forms.
    """
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        digits = "".join(filter(str.isdecimal, match[0]))
        if len(digits) not in _DIGITS_OF_A_PHONE:
            return match[0]
        # 0905… and 0084905… are one number: without zeros in front both are part of its international form.
        found.append(digits.lstrip("0"))
        return " "

    for word in plain_words(_PHONE.sub(taken, asked)):
        is_number = len(word) >= _FEWEST_OF_A_NUMBER and any(map(str.isdecimal, word))
        found.append(word if is_number else f" {word}")
    return tuple(dict.fromkeys(word for word in found if word))
