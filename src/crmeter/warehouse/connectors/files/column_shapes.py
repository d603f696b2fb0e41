"""What a column holds by what its values look like: days, numbers, scores; and which columns look like ratings."""

import re
from collections.abc import Mapping, Sequence

from crmeter.vocabulary.folding import folded
from crmeter.warehouse.connectors.files.fields import FIELDS, MOST_RATINGS
from crmeter.warehouse.connectors.files.word_scales import word_points

_DAY_LIKE = re.compile(
    r"\d{4}年|\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{8}|\d{5}(\.\d+)?|[a-zà-ỹ]+ \d|\d{1,2}[ -][a-zà-ỹ]", re.I
)
_SCORE_LIKE = re.compile(r"\s*\d{1,3}(?![\d/-])")
_RATED_LIKE = re.compile(r"(?:10|\d)(?=$|[.,]0+$|\s*[-–—:.)=(]\s*\D)")
_NUMBER_LIKE = re.compile(r"\d")
_LETTERS = re.compile(r"[a-zà-ỹ]{4,}", re.I)


def fits(field: str, values: Sequence[str]) -> bool:
    """Whether most values look like what the field holds; an empty sample fits everything."""
    filled = [value for value in values if value.strip()]
    if not filled:
        return True
    kind = FIELDS[field]
    if kind == "time":
        likely = sum(bool(_DAY_LIKE.search(value)) for value in filled)
    elif kind in ("number", "amount"):
        likely = sum(bool(_NUMBER_LIKE.search(value)) and not _LETTERS.search(_units_off(value)) for value in filled)
    elif kind == "score":
        if word_points(filled):
            return True
        likely = sum(bool(_SCORE_LIKE.match(value)) for value in filled)
    elif kind == "currency":
        likely = sum(len(value.strip()) <= 4 for value in filled)
    else:
        return True
    return likely * 2 >= len(filled)


def _units_off(value: str) -> str:
    return re.sub(r"triệu|trieu|nghìn|nghin|ngàn|đồng|dong", "", value, flags=re.I)


def rated(headers: Sequence[str], samples: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the columns that look like ratings: two or more of whole scores on a scale of at most ten points."""
    found = []
    for header in headers:
        filled = [value.strip() for value in samples.get(header, ()) if value.strip()]
        points = word_points(filled)
        scores = [int(each[0]) for value in filled if (each := _RATED_LIKE.match(value))]
        scores = scores or [points[folded(value)] for value in filled if points]
        # Two values only are a yes and a no, or a code; a few cells may say that there is no answer.
        if len(set(scores)) > 2 and len(scores) * 4 >= len(filled) * 3:
            found.append(header)
    return found[:MOST_RATINGS] if len(found) > 1 else []
