"""What somebody says of winning and keeping customers; all in the address, nothing assumed but the firm's own rate."""

from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text

_MOST = 10.0**15


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing as it was typed.

    Args:
        name: in the address.
        title: for people.
        typed: what stands in the field.
        value: what it is; None where it is not said or is no such number.
        error: why not, where something is said.
        told: what the records tell, or why they do not.
        told_typed: what they tell, as it would be typed; empty where they do not.
    """

    name: str
    title: Text
    typed: str
    value: float | None
    error: Text | None
    told: Text | None
    told_typed: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the records tell of one thing: in words, and as it would be typed (empty where they do not tell it)."""

    words: Text
    typed: str = ""


# Name, title, whether it is a percentage.
FIELDS = (
    ("margin", Text("Lợi nhuận của một khách mỗi năm", "Margin of a customer a year"), False),
    ("win_cost", Text("Chi để có một khách tiềm năng mua", "Spent on winning, each prospect"), False),
    ("win_rate", Text("Bao nhiêu phần trăm thành khách", "Percent of prospects won"), True),
    ("win_ceiling", Text("Nhiều nhất có thể đạt (%)", "The most that could be won (%)"), True),
    ("keep_cost", Text("Chi để giữ một khách mỗi năm", "Spent on keeping, each customer a year"), False),
    ("keep_rate", Text("Bao nhiêu phần trăm ở lại sau một năm", "Percent who stay a year"), True),
    ("keep_ceiling", Text("Nhiều nhất có thể giữ (%)", "The most that could be kept (%)"), True),
    ("discount", Text("Chiết khấu một năm (%)", "Discount rate a year (%)"), True),
)
_BELOW = {"win_rate": "win_ceiling", "keep_rate": "keep_ceiling"}


def balance_asked(asked: QueryDict, told: dict[str, Told], discount: str) -> tuple[Stated, ...]:
    """Read what the address says.

    Args:
        asked: of the address.
        told: what the records tell, by field.
        discount: the rate of the firm in percent, which stands there at first.
    """
    typed = {name: asked.get(name, discount if name == "discount" else "").strip() for name, _, _ in FIELDS}
    numbers = {name: _number(word) for name, word in typed.items()}
    return tuple(
        _stated(name, title, typed[name], numbers, told.get(name), is_percent=is_percent)
        for name, title, is_percent in FIELDS
    )


def _stated(
    name: str, title: Text, typed: str, numbers: dict[str, float | None], told: Told | None, *, is_percent: bool
) -> Stated:
    value = numbers[name]
    error = None
    if typed:
        most = 200.0 if name == "discount" else 100.0 if is_percent else _MOST
        if value is None or not 0 < value <= most:
            error = _PERCENT.fill(most=round(most)) if is_percent else _AMOUNT
        elif name in _BELOW:
            ceiling = numbers[_BELOW[name]]
            error = _TOO_HIGH if ceiling is not None and value >= ceiling else None
    good = None if error is not None else value
    return Stated(name, title, typed, good, error, told.words if told else None, told.typed if told else "")


def _number(typed: str) -> float | None:
    try:
        return float(read_amount(typed)) if typed else None
    except ValueError:
        return None


_PERCENT = Text("một số dương, nhiều nhất {most}", "a positive number, {most} at most")
_AMOUNT = Text("một số tiền dương", "a positive amount")
_TOO_HIGH = Text("phải thấp hơn mức nhiều nhất có thể đạt", "it lies below the most that could be reached")
