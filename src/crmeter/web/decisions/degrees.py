"""Saaty's scale in words, and as the buttons of a pair."""

from dataclasses import dataclass

from crmeter.records.judgements.pairs import MOST
from crmeter.vocabulary import Text

_HOW = {
    2: Text("giữa ngang nhau và hơn một chút", "between alike and slightly"),
    3: Text("hơn một chút", "slightly"),
    4: Text("giữa hơn một chút và hơn rõ", "between slightly and clearly"),
    5: Text("hơn rõ", "clearly"),
    6: Text("giữa hơn rõ và hơn nhiều", "between clearly and much"),
    7: Text("hơn nhiều", "much"),
    8: Text("giữa hơn nhiều và hơn hẳn", "between much and overwhelmingly"),
    9: Text("hơn hẳn", "overwhelmingly"),
}
_ALIKE = Text("{left} và {right} ngang nhau", "{left} and {right} alike")
_MORE = Text("{one} gấp {n} lần {other}, {how}", "{one} {n} times {other}, {how}")


@dataclass(frozen=True, slots=True)
class Step:
    """A button.

    Args:
        favour: what it says, −8 to 8.
        shown: the number on it, 1 to 9.
        words: what it means.
        is_told: it was said.
    """

    favour: int
    shown: int
    words: Text
    is_told: bool


def degree(left: Text, right: Text, favour: int) -> Text:
    """Return what an answer says in words."""
    if not favour:
        return _ALIKE.fill(left=left, right=right)
    one, other = (left, right) if favour > 0 else (right, left)
    n = abs(favour) + 1
    return _MORE.fill(one=one, other=other, n=n, how=_HOW[n])


def sides(left: Text, right: Text, told: int | None) -> tuple[list[Step], Step, list[Step]]:
    """Return the buttons for the left from 9 down to 2, the one for alike, and those for the right from 2 up to 9."""

    def step(favour: int) -> Step:
        return Step(favour, abs(favour) + 1, degree(left, right, favour), favour == told)

    return [step(each) for each in range(MOST, 0, -1)], step(0), [step(-each) for each in range(1, MOST + 1)]
