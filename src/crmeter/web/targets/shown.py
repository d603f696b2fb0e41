"""Targets with the words of the page beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crmeter.evaluation.report.written import in_full, span
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.strategy.scorecard.scoring import Scored, scored
from crmeter.strategy.targets.kinds import PERSPECTIVES, REVIEWS, WHOSE, Whose
from crmeter.strategy.targets.naming import amount_of, title_of
from crmeter.strategy.targets.queries import TargetView
from crmeter.strategy.targets.standings import Measured, Standing, standing_of
from crmeter.strategy.targets.status import OVER, STATUSES, TONES, Status, status_of
from crmeter.vocabulary import Good, Text, Unit
from crmeter.web.templatetags.figures import language
from crmeter.web.typed_amounts import written_to_type

_NOBODY = Standing(None, None, None)


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target as the page shows it.

    Args:
        target: as it is kept.
        title: of its measure.
        holder: whose it is.
        value: in full, in its unit.
        standing: how far it is.
        now: the same in words.
        score: between floor and target; None where one of these is not known.
        status: where it stands, with `status_words` and `tone`.
        chance: how probable it is that it is missed, in per cent; empty where it is not known.
        foreseen: what is foreseen at the end, with its band.
        typed: what the fields of its form begin with.
    """

    target: TargetView
    title: Text
    holder: Text
    value: str
    standing: Standing
    now: Text
    score: Scored | None
    status: Status
    status_words: Text
    tone: str
    foreseen: Text | None
    benchmark: Text | None
    floor: Text | None
    perspective: Text | None
    review: Text | None
    typed: Mapping[str, str]
    is_share: bool


def shown_target(target: TargetView, measured: Measured | None) -> ShownTarget:
    """Return a target as pages show it; without readings nothing is said of how far it is."""
    measure = measures().get(target.measure)
    standing = _NOBODY if measured is None else standing_of(target, measured)
    status = status_of(target, standing)
    unit = None if measure is None else measure.unit
    currency = target.currency
    chance = target.chance

    def words(value: float | Decimal | None) -> Text | None:
        return None if value is None else amount_of(target.measure, value, currency)

    band = None
    if chance is not None and chance.expected is not None and chance.low is not None and chance.high is not None:
        ends = [amount_of(target.measure, each, currency) for each in (chance.low, chance.high)]
        band = _FORESEEN.fill(
            value=amount_of(target.measure, chance.expected, currency),
            band=Text(span(ends[0].vi, ends[1].vi), span(ends[0].en, ends[1].en)),
        )
    if chance is not None and chance.method == OVER and chance.expected is not None:
        band = _came(target, chance.expected)
    score = None
    if target.floor is not None and standing.value is not None:
        score = scored(standing.value, float(target.floor), float(target.value))
    return ShownTarget(
        target,
        title_of(target.measure),
        WHOSE[Whose.FIRM] if target.whose is Whose.FIRM else Text.same(target.whose_name or "–"),
        "" if unit is None else in_full(target.value, unit, currency or None, language()),
        standing,
        amount_of(target.measure, standing.value, currency),
        score,
        status,
        STATUSES[status],
        TONES[status],
        band,
        words(target.benchmark),
        words(target.floor),
        None if target.perspective is None else PERSPECTIVES[target.perspective],
        None if target.review is None else REVIEWS[target.review],
        {
            "value": written_to_type(target.value, unit),
            "floor": written_to_type(target.floor, unit),
            "benchmark": written_to_type(target.benchmark, unit),
            "weight": written_to_type(target.weight, None),
        },
        unit is Unit.SHARE,
    )


def _came(target: TargetView, came: float) -> Text:
    """Return what came of a period that is over, held against what was foreseen of it at first."""
    said = _CAME.fill(value=amount_of(target.measure, came, target.currency))
    chance = target.chance
    if chance is None or chance.first_low is None or chance.first_high is None or chance.first_as_of is None:
        return said
    low, high = (amount_of(target.measure, each, target.currency) for each in (chance.first_low, chance.first_high))
    inside = _INSIDE if chance.first_low <= came <= chance.first_high else _OUTSIDE
    band = Text(span(low.vi, high.vi), span(low.en, high.en))
    return Text.join([said, inside.fill(band=band, day=chance.first_as_of)], "; ")


def choices() -> Mapping[Text, Sequence[tuple[str, Text]]]:
    """Return the measures that can have a target, by name and title, under their subjects."""
    found: dict[Text, list[tuple[str, Text]]] = {}
    for measure in measures().values():
        if measure.good is not Good.NEITHER:
            found.setdefault(SUBJECTS[subject_of(measure.name)], []).append((measure.name, measure.title))
    return {
        subject: sorted(listed, key=lambda each: each[1].in_(language()).casefold())
        for subject, listed in found.items()
    }


_CAME = Text("cả kỳ là {value}", "{value} over the whole period")
_INSIDE = Text("trong khoảng 80% dự báo ngày {day} ({band})", "within the 80% band foreseen on {day} ({band})")
_OUTSIDE = Text("ngoài khoảng 80% dự báo ngày {day} ({band})", "outside the 80% band foreseen on {day} ({band})")
_FORESEEN = Text("cuối kỳ dự báo {value} ({band})", "{value} foreseen at the end ({band})")
