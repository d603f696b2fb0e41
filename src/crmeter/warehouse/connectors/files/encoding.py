"""Which encoding a text is in: certain for Unicode, weighed by letters for the Windows code pages."""

import re
import unicodedata
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The bytes that mean another letter in windows-1258 than in windows-1252.
_DIFFERENT = re.compile(rb"[\xC3\xCC\xD0\xD2\xD5\xDD\xDE\xE3\xEC\xF0\xF2\xF5\xFD\xFE]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
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
_WESTERN = re.compile("[a-zßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšž]+")
MIN_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its Python name, how sure it is, and whether only plain ASCII was seen."""

    name: str
    confidence: float
    only_ascii: bool = False

    @property
    def undecided(self) -> bool:
        """Whether somebody has to say which one it is."""
        return self.confidence < MIN_SURE


def encoding_of(data: bytes, whole: bool) -> Encoding:
    """Weigh the first bytes of a file.

    Args:
        data: the bytes; unless `whole`, the last character may be cut.
        whole: whether these are all bytes of the file.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Encoding(name, 1.0)
    unicode_16 = _utf_16(data)
    if unicode_16:
        return Encoding(unicode_16, 0.95)
    if data.isascii():
        return Encoding("utf-8", 1.0, only_ascii=True)
    if _is_utf_8(data, whole):
        return Encoding("utf-8", 1.0)
    return _code_page(data)


def normal(text: str) -> str:
    """Return a text in the composed form (NFC), in which windows-1258 never comes."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _utf_16(data: bytes) -> str | None:
    head = data[:4000]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    # Vietnamese in UTF-16 has letters of two other blocks, but separators and digits keep their zero bytes.
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.02:
        return "utf-16-be"
    return None


def _is_utf_8(data: bytes, whole: bool) -> bool:
    broken = 0
    rest = data
    while True:
        try:
            rest.decode("utf-8")
            break
        except UnicodeDecodeError as error:
            if not whole and error.end >= len(rest) - 3 and error.reason == "unexpected end of data":
                break
            broken += 1
            rest = rest[error.end :]
            if broken > 20:
                return False
    # A few damaged bytes amid much sound UTF-8 are damage; a code page hardly ever looks like UTF-8.
    sound = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]", data))
    return broken == 0 or sound > 20 * broken


def _code_page(data: bytes) -> Encoding:
    vietnamese = western = words = 0
    for word in _WORD.findall(data):
        if not _DIFFERENT.search(word):
            continue
        words += 1
        vietnamese += _is_vietnamese(word)
        western += _is_western(word)
        if words >= 5000:
            break
    if words == 0:
        # Both pages read the text alike.
        return Encoding("cp1252", 1.0)
    share_vi, share_we = vietnamese / words, western / words
    name, best, other = ("cp1258", share_vi, share_we) if share_vi >= share_we else ("cp1252", share_we, share_vi)
    if best == 0:
        return Encoding(name, 0.0)
    if best >= 0.85 and best - other >= 0.15:
        return Encoding(name, min(best, 0.95))
    return Encoding(name, best / (best + other) * best)


def _is_vietnamese(word: bytes) -> bool:
    try:
        text = unicodedata.normalize("NFD", word.decode("cp1258").lower())
    except UnicodeDecodeError:
        return False
    if sum(letter in _TONES for letter in text) > 1:
        return False
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in text if letter not in _TONES))
    return _SYLLABLE.fullmatch(toneless) is not None


def _is_western(word: bytes) -> bool:
    try:
        text = word.decode("cp1252")
    except UnicodeDecodeError:
        return False
    if not (text.islower() or text.isupper() or text.istitle()):
        return False
    return _WESTERN.fullmatch(text.lower()) is not None and not re.search("[òìã][òìãõý]|ý[aeiou]|õ[^e]", text.lower())
