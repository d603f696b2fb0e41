"""How a judgement of two things is written: 3, 1/3."""

import re

from crmeter.estimators.preference.judgements import LARGEST
from crmeter.vocabulary import Misused, Text

# On a scale that ends at 9 neither mark can part thousands.
_NUMBER = r"\d+(?:[.,]\d+)?"
_JUDGEMENT = re.compile(rf"({_NUMBER})\s*(?:/\s*({_NUMBER}))?")
_EXACT = 1e-9


def is_judgement(word: str) -> bool:
    """Whether a word is a number or a fraction."""
    return _JUDGEMENT.fullmatch(word) is not None


def ratio_of(word: str) -> float:
    """Return how many times one thing is preferred to another by a word; 0 where it is no number."""
    read = _JUDGEMENT.fullmatch(word)
    over, under = (float(part.replace(",", ".")) for part in read.groups("1")) if read else (0.0, 1.0)
    return over / under if under else 0.0


def judgement_of(word: str, line: str) -> float:
    """Return a judgement on Saaty's scale.

    Args:
        word: as it is written.
        line: of the file.

    Raises:
        Misused: it is off the scale.
    """
    judgement = ratio_of(word)
    if not 1 / LARGEST - _EXACT <= judgement <= LARGEST + _EXACT:
        raise Misused("off_scale", _OFF_SCALE.fill(line=line, word=word))
    return judgement


_OFF_SCALE = Text(
    "dòng {line}: {word} không phải là đánh giá từ 1/9 đến 9; phân số viết như 1/9, không làm tròn thành 0.11, "
    "và trong bảng tính phải là chữ để không bị đổi thành ngày",
    "line {line}: {word} is no judgement from 1/9 to 9; write a fraction as 1/9, not rounded to 0.11, "
    "and in a spreadsheet as text, which makes no date of it",
)
