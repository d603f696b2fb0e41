"""A definition as words, numbers, texts and signs, each with its place."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from crmeter.vocabulary import Misused, Text

LONGEST = 500
_MOST_TOKENS = 200
# A number has so many digits at most that a product with an amount stays exact, and within what the engine holds.
_MOST_WHOLE, _MOST_DECIMALS, _MOST_DIGITS = 12, 8, 16
TokenKind = Literal["word", "number", "text", "sign", "end"]
# Every branch takes at least one letter and none repeats inside another: read in one pass.
_TOKEN = re.compile(
    r"""\s*(?:(?P<word>[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)?)
        |(?P<number>[0-9]+(?:\.[0-9]+)?)
        |(?P<text>"[^"]*")
        |(?P<sign><=|>=|!=|[-+*/(),=<>]))""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a definition.

    Args:
        kind: what it is.
        words: its letters; of a text those between its quotes.
        at: the place of its first letter, from 1.
    """

    kind: TokenKind
    words: str
    at: int


def wrong_at(at: int, why: Text) -> Misused:
    """Return the complaint about a definition, with the place where it stops to make sense."""
    return Misused("own_measure", Text("ở chữ thứ {at}: {why}", "at letter {at}: {why}").fill(at=at, why=why))


def tokens_of(definition: str) -> list[Token]:
    """Return the pieces of a definition, an `end` last.

    Raises:
        Misused: it is too long, or something in it is no piece of the language.
    """
    if len(definition) > LONGEST:
        raise wrong_at(LONGEST + 1, _TOO_LONG.fill(most=LONGEST))
    strange = next((at for at, letter in enumerate(definition) if _is_no_letter(letter)), None)
    if strange is not None:
        raise wrong_at(strange + 1, _NO_LETTER)
    found: list[Token] = []
    at = 0
    end = len(definition.rstrip())
    while at < end:
        match = _TOKEN.match(definition, at)
        if match is None:
            start = at + len(definition[at:]) - len(definition[at:].lstrip())
            raise wrong_at(
                start + 1, _UNCLOSED if definition[start] == '"' else _NO_PIECE.fill(letter=definition[start])
            )
        kind = match.lastgroup
        words = match[kind or 0]
        start = match.start(kind or 0)
        match kind:
            case "text":
                found.append(Token("text", words[1:-1], start + 1))
            case "number":
                _refuse_too_many_digits(words, start + 1)
                found.append(Token("number", words, start + 1))
            case "sign":
                found.append(Token("sign", words, start + 1))
            case _:
                found.append(Token("word", words.lower(), start + 1))
        if len(found) > _MOST_TOKENS:
            raise wrong_at(start + 1, _TOO_MANY)
        at = match.end()
    return [*found, Token("end", "", end + 1)]


def _refuse_too_many_digits(words: str, at: int) -> None:
    whole, _dot, decimals = words.partition(".")
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    if len(whole) > _MOST_WHOLE or len(decimals) > _MOST_DECIMALS or len(whole) + len(decimals) > _MOST_DIGITS:
        raise wrong_at(at, _TOO_MANY_DIGITS.fill(whole=_MOST_WHOLE, decimals=_MOST_DECIMALS, all=_MOST_DIGITS))


def _is_no_letter(letter: str) -> bool:
    return letter != "\t" and unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")


_NO_LETTER = Text("có ký tự điều khiển hoặc xuống dòng", "there is a control character or the end of a line")
_TOO_LONG = Text("công thức dài quá {most} chữ", "the definition has more than {most} letters")
_TOO_MANY = Text("công thức có quá nhiều phần", "the definition has too many parts")
_NO_PIECE = Text("không hiểu “{letter}”", "“{letter}” is not understood")
_UNCLOSED = Text("thiếu dấu nháy kép đóng", "a closing double quote is missing")
_TOO_MANY_DIGITS = Text(
    "một số có không quá {whole} chữ số trước dấu chấm, {decimals} chữ số sau và {all} chữ số tất cả",
    "a number has at most {whole} digits before the point, {decimals} after it and {all} in all",
)
