"""A study of value as JSON."""

import math
from typing import Any

from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json
from crmeter.estimators import HeadToHead
from crmeter.evaluation.external.value_changes import Move
from crmeter.evaluation.external.value_places import Place, PlacedSet, one_of
from crmeter.evaluation.external.value_study import Profile, ValueStudy


def study_as_json(study: ValueStudy) -> dict[str, Any]:
    """Return the study as `crmeter.value_map/1`."""
    return {
        "schema": "crmeter.value_map/1",
        "us": study.us,
        "price_weight": study.price_weight,
        "level": study.level,
        "left_out": [left_out_as_json(each) for each in study.left_out],
        "profiles": [_profile(study, each) for each in study.profiles],
        "maps": [_map(each) for each in study.maps],
        "changes": [_move(each) for each in study.moves],
    }


def _map(placed: PlacedSet) -> dict[str, Any]:
    market = placed.market
    return {
        "set": placed.of_set,
        "wave": placed.wave,
        "currency": placed.currency,
        "products": [_place(each) for each in placed.places],
        "market": market
        and {
            "quality": float(market.quality.value),
            "quality_sd": market.quality_sd,
            "price": float(market.price.value),
            "price_sd": market.price_sd,
        },
    }


def _place(each: Place) -> dict[str, Any]:
    return {
        "name": each.product,
        "paid": each.paid,
        "relative_quality": estimate_as_json(each.quality),
        "relative_price": estimate_as_json(each.price),
        "distance_45": estimate_as_json(each.by_diagonal),
        "verdict_45": each.verdict_by_diagonal,
        "distance": estimate_as_json(each.by_weight),
        "verdict": each.verdict,
        "action": each.advice.action,
        "reason": each.advice.reason.to_json(),
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "set": move.of_set,
        "product": move.product,
        "from": move.before,
        "to": move.after,
        "relative_quality": estimate_as_json(move.quality),
        "relative_price": estimate_as_json(move.price),
        "distance": estimate_as_json(move.distance),
    }


def _profile(study: ValueStudy, profile: Profile) -> dict[str, Any]:
    fitted = profile.fitted
    return {
        "wave": profile.wave,
        "respondents": profile.respondents,
        "respondents_of_the_wave_before": profile.again,
        "weights": profile.weights.source,
        "r_squared": profile.weights.r_squared,
        "score": estimate_as_json(profile.score),
        "attributes": [
            {
                "name": attribute,
                "weight": estimate_as_json(one_of(profile.weight, n)),
                "ours": float(fitted.ours_[n]),
                "others": float(fitted.others_[n]),
                "ratio": estimate_as_json(one_of(profile.ratio, n)),
                "contribution": float(fitted.contribution_[n]),
                "n_ours": int(fitted.n_ours_[n]),
                "n_others": int(fitted.n_others_[n]),
            }
            for n, attribute in enumerate(profile.attributes)
        ],
        "head_to_head": profile.duel and _duel(study, profile, profile.duel),
    }


def _duel(study: ValueStudy, profile: Profile, duel: HeadToHead) -> dict[str, Any]:
    ratio, difference = duel.ratio(study.level), duel.difference(study.level)
    return {
        "against": study.against,
        "attributes": [
            {
                "name": attribute,
                "ours": float(duel.ours_[n]),
                "theirs": float(duel.theirs_[n]),
                "ratio": estimate_as_json(one_of(ratio, n)),
                "difference": estimate_as_json(one_of(difference, n)),
                "pairing": duel.pairing_[n],
                "p_value": _known(float(duel.p_value_[n])),
                "p_adjusted": _known(float(duel.p_adjusted_[n])),
                "differs": bool(duel.is_significant_[n]) if math.isfinite(duel.p_adjusted_[n]) else None,
            }
            for n, attribute in enumerate(profile.attributes)
        ],
    }


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
