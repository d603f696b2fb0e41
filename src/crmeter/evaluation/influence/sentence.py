"""How an influence is said: in points of a chance, or in places among a hundred customers."""

from typing import TYPE_CHECKING

from crmeter.vocabulary import Text, formats

if TYPE_CHECKING:
    from crmeter.evaluation.influence.study import Effect, Influence, InfluenceStudy

POINTS = Text("điểm phần trăm", "percentage points")
PLACES = Text("bậc trên 100", "places in 100")
_MOST_NAMED = 3


def unit_of(study: "InfluenceStudy") -> Text:
    """Return in what effects on the outcome are told."""
    return POINTS if study.is_yes_no else PLACES


def size_of(share: float) -> Text:
    """Write an effect in hundredths, with its sign."""
    return Text(formats.hundredths(share, "vi"), formats.hundredths(share, "en"))


def span_of(effect: "Effect") -> Text:
    """Write the interval of an effect."""
    low, high = size_of(effect.low), size_of(effect.high)
    return Text(formats.span(low.vi, high.vi), formats.span(low.en, high.en))


def clearest(influence: "Influence") -> "Effect":
    """Return the effect among kin that is farthest from 0 against its interval."""
    return max(influence.effects, key=lambda each: abs(each.value) / ((each.high - each.low) or 1))


def sentence_of(study: "InfluenceStudy") -> Text:
    """Return what was found, in one sentence with its figures."""
    if not study.standing:
        return Text(
            "Với {n} khách, chưa dữ liệu nào đi cùng “{outcome}” rõ hơn mức mà ngẫu nhiên cũng tạo ra được.",
            "Of {n} customers, no data go with “{outcome}” more clearly than chance could make it.",
        ).fill(n=study.n, outcome=study.outcome.title)
    named = Text.join((_named(each, study) for each in study.standing[:_MOST_NAMED]), "; ")
    return Text(
        "Với {n} khách, đi cùng “{outcome}” nhiều nhất là: {named}.",
        "Of {n} customers, “{outcome}” goes most with: {named}.",
    ).fill(outcome=study.outcome.title, n=study.n, named=named)


def _named(influence: "Influence", study: "InfluenceStudy") -> Text:
    effect = clearest(influence)
    if len(influence.effects) > 1 and (effect.low < 0 < effect.high):
        # Kin stand together although none of them can be told from the others.
        titles = Text.join((each.title for each in influence.effects), " / ")
        return Text("{titles} (chung)", "{titles} (together)").fill(titles=titles)
    return Text("{title} ({size} {unit}, khoảng 80%: {span})", "{title} ({size} {unit}, 80%: {span})").fill(
        title=effect.title, size=size_of(effect.value), unit=unit_of(study), span=span_of(effect)
    )
