"""Scales of five points that are answered in words, Vietnamese and English, and which of them a column is on."""

from collections.abc import Iterable, Mapping

from crmeter.vocabulary.folding import folded

# From the lowest to the highest; words that stand for the same point are divided by a slash.
_LISTS = (
    "very dissatisfied|dissatisfied/somewhat dissatisfied|neither satisfied nor dissatisfied/neutral"
    "|satisfied/somewhat satisfied|very satisfied",
    "not at all satisfied|not so satisfied/slightly satisfied|somewhat satisfied/moderately satisfied|very satisfied"
    "|extremely satisfied",
    "strongly disagree|disagree/somewhat disagree|neither agree nor disagree/neutral/undecided|agree/somewhat agree"
    "|strongly agree",
    "very unlikely|unlikely/somewhat unlikely|neither likely nor unlikely/neutral|likely/somewhat likely|very likely",
    "very difficult|difficult/somewhat difficult|neither easy nor difficult/neutral|easy/somewhat easy|very easy",
    "very poor|poor|fair/average/acceptable/neutral|good|very good/excellent",
    "poor|fair|good|very good|excellent",
    "rất không hài lòng|không hài lòng/chưa hài lòng|bình thường/trung lập/tạm được|hài lòng|rất hài lòng",
    "hoàn toàn không đồng ý/rất không đồng ý|không đồng ý|bình thường/trung lập/không ý kiến/phân vân|đồng ý"
    "|hoàn toàn đồng ý/rất đồng ý",
    "rất khó/rất khó khăn|khó/khó khăn|bình thường/trung lập|dễ/dễ dàng|rất dễ/rất dễ dàng",
    "rất tệ/rất kém|tệ/kém|bình thường/trung bình|tốt|rất tốt",
    "rất kém|kém|trung bình|khá/tốt|tốt/rất tốt/xuất sắc",
)
POINTS = (1, 5)


def word_points(words: Iterable[str]) -> Mapping[str, int]:
    """Return by its folded form what each word of a column is worth, from 1 to 5.

    Nothing where no known scale holds all words, or two give one of them different points: then nobody may guess.

    Args:
        words: that stand in the column, without those that are numbers.
    """
    there = {folded(word) for word in words}
    fitting = [scale for scale in _SCALES if there <= scale.keys()] if there else []
    readings = {tuple(sorted((word, scale[word]) for word in there)) for scale in fitting}
    return dict(readings.pop()) if len(readings) == 1 else {}


def _scale(listed: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for point, words in enumerate(listed.split("|"), 1):
        for word in words.split("/"):
            found.setdefault(folded(word), point)
    return found


_SCALES = tuple(_scale(listed) for listed in _LISTS)
