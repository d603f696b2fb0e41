"""The score of a brand: its components, weighed; each evaluator's own beside it, and how firm its rank is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from crmeter.estimators import WeightSensitivity, weight_sensitivity
from crmeter.evaluation.external.brand_answers import ComponentScore, ComponentWave
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class BrandScore:
    """The score of a brand.

    Args:
        value: 0 to 100.
        low: lower bound; None where a component has none.
        high: upper bound; likewise.
        parts: what each component adds, they add up to the value.
        weights: of the components that count, they add up to 1.
        missing: components that have a weight and no score.
    """

    value: float
    low: float | None
    high: float | None
    parts: Mapping[str, float]
    weights: Mapping[str, float]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreAt:
    """The score of a brand after a wave.

    Args:
        wave: its number among those of its survey.
        on: the day of its newest answer.
        score: by the newest answers up to then.
        n: people behind the component that fewest answered.
    """

    wave: int
    on: date
    score: BrandScore
    n: int


def brand_score(scores: Mapping[str, ComponentScore], weights: Mapping[str, float]) -> BrandScore:
    """Weigh the components of one brand.

    Args:
        scores: by component.
        weights: by component, positive parts of a whole; those of components without a score are left out, and the
            others scaled to 1.

    Raises:
        NotEnoughData: no component that has a weight has a score.

    Formula: S = Σ w_c s_c; bounds Σ w_c low_c and Σ w_c high_c, which hold the truth at least as often as those of the
    components where these move together, as answers of the same people do, and more often where they do not: the
    standard deviation of a sum is at most the sum of standard deviations.
    """
    known = {name: weight for name, weight in weights.items() if name in scores and weight > 0}
    if not known:
        raise NotEnoughData(
            "no_components",
            Text("chưa thành phần nào có cả trọng số và điểm", "no component has both a weight and a score"),
            Text("một khảo sát đo thành phần có trọng số", "a survey that measures a component with a weight"),
        )
    total = sum(known.values())
    scaled = {name: weight / total for name, weight in known.items()}
    parts = {name: weight * scores[name].value for name, weight in scaled.items()}
    bounds = [
        None
        if any(side is None for side in sides)
        else sum(w * (s or 0.0) for w, s in zip(scaled.values(), sides, strict=True))
        for sides in ([scores[name].low for name in scaled], [scores[name].high for name in scaled])
    ]
    missing = tuple(name for name, weight in weights.items() if weight > 0 and name not in scores)
    return BrandScore(sum(parts.values()), bounds[0], bounds[1], parts, scaled, missing)


def score_over_waves(
    waves: Mapping[str, Sequence[ComponentWave]], brand: str, weights: Mapping[str, float]
) -> tuple[ScoreAt, ...]:
    """Return the score of a brand as it stood after each wave, always of the same components by the same weights.

    A component that a wave did not ask for keeps the score of the wave before; waves before all components were asked
    for the first time are left out. Behaviour has no waves, so it is in none of the scores.

    Args:
        waves: of each component that surveys measure.
        brand: whose score.
        weights: by component, positive parts of a whole.
    """
    asked: dict[int, _Wave] = {}
    for component, told in waves.items():
        for wave in told if weights.get(component, 0) > 0 else ():
            score = wave.scores.get(brand) or wave.scores.get("")
            if score is not None and wave.newest is not None:
                asked.setdefault(wave.survey, _Wave(wave.wave, {}, [])).add(component, score, wave.newest)
    components = {component for each in asked.values() for component in each.scores}
    alike = {name: weight for name, weight in weights.items() if name in components}
    known: dict[str, ComponentScore] = {}
    found = []
    for _, each in sorted(asked.items(), key=lambda one: (max(one[1].days), one[0])):
        known |= each.scores
        if known.keys() == components:
            n = min(score.n for score in known.values())
            found.append(ScoreAt(each.number, max(each.days), brand_score(known, alike), n))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Wave:
    number: int
    scores: dict[str, ComponentScore]
    days: list[date]

    def add(self, component: str, score: ComponentScore, day: date) -> None:
        self.scores[component] = score
        self.days.append(day)


def common_components(scores: Mapping[str, Mapping[str, ComponentScore]]) -> tuple[str, ...]:
    """Return the components that all brands have, which alone compare them.

    Args:
        scores: of each brand by component.
    """
    first, *others = scores.values()
    return tuple(name for name in first if all(name in other for other in others))


def rank_sensitivity(
    scores: Mapping[str, Mapping[str, ComponentScore]], weights: Mapping[str, float]
) -> tuple[WeightSensitivity, ...]:
    """Return how far each weight can move until two brands change places; none where fewer than two are compared.

    Args:
        scores: of each brand by component.
        weights: by component, positive parts of a whole.
    """
    names = [name for name in common_components(scores) if weights.get(name, 0) > 0] if len(scores) > 1 else []
    if len(names) < 2:
        return ()
    w = np.array([weights[name] for name in names], dtype=np.float64)
    table = np.array([[each[name].value for name in names] for each in scores.values()], dtype=np.float64)
    return weight_sensitivity(names, w / w.sum(), list(scores), table)
