"""What a question offers: rows that are rated, choices or brands, and the scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crmeter.records.concept.values import plain
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.kinds import SCALES, QuestionKind
from crmeter.vocabulary import Text

LONGEST_OPTION = 120
MOST_OPTIONS = 20
_LARGEST = 10
_NEEDS_CHOICES = frozenset({QuestionKind.LAST_BRAND, QuestionKind.NEXT_BRAND, QuestionKind.PRICE, QuestionKind.CHOICE})
_ONE_ANSWER = frozenset({QuestionKind.LAST_BRAND, QuestionKind.CHOICE})
_NEEDS_ROWS = frozenset({QuestionKind.RATING, QuestionKind.IMPORTANCE})
_SCALED = _NEEDS_ROWS | {QuestionKind.PRICE}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to be rated or chosen.

    Args:
        key: what answers say of it; it stays when its words are corrected.
        words: how people read it.
        group: of an aspect that is rated, as `DriverGroup` says it; empty until somebody says it.
    """

    key: str
    words: Text
    group: str = ""

    def to_json(self) -> dict[str, str]:
        """Return it as it is kept."""
        kept = {"key": self.key, **self.words.to_json()}
        return {**kept, "group": self.group} if self.group else kept


@dataclass(frozen=True, slots=True)
class Options:
    """What a question offers.

    Args:
        rows: what is rated.
        choices: what is chosen, or the brands.
        low: the least on the scale; None without a scale of its own.
        high: the most.
    """

    rows: tuple[Option, ...] = ()
    choices: tuple[Option, ...] = ()
    low: int | None = None
    high: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "rows": [each.to_json() for each in self.rows],
            "choices": [each.to_json() for each in self.choices],
            "low": self.low,
            "high": self.high,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Options":
        """Return what was kept."""
        return cls(_options(kept["rows"]), _options(kept["choices"]), kept["low"], kept["high"])

    @property
    def shape(self) -> tuple[Any, ...]:
        """What must not change once somebody may have answered."""
        return tuple(each.key for each in self.rows), tuple(each.key for each in self.choices), self.low, self.high

    def grouped_as(self, other: "Options") -> "Options":
        """Return these options with rows in the groups of other ones: by key, or else by place."""
        by_key = {each.key: each.group for each in other.rows}
        by_place = other.rows if len(other.rows) == len(self.rows) else (None,) * len(self.rows)
        rows = (
            replace(each, group=by_key.get(each.key, "" if like is None else like.group))
            for each, like in zip(self.rows, by_place, strict=True)
        )
        return replace(self, rows=tuple(rows))

    def called_as(self, other: "Options") -> "Options":
        """Return these options with the words of other ones; see `renamed`."""
        return replace(other, rows=renamed(self.rows, other.rows), choices=renamed(self.choices, other.choices))


def named(words: Sequence[Text]) -> tuple[Option, ...]:
    """Return options that are known by what they are called; of two that are called the same, by their place too."""
    found: dict[str, Option] = {}
    for place, each in enumerate(words, 1):
        key = each.vi or each.en
        key = key if key not in found else f"{key} ({place})"
        found[key] = Option(key, each)
    return tuple(found.values())


def renamed(own: Sequence[Option], others: Sequence[Option]) -> tuple[Option, ...]:
    """Return options by the words of other ones, each with the key of whichever stands in its place.

    Words that stood in another place bring their own key along: another order is no other name for what was answered,
    and the keys tell that it is one. Where there are more or fewer, the other options come as they are.

    Args:
        own: as they were answered.
        others: as somebody typed them.
    """
    if len(own) != len(others):
        return tuple(others)
    called = {each.words.vi: each for each in own}
    return tuple(
        replace(each if each.words.vi == other.words.vi else called.get(other.words.vi, each), words=other.words)
        for each, other in zip(own, others, strict=True)
    )


def fields_of(kind: QuestionKind, options: Options) -> int:
    """Return how many answers a question asks for at most: a grid one in each cell, a choice a single one."""
    return 1 if kind in _ONE_ANSWER else max(len(options.rows), 1) * max(len(options.choices), 1)


def offered(kind: QuestionKind, options: Options) -> Options:
    """Return what a question of a kind keeps of some options.

    Raises:
        Refused: something that the kind needs is missing, too much or too long.
    """
    for each in (*options.rows, *options.choices):
        if not each.key or max(map(len, (each.words.vi, each.words.en))) > LONGEST_OPTION:
            raise Refused("wrong_option", _WRONG_OPTION.fill(most=LONGEST_OPTION))
    if max(len(options.rows), len(options.choices)) > MOST_OPTIONS:
        raise Refused("many_options", _MANY.fill(most=MOST_OPTIONS))
    if kind in _NEEDS_ROWS and not options.rows:
        raise Refused("no_rows", _NO_ROWS)
    if kind in _NEEDS_CHOICES and len(options.choices) < 2:
        raise Refused("no_choices", _NO_CHOICES)
    rows = options.rows if kind in _NEEDS_ROWS else ()
    choices = options.choices if kind in _NEEDS_CHOICES or kind == QuestionKind.RATING else ()
    if kind in SCALES:
        return Options(low=SCALES[kind][0], high=SCALES[kind][1])
    if kind not in _SCALED:
        return Options(rows, choices)
    low, high = 1 if options.low is None else options.low, 5 if options.high is None else options.high
    if not 0 <= low < high <= _LARGEST:
        raise Refused("no_scale", _NO_SCALE.fill(most=_LARGEST))
    return Options(rows, choices, low, high)


def typed_options(lines: str) -> tuple[Option, ...]:
    """Return options as they are typed, one on a line, English behind a stroke: `Giá cả | Price`."""
    words = []
    for line in plain(lines, keeps_lines=True).splitlines():
        vi, _, en = (part.strip() for part in line.partition("|"))
        if vi or en:
            words.append(Text(vi or en, en or vi))
    return named(words)


def _options(kept: Sequence[Mapping[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(each["key"], Text(each["vi"], each["en"]), each.get("group", "")) for each in kept)


_WRONG_OPTION = Text("mỗi ý phải có chữ, dài nhất {most} ký tự", "each option has words, at most {most} characters")
_MANY = Text("nhiều nhất {most} ý", "there are at most {most} options")
_NO_ROWS = Text("hãy ghi ít nhất một mặt để chấm", "name at least one aspect to be rated")
_NO_CHOICES = Text("hãy ghi ít nhất hai ý", "name at least two options")
_NO_SCALE = Text(
    "thang điểm đi từ số nhỏ đến số lớn, trong khoảng 0 đến {most}", "a scale goes up, between 0 and {most}"
)
