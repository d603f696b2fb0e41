"""Which encoding a text is in: certain for Unicode, weighed by words for the Windows code pages and old fonts."""

import re
import unicodedata
from dataclasses import dataclass

from crmeter.warehouse.connectors.files.fontcodes import as_western, in_unicode
from crmeter.warehouse.connectors.files.fonts import FontFound, font_of
from crmeter.warehouse.connectors.files.syllables import is_syllable, is_western

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The bytes that mean another letter in windows-1258 than in windows-1252.
_DIFFERENT = re.compile(rb"[\xC3\xCC\xD0\xD2\xD5\xDD\xDE\xE3\xEC\xF0\xF2\xF5\xFD\xFE]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
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
            return _unicode(data, name) if name == "utf-8-sig" else Encoding(name, 1.0)
    unicode_16 = _utf_16(data)
    if unicode_16:
        return Encoding(unicode_16, 0.95)
    if data.isascii():
        return Encoding("utf-8", 1.0, only_ascii=True)
    if is_utf_8(data, whole):
        return _unicode(data, "utf-8")
    page, font = _code_page(data), font_of(as_western(data))
    if font is not None and (font.certain or page.name != "cp1258" or page.undecided):
        return _of_font(font, font.code)
    return page


def _unicode(data: bytes, name: str) -> Encoding:
    """Unicode is certain, but may hold what a program took for Western letters."""
    font = font_of(data.decode("utf-8", "ignore"))
    return Encoding(name, 1.0) if font is None else _of_font(font, in_unicode(font.code))


def _of_font(font: FontFound, name: str) -> Encoding:
    return Encoding(name, font.confidence if font.certain else min(font.confidence, MIN_SURE - 0.05))


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


def is_utf_8(data: bytes, whole: bool) -> bool:
    """Whether bytes are UTF-8, a few damaged ones aside.

    Args:
        data: the bytes; unless `whole`, the last character may be cut.
        whole: whether these are all bytes of the file.
    """
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
        return is_syllable(word.decode("cp1258"))
    except UnicodeDecodeError:
        return False


def _is_western(word: bytes) -> bool:
    try:
        return is_western(word.decode("cp1252"))
    except UnicodeDecodeError:
        return False
