"""The words of rules: what codes are called, and a whole rule as a sentence."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from crmeter.records.customers.rule_queries import Unseen
from crmeter.vocabulary import Text, formats
from crmeter.vocabulary.customer import KINDS, RFM_CELLS
from crmeter.vocabulary.segment_rule import FACTS, WAY_WORDS, Condition, FactKind, Join, Rule, Way
from crmeter.web.customers.words import STAGES
from crmeter.web.templatetags.figures import language

# What facts that are told by the code's own words can be.
CODES: Final[Mapping[str, Mapping[str, Text]]] = {"kind": KINDS, "stage": STAGES, "rfm": RFM_CELLS}
JOINS: Final[Mapping[Join, Text]] = {
    "all": Text("tất cả", "all"),
    "any": Text("ít nhất một", "any"),
}
_BETWEEN: Final[Mapping[Join, Text]] = {"all": Text(" và ", " and "), "any": Text(" hoặc ", " or ")}
_WITHIN: Final = Text("{fact} trong {n} ngày gần nhất", "{fact} within the last {n} days")
_LONGER_AGO: Final = Text("{fact} đã quá {n} ngày", "{fact} more than {n} days ago")
_RANGE: Final = Text("{fact} từ {low} đến {high}", "{fact} from {low} to {high}")
_ONE: Final = Text("{fact} {way} {values}", "{fact} {way} {values}")
_IS: Final = Text("{fact} là {values}", "{fact} is {values}")
_NOT: Final = Text("{fact} không phải {values}", "{fact} is not {values}")
# In the place of a name that the reader sees no customer of.
_UNSEEN: Final = Text("[ngoài phần bạn được xem]", "[outside of what you see]")
_KNOWN: Final = Text("{way} {fact}", "{fact} {way}")


def rule_words(rule: Rule) -> str:
    """Return a rule as a sentence in the language of the page."""
    groups = []
    for group in rule.groups:
        said = _BETWEEN[group.join].in_(language()).join(condition_words(each) for each in group.conditions)
        groups.append(f"({said})" if len(rule.groups) > 1 and len(group.conditions) > 1 else said)
    return _BETWEEN[rule.join].in_(language()).join(groups)


def rule_told(rule: Rule, unseen: Unseen) -> Rule:
    """Return a rule to be said to somebody, without the words that they may not see: it holds other customers."""

    def told(condition: Condition) -> Condition:
        values = (_UNSEEN.in_(language()) if (condition.fact, value) in unseen else value for value in condition.values)
        return replace(condition, values=tuple(dict.fromkeys(values)))

    groups = tuple(replace(each, conditions=tuple(map(told, each.conditions))) for each in rule.groups)
    return replace(rule, groups=groups) if unseen else rule


def condition_words(condition: Condition) -> str:
    """Return a condition in the language of the page."""
    fact = Text.same(_small(FACTS[condition.fact].title.in_(language())))
    is_counted = condition.way in (Way.WITHIN, Way.LONGER_AGO)
    values = [value if is_counted else _value(condition, value) for value in condition.values]
    match condition.way:
        case Way.EMPTY | Way.FILLED:
            said = _KNOWN.fill(fact=fact, way=WAY_WORDS[condition.way])
        case Way.WITHIN:
            said = _WITHIN.fill(fact=fact, n=condition.values[0])
        case Way.LONGER_AGO:
            said = _LONGER_AGO.fill(fact=fact, n=condition.values[0])
        case Way.BETWEEN:
            said = _RANGE.fill(fact=fact, low=values[0], high=values[1])
        case Way.IS:
            said = _IS.fill(fact=fact, values=" / ".join(values))
        case Way.NOT:
            said = _NOT.fill(fact=fact, values=" / ".join(values))
        case _:
            said = _ONE.fill(fact=fact, way=WAY_WORDS[condition.way], values=values[0])
    return said.in_(language())


def _small(title: str) -> str:
    # RFM stays as it is written.
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _value(condition: Condition, value: str) -> str:
    kind = FACTS[condition.fact].kind
    if kind is FactKind.CODE:
        return CODES[condition.fact].get(value, Text.same(value)).in_(language())
    if kind is FactKind.WORD:
        return value
    (read, *_) = Condition(condition.fact, Way.AT_LEAST, (value,)).read()
    if kind is FactKind.DAY:
        return formats.day(read, language())  # type: ignore[arg-type]
    if kind is FactKind.SHARE:
        return formats.percent(read, language(), 0)  # type: ignore[arg-type]
    return formats.number(read, language())  # type: ignore[arg-type]
