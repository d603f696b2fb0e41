"""What a Vietnamese syllable looks like, and what a word of Western Europe."""

import re
import unicodedata

_VOWELS = (
    "a ai ao au ay ă â âu ây e eo ê êu i ia iê iêu iu o oa oai oao oay oă oe oeo oi oo ô ôi ơ ơi u ua uâ uây uê ui "
    "uô uôi uơ uy uya uyê uyu ư ưa ưi ươ ươi ươu ưu y yê yêu"
)
_SYLLABLE = re.compile(
    "(ngh|ng|nh|ch|tr|th|ph|kh|gh|gi|qu|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)?("
    + "|".join(sorted(_VOWELS.split(), key=len, reverse=True))
    + ")(ng|nh|ch|c|m|n|p|t)?"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
# Syllables that end in a stop have one of two tones.
_STOPPED_TONES = {"\u0301", "\u0323"}
_STOPS = ("c", "ch", "p", "t")
_WESTERN = re.compile("[a-zßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšž]+")


def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable."""
    text = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in text if letter in _TONES]
    if len(tones) > 1:
        return False
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in text if letter not in _TONES))
    found = _SYLLABLE.fullmatch(toneless)
    return found is not None and not (found[3] in _STOPS and tones and tones[0] not in _STOPPED_TONES)


def is_western(word: str) -> bool:
    """Whether a word can be one of Western Europe: by its letters, its capitals, and what Portuguese never has."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    lower = word.lower()
    return _WESTERN.fullmatch(lower) is not None and not re.search("[òìã][òìãõý]|ý[aeiou]|õ[^e]", lower)
