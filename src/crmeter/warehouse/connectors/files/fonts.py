"""Whether a text is of an old Vietnamese font, by what its words would be: decided only where nothing else fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crmeter.warehouse.connectors.files.fontcodes import FONT_CODES, meant
from crmeter.warehouse.connectors.files.syllables import is_syllable, is_western

# So many different words have to be of the font and of nothing else before it is certain.
_CERTAIN_WORDS = 4
_ASKED_WORDS = 2
_CERTAIN_SHARE = 0.85
_ASKED_SHARE = 0.5
_MOST_WORDS = 3000
# Words of letters and the signs that stand for letters, but no punctuation of plain text.
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]+")
_VIETNAMESE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_PAIR = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]")


@dataclass(frozen=True, slots=True)
class FontFound:
    """An old font that a text seems to be of.

    Args:
        code: `tcvn3` or `vni`.
        confidence: the share of words that it explains.
        certain: whether nothing else explains them; otherwise somebody has to say.
    """

    code: str
    confidence: float
    certain: bool


def font_of(text: str) -> FontFound | None:
    """Weigh the words of a text that was read as Western letters, or as Unicode.

    Args:
        text: the beginning of a file.
    """
    if text.isascii():
        return None
    words = _words(_WORD.findall(text))
    weighed = [(code, *_weighed(words, code)) for code in FONT_CODES]
    code, share, strong = max(weighed, key=lambda each: (each[1], each[2]))
    if strong < _ASKED_WORDS or share < _ASKED_SHARE:
        return None
    other = max(each[1] for each in weighed if each[0] != code)
    real = len(set(_VIETNAMESE_ONLY.findall(text)))
    certain = strong >= _CERTAIN_WORDS and share >= _CERTAIN_SHARE and share - other >= 0.15 and not real
    return FontFound(code, min(share, 0.95), certain)


def font_among(parts: Sequence[str]) -> FontFound | None:
    """Weigh the parts of a table (its header, its columns) that have no letter of Unicode Vietnamese."""
    return font_of("\n".join(part for part in parts if not _VIETNAMESE_ONLY.search(part)))


def parts_of_font(parts: Sequence[str], code: str) -> tuple[bool, ...]:
    """Say of each part of a table whether it is of a font.

    Where some part is Unicode, only those are that have words which are Vietnamese in the font and not as they stand.
    """
    if not any(_VIETNAMESE_ONLY.search(part) for part in parts):
        return (True,) * len(parts)
    return tuple(_is_of_font(part, code) for part in parts)


def _is_of_font(part: str, code: str) -> bool:
    words = _words(_WORD.findall(part))
    return not _VIETNAMESE_ONLY.search(part) and bool(words) and _weighed(words, code)[0] >= _ASKED_SHARE


def _words(found: Iterable[str]) -> list[str]:
    """Different words that are no Vietnamese as they stand and have a plain letter beside a strange one."""
    different: dict[str, None] = {}
    for word in found:
        if word.isascii() or not any(letter.isascii() for letter in word) or word in different:
            continue
        if not is_syllable(word):
            different[word] = None
        if len(different) >= _MOST_WORDS:
            break
    return list(different)


def _weighed(words: list[str], code: str) -> tuple[float, int]:
    """The share of words that are Vietnamese in a code, and how many are so and would be strange in the West."""
    if not words:
        return 0.0, 0
    fitting = [word for word in words if is_syllable(meant(word, code))]
    # VNI words look like Western letters, but for a vowel with its mark behind it.
    strong = [word for word in fitting if (_PAIR.search(word) if code == "vni" else not is_western(word))]
    return len(fitting) / len(words), len(strong)
