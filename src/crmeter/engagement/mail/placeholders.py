"""The only things that words of a template may ask for: `{name}` and a few others, and nothing is computed."""

import re
from collections.abc import Mapping
from html import escape

from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

# What may stand in braces, what it is, and what a preview shows for it.
PLACEHOLDERS: Mapping[str, tuple[Text, Text]] = {
    "name": (Text("tên người nhận", "name of the recipient"), Text("chị Hương Giang", "Ms Huong Giang")),
    "firm": (Text("tên doanh nghiệp", "name of the firm"), Text("Công ty An Khang", "An Khang Company")),
    "sender": (Text("tên người gửi", "name of the sender"), Text("Trần Đức Minh", "Minh Tran")),
    "record": (Text("điều mà thư nói đến", "what the message is about"), Text("đơn hàng DH-1042", "order DH-1042")),
    "day": (Text("ngày", "day"), Text("20/11/2026", "20 Nov 2026")),
    "link": (Text("liên kết", "link"), Text("https://an-khang.example/vi", "https://an-khang.example/en")),
}
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
# In the words of a template; a placeholder ends it, so that no value becomes part of an address.
_ADDRESS = re.compile(r"https?://[^\s<>\"'{}]+[^\s<>\"'{}.,;:!?)]")
_LINK = "link"


def placeholders_in(words: str) -> set[str]:
    """Return what some words ask for, known or not."""
    return set(_PLACEHOLDER.findall(words))


def check(words: str) -> None:
    """Let words pass that ask for nothing unknown.

    Raises:
        Refused: they ask for something that no message has.
    """
    unknown = sorted(placeholders_in(words) - PLACEHOLDERS.keys())
    if unknown:
        raise Refused("unknown_placeholder", _UNKNOWN.fill(unknown=_braced(unknown), known=_braced(PLACEHOLDERS)))


def filled(words: str, values: Mapping[str, str]) -> str:
    """Return words with the values in them; a value that holds braces is not looked at again.

    Raises:
        Refused: a value is missing.
    """
    return _PLACEHOLDER.sub(lambda found: _value(found[1], values), words)


def filled_html(words: str, values: Mapping[str, str] | None) -> str:
    """Return words as paragraphs of HTML with the values in them; whatever stands in either is text.

    Args:
        words: an empty line begins a paragraph; addresses of the web become links.
        values: what stands for the placeholders; None leaves braces as they are.

    Raises:
        Refused: a value is missing.
    """
    paragraphs = re.split(r"\n\s*\n", words.strip())
    return "".join(f"<p>{_line_breaks(_linked(paragraph, values))}</p>" for paragraph in paragraphs if paragraph)


def _linked(words: str, values: Mapping[str, str] | None) -> str:
    parts, after = [], 0
    for found in _ADDRESS.finditer(words):
        parts += [_escaped(words[after : found.start()], values), _anchor(found[0])]
        after = found.end()
    return "".join([*parts, _escaped(words[after:], values)])


def _escaped(words: str, values: Mapping[str, str] | None) -> str:
    if values is None:
        return escape(words)

    def value(found: re.Match[str]) -> str:
        written = _value(found[1], values)
        is_address = found[1] == _LINK and _ADDRESS.fullmatch(written)
        return _anchor(written) if is_address else escape(written)

    # Escaping leaves braces and letters as they are, so that placeholders are still found.
    return _PLACEHOLDER.sub(value, escape(words))


def _anchor(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _line_breaks(html: str) -> str:
    return html.replace("\n", "<br>")


def _value(name: str, values: Mapping[str, str]) -> str:
    found = values.get(name, "").strip()
    if not found:
        raise Refused("no_value", _MISSING.fill(name=_braced([name])))
    return found


def _braced(names: object) -> str:
    return ", ".join(f"{{{name}}}" for name in names)  # type: ignore[attr-defined]


_UNKNOWN = Text("không biết {unknown}; chỉ dùng được {known}", "{unknown} is not known; there are only {known}")
_MISSING = Text("thư cần {name} mà chưa có giá trị", "the message needs {name}, which has no value")
