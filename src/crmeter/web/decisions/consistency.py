"""How well the judgements of one evaluator go together, and which of them to look at again."""

from dataclasses import dataclass

from crmeter.records.judgements.pairs import Pair
from crmeter.records.judgements.queries import DecisionView
from crmeter.vocabulary import Text, formats
from crmeter.web.decisions.worked_out import Given, fits_so_far


@dataclass(frozen=True, slots=True)
class Consistency:
    """How well judgements go together.

    Args:
        under: the criterion by which alternatives were compared; None for criteria.
        ratio: the consistency ratio; None where the judgements do not connect everything yet, or no index is known.
        is_good: whether it is at most 0.10; None without a ratio.
        advice: which judgement contradicts the others most, and what would mend it; None where none does.
        place: of its pair.
    """

    under: Text | None
    ratio: float | None
    is_good: bool | None
    advice: Text | None
    place: int | None


def told_of(decision: DecisionView, given: Given) -> list[Consistency]:
    """Return the consistency of criteria, then of alternatives by each criterion, as far as they were judged."""
    pairs = set(decision.pairs)
    told = {pair: favour for pair, favour in given.items() if pair in pairs}
    found = []
    for under, fit in fits_so_far(decision, told).items():
        words = decision.words.get(under)
        if fit is None:
            found.append(Consistency(words, None, None, None, None))
            continue
        triple = fit.worst_triple_
        advice, place = None, None
        if triple is not None:
            first, second = decision.words[triple.first], decision.words[triple.second]
            filled = _CONTRADICTS if triple.is_on_scale else _BEYOND
            advice = filled.fill(
                things=Text.join(decision.words[name] for name in triple.names),
                first=first,
                second=second,
                given=_times(triple.given),
                agreeing=_times(triple.agreeing),
            )
            place = _place(decision, under, triple.first, triple.second)
        found.append(Consistency(words, fit.consistency_ratio_, fit.is_consistent_, advice, place))
    return found


def _place(decision: DecisionView, under: str, one: str, other: str) -> int:
    wanted = {Pair(under, one, other), Pair(under, other, one)}
    return next(place for place, pair in enumerate(decision.pairs) if pair in wanted)


def _times(value: float) -> Text:
    """Write a ratio as the scale does: 3 or 1/3."""
    whole, shown = (value, "{n}") if value >= 1 else (1 / value, "1/{n}")
    return Text(
        shown.format(n=formats.number(round(whole, 1), "vi")), shown.format(n=formats.number(round(whole, 1), "en"))
    )


_CONTRADICTS = Text(
    "mâu thuẫn nhất: {things}. Bạn cho {first} gấp {given} lần {second}; hai đánh giá kia nói {agreeing} lần",
    "most at odds: {things}. You said {first} is {given} times {second}; the two others say {agreeing} times",
)
_BEYOND = Text(
    "mâu thuẫn nhất: {things}. Bạn cho {first} gấp {given} lần {second}; hai đánh giá kia nói {agreeing} lần, "
    "ngoài thang 1–9, nên xem lại cả ba",
    "most at odds: {things}. You said {first} is {given} times {second}; the two others say {agreeing} times, "
    "beyond the scale of 1–9, so look at all three again",
)
