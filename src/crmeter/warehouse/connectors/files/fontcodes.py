"""Vietnamese of the time before Unicode: TCVN 5712:1993 (ABC fonts) and VNI-Windows, as Python codecs.

Both put Vietnamese letters where Western fonts have others, so that such text looks like `NguyÔn V¨n An` or
`Nguyeãn Vaên An` without its font. `tcvn3` and `vni` read bytes; `utf-8-tcvn3` and `utf-8-vni` read text that a
program took for Western letters and wrote as Unicode.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

FONT_CODES = ("tcvn3", "vni")
_UNICODE = "utf-8-"

# From 80 on, as the standard lists them; the marks that stand alone follow a vowel.
_TCVN3_FROM_80 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3_CONTROLS = {0x01: "Ú", 0x02: "Ụ", 0x04: "Ừ", 0x05: "Ử", 0x06: "Ữ", 0x11: "Ứ", 0x12: "Ự", 0x13: "Ỳ"}
_TCVN3_CONTROLS |= {0x14: "Ỷ", 0x15: "Ỹ", 0x16: "Ý", 0x17: "Ỵ"}

# A letter after a vowel is its mark. Each mark has a capital of its own.
_VNI_MARKS = (
    ("aeouyôö", "ùøûõï", "\u0301\u0300\u0309\u0303\u0323"),
    ("aeo", "âáàåãä", ("\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323")),
    ("a", "êéèúüë", ("\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323")),
)
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _western(code: int) -> str:
    """The letter that a Western program shows for a byte; five bytes have none and keep their number."""
    byte = bytes([code])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_LETTERS)
    for vowels, letters, marks in _VNI_MARKS:
        for vowel in vowels:
            for letter, mark in zip(letters, marks, strict=True):
                table[vowel + letter] = unicodedata.normalize("NFC", _VNI_LETTERS.get(vowel, vowel) + mark)
    capitals = {seen.upper(): meant.upper() for seen, meant in table.items()}
    # A capital vowel with a small mark, as in `Aâu`, is a capital too.
    mixed = {seen[0].upper() + seen[1:]: meant.upper() for seen, meant in table.items() if len(seen) == 2}
    return table | capitals | mixed


# What is seen without the font, and what is meant.
_TCVN3 = {_western(0x80 + place): letter for place, letter in enumerate(_TCVN3_FROM_80)}
_TCVN3 |= {chr(code): letter for code, letter in _TCVN3_CONTROLS.items()}
TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType({"tcvn3": _TCVN3, "vni": _vni_table()})
_VNI = re.compile("|".join(re.escape(seen) for seen in sorted(TABLES["vni"], key=len, reverse=True)))

# Western punctuation stands where TCVN 5712 has rare capitals, and signs where it has marks that follow a vowel.
_PUNCTUATION = "€‚„…‹›‘’“”•–—™"
_MARKS = {seen: letter for seen, letter in _TCVN3.items() if unicodedata.combining(letter)}
_PLAIN = str.maketrans(
    {seen: letter for seen, letter in _TCVN3.items() if seen not in _MARKS | dict.fromkeys(_PUNCTUATION)}
)
_CAPITALS = "A-Z" + "".join(letter for letter in _TCVN3.values() if letter.isupper())
_SMALL = "".join(letter for letter in _TCVN3.values() if letter.islower())
_CAPITAL_AMONG_CAPITALS = re.compile(f"(?<=[{_CAPITALS}])[{_PUNCTUATION}](?=[{_CAPITALS}])")
_MARK_AFTER_VOWEL = re.compile(f"(?<=[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])[{re.escape(''.join(_MARKS))}]")
_WITHOUT_PLAIN_SMALL = re.compile(f"\\b[{_CAPITALS}{_SMALL}]{{2,}}\\b")
# What a Western program can have shown for a byte: all that may be text of such a font.
_ALL_WESTERN = "".join(map(_western, range(256)))
_FROM_BYTES = frozenset(_ALL_WESTERN)
# A run of such text; a word with any other letter is real Unicode and stays.
_RUN = re.compile(r"\S+")


def as_western(data: bytes) -> str:
    """Return the letters that a Western program shows for bytes."""
    return codecs.charmap_decode(data, "strict", _ALL_WESTERN)[0]


def meant(seen: str, code: str) -> str:
    """Return what a text of an old font says.

    Args:
        seen: the text as Western letters.
        code: `tcvn3` or `vni`.
    """
    table = TABLES[code]
    if code == "vni":
        read = _VNI.sub(lambda match: table[match[0]], seen)
    else:
        read = seen.translate(_PLAIN)
        read = _MARK_AFTER_VOWEL.sub(lambda match: table[match[0]], read)
        read = _CAPITAL_AMONG_CAPITALS.sub(lambda match: table[match[0]], read)
        read = _WITHOUT_PLAIN_SMALL.sub(_all_capitals, read)
    return unicodedata.normalize("NFC", read)


def meant_in_unicode(text: str, code: str) -> str:
    """Return a text in which words of an old font are read, and words with letters that it cannot have stay."""
    if text.isascii():
        return text
    return _RUN.sub(lambda run: meant(run[0], code) if _FROM_BYTES.issuperset(run[0]) else run[0], text)


def seen_without_font(text: str, code: str) -> str:
    """Return how a text looks in an old code without its font: the inverse of `meant`."""
    back = {letter: seen for seen, letter in reversed(list(TABLES[code].items()))}
    return "".join(back.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def _all_capitals(word: re.Match[str]) -> str:
    # Fonts of capitals (.VnTimeH) show small letters as capitals: among sure capitals a small letter was one.
    return word[0].upper() if sum(letter.isupper() for letter in word[0]) > 1 else word[0]


def _reader(code: str) -> Callable[..., tuple[str, int]]:
    def read(data: bytes, _errors: str = "strict") -> tuple[str, int]:
        held = bytes(data)
        return meant(as_western(held) if not held.isascii() else held.decode("ascii"), code), len(held)

    return read


def _unicode_reader(code: str) -> Callable[..., tuple[str, int]]:
    def read(data: bytes, errors: str = "strict") -> tuple[str, int]:
        held = bytes(data)
        return meant_in_unicode(held.decode("utf-8", errors).removeprefix("\ufeff"), code), len(held)

    return read


def _writer(code: str) -> Callable[..., tuple[bytes, int]]:
    def write(text: str, _errors: str = "strict") -> tuple[bytes, int]:
        return bytes(map(_ALL_WESTERN.index, seen_without_font(text, code))), len(text)

    return write


def _found(name: str) -> codecs.CodecInfo | None:
    plain = name.replace("_", "-")
    code = plain.removeprefix(_UNICODE)
    if code not in FONT_CODES:
        return None
    reader = _reader(code) if plain == code else _unicode_reader(code)
    return codecs.CodecInfo(_writer(code), reader, name=plain)


def in_unicode(code: str) -> str:
    """Return the name of the codec that reads an old font's text written as Unicode."""
    return _UNICODE + code


codecs.register(_found)
