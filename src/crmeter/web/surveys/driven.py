"""What the overall score of a survey goes with, and where to begin; the first call loads the estimators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from crmeter.records.surveys.group_queries import Rated, RatedAnswers
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.vocabulary import LeftOut, NotEnoughData, Text, Undefined
from crmeter.web.surveys.scored import in_row, title_of
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators import MappedDriver

# The question that drivers are held against: the first of these that was asked.
_OVERALL = (QuestionKind.CSAT, QuestionKind.NPS, QuestionKind.CES)


@dataclass(frozen=True, slots=True)
class Driver:
    """An aspect with its place on the map, and the number that it is marked with there."""

    mark: int
    words: Text
    mapped: "MappedDriver"


@dataclass(frozen=True, slots=True)
class Explained:
    """A share with its 80 % bounds."""

    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Driven:
    """What the overall score goes with.

    Args:
        overall: the question that aspects are held against.
        n: who answered all of it.
        left_out: who did not.
        r2: share of the differences of the overall score that all aspects explain; None where nothing can be told.
        drivers: those that matter most first.
        chart: the map of priorities; None where nothing can be told.
        diagnosis: what is the matter; None where nothing is.
        lacking: why nothing can be told; None where something can.
    """

    overall: Text
    n: int = 0
    left_out: tuple[LeftOut, ...] = ()
    r2: Explained | None = None
    drivers: tuple[Driver, ...] = ()
    chart: SafeString | None = None
    diagnosis: Text | None = None
    lacking: Undefined | None = None


def driven(answers: RatedAnswers) -> Driven | None:
    """Return what the overall score goes with; None of a survey that does not ask for a score and for aspects."""
    rated = answers.rated
    overall = next((each for kind in _OVERALL for each in rated if each.kind == kind), None)
    first = next((each.question for each in rated if each.aspect), None)
    aspects = [each for each in rated if each.aspect and each.question == first]
    if overall is None or not aspects:
        return None
    try:
        return _found(answers, overall, aspects)
    except NotEnoughData as error:
        return Driven(title_of(overall), lacking=error.undefined)


def _found(answers: RatedAnswers, overall: Rated, aspects: Sequence[Rated]) -> Driven:
    from crmeter.estimators import AnswerScale, SatisfactionDrivers  # noqa: PLC0415 - pages without answers stay small
    from crmeter.estimators.satisfaction.drivers import MOST_DRIVERS  # noqa: PLC0415 - see above

    responses = answers.responses
    if len(aspects) > MOST_DRIVERS:
        raise NotEnoughData(
            "too_many_aspects",
            Text("có {n} mặt được chấm, quá nhiều để tách riêng", "{n} aspects are too many to be told apart").fill(
                n=len(aspects)
            ),
            Text("nhiều nhất {n} mặt", "{n} aspects at most").fill(n=MOST_DRIVERS),
        )
    model = SatisfactionDrivers(AnswerScale(aspects[0].low, aspects[0].high)).fit(
        in_row(answers.to(overall), responses),
        {each.aspect: in_row(answers.to(each), responses) for each in aspects},
    )
    words = {each.aspect: each.words for each in aspects}
    mapped = sorted(model.priority_map(), key=lambda each: -each.importance)
    drivers = tuple(Driver(mark, words[each.name], each) for mark, each in enumerate(mapped, 1))
    r2 = model.r2()
    return Driven(
        overall=title_of(overall),
        n=model.n_,
        left_out=model.left_out_,
        r2=Explained(float(r2.value), *(None if end is None else float(end) for end in (r2.low, r2.high))),
        drivers=drivers,
        chart=_chart(drivers),
        diagnosis=model.diagnosis_,
    )


def _chart(drivers: Sequence[Driver]) -> SafeString:
    from crmeter.estimators import Place  # noqa: PLC0415 - pages without answers stay small
    from crmeter.evaluation.report.priority_chart import Spot, priority_chart  # noqa: PLC0415 - see above

    words = language()
    middle = drivers[0].mapped.performance - drivers[0].mapped.lead, 1 / len(drivers)
    spots = []
    for each in drivers:
        one = each.mapped
        lead = one.lead_interval
        spots.append(
            Spot(
                each.mark,
                each.words.in_(words),
                (one.performance, one.importance),
                None if lead is None else (middle[0] + float(lead.low), middle[0] + float(lead.high)),
                (float(one.importance_interval.low), float(one.importance_interval.high)),
                "first" if one.place == Place.FIX_FIRST else "",
            )
        )
    drawn = priority_chart(spots, middle, _("Map of priorities; the table beside it says the same"), words)
    return mark_safe(str(drawn))  # noqa: S308 - htpy has escaped every word
