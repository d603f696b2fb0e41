"""A study of a survey as JSON."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json
from crmeter.cli.survey_themes import themes_as_json
from crmeter.estimators import NetPromoterScore, Score
from crmeter.evaluation.external.survey_study import AskedScore, DriverStudy, Part, SurveyStudy
from crmeter.vocabulary import Undefined

_UNITS = {"nps": "points", "csat": "share", "ces": "mean"}


def survey_as_json(study: SurveyStudy) -> dict[str, Any]:
    """Return a study as JSON."""
    told = study.answers.told
    return {
        "schema": "crmeter.survey/1",
        "n": len(study.answers),
        "left_out": [left_out_as_json(each) for each in study.answers.left_out],
        "level": study.level,
        "weighting": _weighting(study),
        "scores": [_asked(each) for each in study.scores],
        "segments": _parts(study, told.by, study.segments) if told.by else None,
        "waves": _parts(study, told.wave, study.waves, are_waves=True) if told.wave else None,
        "drivers": _drivers(study),
        "themes": _themes(study),
    }


def _weighting(study: SurveyStudy) -> dict[str, Any] | None:
    if study.weighting is None:
        return None
    raking, told = study.weighting.raking, study.answers.told
    return {
        "column": told.weight,
        "design_effect": study.weighting.design_effect,
        "n_effective": study.weighting.n_effective,
        "raking": raking
        and {
            "margins": {column: dict(margin) for column, margin in told.rake.items()},
            "rounds": raking.rounds_,
            "converged": raking.converged_,
            "gap": raking.gap_,
            "diagnosis": raking.diagnosis_ and raking.diagnosis_.to_json(),
        },
    }


def _parts(study: SurveyStudy, column: str, parts: Sequence[Part], *, are_waves: bool = False) -> dict[str, Any]:
    return {
        "column": column,
        "left_out": [left_out_as_json(each) for each in study.left_out_of(column)],
        "parts": [
            {
                "name": part.name,
                "n": part.n,
                "scores": [
                    {**_asked(each), **({"change": _change(each)} if are_waves else {})} for each in part.scores
                ],
            }
            for part in parts
        ],
    }


def _asked(asked: AskedScore) -> dict[str, Any]:
    named = {"question": asked.question, "score": asked.name}
    if asked.score is None:
        return {**named, "value": None, "undefined": asked.undefined and _undefined(asked.undefined)}
    return {**named, **_score(asked.score), "unweighted": asked.plain and _score(asked.plain)}


def _score(score: Score) -> dict[str, Any]:
    told: dict[str, Any] = {
        "value": score.value,
        "unit": _UNITS[score.name],
        "interval": _bounds(score.low, score.high),
        "level": score.level,
        "method": score.method,
        "n": score.n,
        "n_effective": score.n_effective,
        "scale": [score.scale.lowest, score.scale.highest],
        "counted_from": score.counted_from,
        "left_out": [left_out_as_json(each) for each in score.left_out],
    }
    if isinstance(score, NetPromoterScore):
        told |= {"promoters": score.promoters, "passives": score.passives, "detractors": score.detractors}
    return told


def _change(asked: AskedScore) -> dict[str, Any] | None:
    change = asked.change
    if change is None:
        return None
    return {
        "value": change.value,
        "interval": _bounds(change.low, change.high),
        "level": change.level,
        "method": change.method,
        "told_apart": change.is_told_apart,
    }


def _drivers(study: SurveyStudy) -> dict[str, Any] | None:
    if study.drivers is None:
        return None if study.drivers_undefined is None else {"undefined": _undefined(study.drivers_undefined)}
    return {"overall": study.answers.told.overall, "weighted": False, **_fitted(study.drivers)}


def _themes(study: SurveyStudy) -> dict[str, Any] | None:
    told = study.answers.told
    if study.themes is None or told.text is None:
        return None if study.themes_undefined is None else {"undefined": _undefined(study.themes_undefined)}
    return themes_as_json(study.themes, told.text, told.score_beside)


def _fitted(study: DriverStudy) -> dict[str, Any]:
    model = study.model
    return {
        "n": model.n_,
        "left_out": [left_out_as_json(each) for each in model.left_out_],
        "r2": estimate_as_json(study.r2),
        "condition_index": model.condition_index_ if isfinite(model.condition_index_) else None,
        "ridge": model.ridge,
        "diagnosis": model.diagnosis_ and model.diagnosis_.to_json(),
        "drivers": [
            {
                "name": each.name,
                "importance": estimate_as_json(study.shares.at(place)),
                "coefficient": estimate_as_json(study.coefficients.at(place)),
                "performance": each.performance,
                "lead": each.lead,
                "lead_interval": each.lead_interval and [each.lead_interval.low, each.lead_interval.high],
                "place": each.place.value,
            }
            for place, each in enumerate(study.priorities)
        ],
    }


def _undefined(undefined: Undefined) -> dict[str, Any]:
    return {
        "code": undefined.code,
        "reason": undefined.reason.to_json(),
        "needs": undefined.needs and undefined.needs.to_json(),
    }


def _bounds(low: float | None, high: float | None) -> list[float] | None:
    return None if low is None or high is None else [low, high]
