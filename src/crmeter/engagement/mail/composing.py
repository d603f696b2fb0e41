"""From words and values to the subject, the text and the HTML of one message."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from crmeter.engagement.mail.placeholders import filled, filled_html
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Language, Text

LONGEST_SUBJECT = 200
LONGEST_BODY = 100_000
# Mail programs know no style sheets of ours.
_BODY = "font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:0 auto;padding:16px"
_SMALL = "font-size:13px;border-top:1px solid #999;padding-top:12px"


@dataclass(frozen=True, slots=True)
class Composed:
    """A message as it is read.

    Args:
        subject: one line.
        text: for programs that show no HTML.
        html: the same as a document.
        fragment: the words of the document without its frame, for previews.
    """

    subject: str
    text: str
    html: str
    fragment: str


def composed(
    subject: str, body: str, values: Mapping[str, str] | None, language: Language, unsubscribe: str = ""
) -> Composed:
    """Return a message made of words.

    Args:
        subject: with placeholders, if values are given.
        body: likewise; an empty line begins a paragraph.
        values: what stands for the placeholders; None takes the words as they are.
        language: of the words.
        unsubscribe: the address at which somebody ends such messages, where that is promised.

    Raises:
        Refused: a value is missing, the subject or the body is empty, too long or holds control characters.
    """
    line = one_line(subject if values is None else filled(subject, values))
    written = _body(body if values is None else filled(body, values))
    fragment = filled_html(_body(body), values)
    ends = _ENDS.in_(language) if unsubscribe else ""
    text = f"{written}\n\n{ends} {unsubscribe}\n" if unsubscribe else f"{written}\n"
    footer = f'<p style="{_SMALL}">{escape(ends)} <a href="{escape(unsubscribe)}">{escape(unsubscribe)}</a></p>'
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(line)}</title></head>'
        f'<body style="{_BODY}">{fragment}{footer if unsubscribe else ""}</body></html>'
    )
    return Composed(line, text, html, fragment)


def one_line(subject: str) -> str:
    """Return a subject that is one line and nothing but that: a second one would be a header.

    Raises:
        Refused: it is empty, too long, or holds a control character.
    """
    if has_controls(subject):
        raise Refused("no_line", _NO_LINE)
    line = unicodedata.normalize("NFC", subject).strip()
    if not line or len(line) > LONGEST_SUBJECT:
        raise Refused("no_subject", _NO_SUBJECT.fill(most=LONGEST_SUBJECT))
    return line


def has_controls(words: str) -> bool:
    """Return whether words hold what ends a line or is no letter at all."""
    return any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in words)


def _body(written: str) -> str:
    plain = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not plain or len(plain) > LONGEST_BODY or has_controls(plain.replace("\n", "").replace("\t", "")):
        raise Refused("no_body", _NO_BODY)
    return plain


_NO_LINE = Text("chủ đề phải nằm trên một dòng", "the subject must be one line")
_NO_SUBJECT = Text(
    "chủ đề không được trống và dài nhất {most} ký tự", "the subject must hold something, at most {most} characters"
)
_NO_BODY = Text(
    "nội dung thư trống, quá dài hoặc có ký tự điều khiển", "the body is empty, too long or holds control characters"
)
_ENDS = Text("Không muốn nhận thư như vậy nữa:", "To get no more of these:")
