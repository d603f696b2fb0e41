"""Files that travel with a message."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from crmeter.engagement.mail.composing import has_controls
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text, formats

LONGEST_NAME = 200
# Many servers refuse a message of more than ten million bytes, and a file grows by a third on its way.
MOST_BYTES = 7_000_000


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that travels with a message.

    Args:
        name: what it is called where it arrives.
        content_type: such as `application/pdf`.
        content: its bytes.
    """

    name: str
    content_type: str
    content: bytes


def fitting(files: Sequence[Attached]) -> Sequence[Attached]:
    """Return files that can travel with one message, each with a name that is one line.

    Raises:
        Refused: together they are too large, or a name is none.
    """
    if sum(len(each.content) for each in files) > MOST_BYTES:
        raise Refused("too_large", TOO_LARGE)
    named = [Attached(unicodedata.normalize("NFC", f.name).strip(), f.content_type, f.content) for f in files]
    if any(not 0 < len(each.name) <= LONGEST_NAME or has_controls(each.name) for each in named):
        raise Refused("wrong_name", Text("tên tệp đính kèm không hợp lệ", "the name of an attached file is none"))
    return named


def in_megabytes(size: int) -> Text:
    """Write how large a file may be, for people."""
    return Text(*(f"{formats.number(size / 1_000_000, to, 0)}{formats.NO_BREAK}MB" for to in ("vi", "en")))


TOO_LARGE = Text(
    "các tệp đính kèm lớn hơn {most}, nhiều máy chủ thư không nhận",
    "the attached files are larger than {most}, which many mail servers refuse",
).fill(most=in_megabytes(MOST_BYTES))
