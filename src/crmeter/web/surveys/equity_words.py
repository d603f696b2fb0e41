"""What brands and drivers of a survey are called, in which groups they are, and what a change is in a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crmeter.records.surveys.kinds import DriverGroup
from crmeter.records.surveys.queries import SurveyView, option_words, questions_of
from crmeter.vocabulary import LANGUAGES, Text, formats
from crmeter.web.surveys.equity_asked import EquityAsked


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a survey.

    Args:
        called: what brands and drivers are called now, by the key that answers say.
        groups: of drivers, by key; those of which nobody said it are not there.
    """

    called: Mapping[str, Text]
    groups: Mapping[str, DriverGroup]

    def of(self, key: str) -> Text:
        """Return what a brand or driver is called."""
        return self.called.get(key, Text.same(key))

    def grouped(self, drivers: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the drivers of each group that has some, in the order of the groups."""
        listed = list(drivers)
        found = {
            f"group:{group}": tuple(driver for driver in listed if self.groups.get(driver) == group)
            for group in DriverGroup
        }
        return {name: members for name, members in found.items() if members}


def words_of(survey: SurveyView) -> Words:
    """Return the words of a survey as they stand now."""
    options = [each.options for each in questions_of(survey.id)]
    return Words(
        option_words(survey.id),
        {row.key: DriverGroup(row.group) for each in options for row in each.rows if row.group},
    )


def moves_in_words(moved: Mapping[str, float], words: Words) -> Text:
    """Return the moves of drivers in a row: Chất lượng +1,00, Giá cả −0,50."""
    return Text.join(Text.join([words.of(driver), _signed(by)], " ") for driver, by in moved.items())


def money_in_words(value: float, currency: str) -> Text:
    """Return an amount as each language writes it."""
    return Text(*(formats.compact_money(value, currency, language) for language in LANGUAGES))


def sentence(
    outcome: Mapping[str, Any],
    words: Words,
    asked: EquityAsked,
    currency: str,
    *,
    n: int,
    survey: str,
    segment: str = "",
) -> Text:
    """Return what a change would do, as one whole sentence with its figures.

    Args:
        outcome: as the page shows it.
        words: of the survey.
        asked: the brand and the moves.
        currency: of the money.
        n: respondents whose answers count.
        survey: its name.
        segment: of whose customers the figures are; empty for everybody.
    """
    change, ratio, rest = outcome["change"], outcome["ratio"], Text.same("")
    if ratio is not None:
        rest = _AT_COST.fill(
            cost=money_in_words(outcome["cost"], currency),
            net=money_in_words(float(outcome["worth"]), currency),
            ratio=_number(ratio["value"], 1),
        )
    said = (_GROWS if change["value"] >= 0 else _SHRINKS).fill(
        us=words.of(asked.us),
        moves=moves_in_words(asked.moved, words),
        change=money_in_words(abs(change["value"]), currency),
        low=money_in_words(change["low"], currency),
        high=money_in_words(change["high"], currency),
        rest=rest,
        n=n,
        survey=survey,
    )
    return _OF_SEGMENT.fill(segment=segment, said=said) if segment else said


def _signed(value: float) -> Text:
    return Text.join([Text.same("+" if value > 0 else "\u2212"), _number(abs(value), 2)], "")


def _number(value: float, digits: int) -> Text:
    return Text(*(formats.number(value, language, digits) for language in LANGUAGES))


_OF_SEGMENT = Text("Phân khúc “{segment}”: {said}", "Segment “{segment}”: {said}")
_GROWS = Text(
    "Nếu khách chấm {us} khác đi ({moves}), giá trị tài sản khách hàng tăng {change} (khoảng 80%: {low} đến {high})"
    "{rest}; theo {n} người trả lời khảo sát “{survey}”.",
    "If customers rated {us} otherwise ({moves}), customer equity would grow by {change} (80%: {low} to {high})"
    "{rest}; by {n} respondents of “{survey}”.",
)
_SHRINKS = Text(
    "Nếu khách chấm {us} khác đi ({moves}), giá trị tài sản khách hàng giảm {change} (khoảng 80% của thay đổi: {low} "
    "đến {high}){rest}; theo {n} người trả lời khảo sát “{survey}”.",
    "If customers rated {us} otherwise ({moves}), customer equity would fall by {change} (80% of the change: {low} "
    "to {high}){rest}; by {n} respondents of “{survey}”.",
)
_AT_COST = Text(
    ", chi phí {cost}, trừ chi phí còn {net}, mỗi đồng thu về {ratio} đồng",
    ", at a cost of {cost}, {net} net of it, {ratio} for each unit of it",
)
