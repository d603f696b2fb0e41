"""The components of the brand as they were measured, and their weights; the first call loads the estimators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from crmeter.evaluation.reading_document import reading_from_document
from crmeter.records.brand.queries import BrandView
from crmeter.records.judgements.queries import DecisionView, decision, seats_of
from crmeter.records.readings.queries import readings_of
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS
from crmeter.web.decisions.worked_out import worked_out
from crmeter.web.readings.opened import run_for, scope_for

if TYPE_CHECKING:
    from crmeter.evaluation.external.brand_answers import ComponentScore, ComponentWave

_LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Measured:
    """The components as they were measured.

    Args:
        scores: of each brand by component, the newest wave of each; ours first.
        waves: of each component, the first wave first.
        made_at: when the answers were taken into the warehouse.
    """

    scores: "Mapping[str, Mapping[str, ComponentScore]]"
    waves: "Mapping[str, tuple[ComponentWave, ...]]"
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whose weights count.

    Args:
        decision: that they come from.
        weights: by component, they add up to 1.
        own: of each evaluator by name.
    """

    decision: DecisionView
    weights: Mapping[str, float]
    own: Mapping[str, Mapping[str, float]]


def measured(request: HttpRequest, brand: BrandView) -> Measured:
    """Return the components of our brand, and of others where they were asked of.

    Args:
        request: who reads; behaviour is told to whoever sees all customers.
        brand: how it is measured.
    """
    from crmeter.evaluation.external.brand_answers import QuestionAsked, brand_answers  # noqa: PLC0415 - see above

    asked = [
        QuestionAsked(
            component, each.wave, each.question, source.driver, source.way.value,
            LEAST_ANONYMOUS if each.is_anonymous else 1,
        )
        for component, source in brand.sources.items()
        if source.way is not None
        for each in source.waves
    ]  # fmt: skip
    found = brand_answers(settings.WORKSPACE, asked, _LEVEL)
    scores: dict[str, dict[str, ComponentScore]] = {brand.name: {}}
    for component, waves in found.waves.items():
        for name, score in waves[-1].scores.items():
            # Where no brands were told apart, people spoke of us.
            scores.setdefault(name or brand.name, {})[component] = score
    for component, source in brand.sources.items():
        behaves = _behaviour(request, source.measure) if source.measure else None
        if behaves is not None:
            scores[brand.name][component] = behaves
    return Measured({name: each for name, each in scores.items() if each}, found.waves, found.made_at)


def weighed(brand: BrandView) -> Weighed | None:
    """Return the weights of the decision that was chosen; None where there is none.

    Raises:
        NotEnoughData: nobody has finished judging, and no weights were set.
    """
    chosen = None if brand.decision is None else decision(brand.decision)
    if chosen is None:
        return None
    study, names = worked_out(chosen), {str(seat.id): seat.name for seat in seats_of(chosen.id)}
    return Weighed(
        chosen,
        dict(zip(study.criteria, map(float, study.weights), strict=True)),
        {
            names[who]: dict(zip(study.criteria, map(float, fit.weights_), strict=True))
            for who, fit in study.own.items()
        },
    )


def _behaviour(request: HttpRequest, measure: str) -> "ComponentScore | None":
    from crmeter.evaluation.external.brand_answers import ComponentScore  # noqa: PLC0415 - see above

    run = run_for(request) if scope_for(request).kind == "all" else None
    held = [] if run is None else readings_of(run, cuts=("",), measure=measure)
    reading = next(map(reading_from_document, held), None)
    if reading is None or reading.value is None:
        return None
    bounds = next((each for each in reading.intervals if each.level == _LEVEL), None)
    low, high = (None, None) if bounds is None else (100 * float(bounds.low), 100 * float(bounds.high))
    return ComponentScore(100 * float(reading.value), reading.n, low, high, bounds.method if bounds else "")
