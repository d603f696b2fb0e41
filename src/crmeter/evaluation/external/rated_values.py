"""The quality profile and the value map from ratings."""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import HeadToHead, QualityProfile, Ratings, Weights
from crmeter.evaluation.external.rated_file import RatedFile, read_ratings
from crmeter.evaluation.external.rated_waves import Rated, RatedWave
from crmeter.evaluation.external.value_changes import moves
from crmeter.evaluation.external.value_places import Axes, PlacedSet, place
from crmeter.evaluation.external.value_study import (
    Profile,
    ValueStudy,
    check_price_weight,
    meant_product,
)
from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers

Floats = NDArray[np.float64]


def study_ratings(
    path: Path,
    told: RatedFile,
    answers: Answers,
    *,
    us: str,
    against: str | None = None,
    price_weight: float = 0.5,
    level: float = 0.8,
    work: Work | None = None,
) -> ValueStudy:
    """Set our product against the others as respondents rate them, and all of them on a map for each wave.

    Args:
        path: the file, a row for each respondent and product, and wave.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        us: our product.
        against: a competitor to compare us with attribute by attribute.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.
        work: told the progress.

    Raises:
        Misused: a column, currency or product is not there, a rating is not positive, weights do not fit the
            attributes, or the weight of price is no share.
        NotEnoughData: fewer than two products are rated, or weights cannot be derived.
    """
    check_price_weight(price_weight)
    _check_weights(told)
    rated = read_ratings(path, told, answers, work)
    return study_rated(
        rated, told.attributes, told.given, us=us, against=against, price_weight=price_weight, level=level
    )


def study_rated(
    rated: Rated,
    attributes: tuple[str, ...],
    given: Mapping[str, float] | None = None,
    *,
    us: str,
    against: str | None = None,
    price_weight: float = 0.5,
    level: float = 0.8,
) -> ValueStudy:
    """Set our product against the others, wave by wave.

    Args:
        rated: the ratings; points of importance or an overall rating in them make the weights.
        attributes: k of them, in the order of the ratings.
        given: weight of each attribute, where nothing in the ratings makes them.
        us: our product.
        against: a competitor to compare us with attribute by attribute.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.

    Raises:
        Misused: a product is not there, points are wrong, or the weight of price is no share.
        NotEnoughData: weights cannot be derived.
    """
    check_price_weight(price_weight)
    known = [str(name) for each in rated.waves for name in np.unique(each.product)]
    us, against = meant_product(us, known), meant_product(against, known) if against else None
    if against == us:
        raise Misused(
            "itself", Text("không so sánh một sản phẩm với chính nó", "a product is not compared with itself")
        )
    maps, profiles = [], []
    before: RatedWave | None = None
    for each in rated.waves:
        ratings = Ratings.of_respondents(each.respondent, each.product, each.rating)
        weights = weights_of(each, attributes, given)
        maps.append(_placed(each, ratings, weights, price_weight, level, rated, attributes))
        if us in ratings.products:
            profile = _profile(each, ratings, weights, us, against, level, attributes)
            again = 0 if before is None else len(np.intersect1d(before.respondent, each.respondent))
            profiles.append(replace(profile, again=again))
        before = each
    changes = moves(maps, price_weight=price_weight, level=level)
    return ValueStudy(
        us, against, price_weight, level, tuple(maps), changes, tuple(profiles), rated.left_out, rated.unread
    )


def _check_weights(told: RatedFile) -> None:
    """Refuse weights that do not fit the attributes; one attribute needs none.

    Raises:
        Misused: they do not.
    """
    names = ", ".join(told.attributes)
    if told.given is not None and set(told.given) != set(told.attributes):
        words = Text("cần một trọng số cho mỗi tiêu chí: {names}", "each attribute wants one weight: {names}")
        raise Misused("weights_differ", words.fill(names=names))
    if told.given is not None and not (min(told.given.values()) >= 0 and 0 < sum(told.given.values()) < math.inf):
        words = Text("trọng số không âm và không cùng bằng 0", "weights are not negative, and not all are 0")
        raise Misused("wrong_weights", words)
    if told.stated is not None and len(told.stated) != len(told.attributes):
        words = Text(
            "cần một cột điểm quan trọng cho mỗi tiêu chí, theo thứ tự: {names}",
            "each attribute wants one column of importance, in this order: {names}",
        )
        raise Misused("weights_differ", words.fill(names=names))
    if told.given is None and told.stated is None and told.overall is None and len(told.attributes) > 1:
        words = Text(
            "chưa rõ các tiêu chí quan trọng đến đâu: cho trọng số, chỉ cột điểm quan trọng, hoặc suy ra từ điểm chung",
            "how much each attribute counts is not told: give weights, name columns of importance, or derive them from "
            "an overall rating",
        )
        raise Misused("no_weights", words)


def weights_of(wave: RatedWave, attributes: tuple[str, ...], given: Mapping[str, float] | None) -> Weights:
    """Return how much each attribute counts in a wave: derived, stated or given, whichever the wave allows.

    Raises:
        Misused: points of importance are negative, or somebody gives none.
        NotEnoughData: weights cannot be derived.
    """
    if wave.overall is not None:
        return Weights.derived(wave.respondent, wave.overall, wave.rating)
    if wave.points is not None:
        whole = np.flatnonzero(np.isfinite(wave.points).all(axis=1))
        # Each row of a respondent says the same of importance: the first that is whole counts.
        _, first = np.unique(wave.respondent[whole], return_index=True)
        points = wave.points[whole[first]]
        if np.any(points < 0) or np.any(points.sum(axis=1) <= 0):
            raise Misused(
                "wrong_points",
                Text(
                    "điểm quan trọng không âm, và mỗi người cho ít nhất một tiêu chí điểm dương",
                    "points of importance are not negative, and each respondent gives some",
                ),
            )
        return Weights.stated(wave.respondent[whole[first]], points)
    return Weights.given([(given or {}).get(each, 1.0) for each in attributes])


def _profile(
    wave: RatedWave,
    ratings: Ratings,
    weights: Weights,
    us: str,
    against: str | None,
    level: float,
    attributes: tuple[str, ...],
) -> Profile:
    fitted = QualityProfile(weights).fit(ratings, us)
    duel = None
    if against is not None and against in ratings.products:
        duel = HeadToHead().fit(ratings, us, against)
    ratio, score = fitted.ratio(level), fitted.score(level)
    people = len(ratings.respondents)
    return Profile(wave.wave, attributes, weights, weights.estimates(level), fitted, ratio, score, duel, people)


def _placed(
    wave: RatedWave,
    ratings: Ratings,
    weights: Weights,
    price_weight: float,
    level: float,
    rated: Rated,
    attributes: tuple[str, ...],
) -> PlacedSet:
    """Put the products of a wave on the map, each set against the others in quality as in price.

    The covariance of quality and price is that of their half sum: cov = (4 var((q + p) / 2) − var q − var p) / 2.
    """
    prices = Ratings.of_respondents(wave.respondent, wave.product, wave.price[:, None])
    first = str(ratings.products[0])
    quality, sq = QualityProfile(weights).fit(ratings, first).relative_quality(level)
    price, sp = QualityProfile(Weights.given([1.0])).fit(prices, first).relative_quality(level)
    covariance = np.zeros(len(sq))
    if not np.any(prices.moves):
        sp = np.zeros(len(sq))
    else:
        both = Ratings.of_respondents(wave.respondent, wave.product, np.column_stack([wave.rating, wave.price]))
        half = Weights(
            weights.source,
            np.append(weights.share / 2, 0.5),
            weights.respondents,
            np.column_stack([weights.moves / 2, np.zeros(len(weights.moves))]),
        )
        _, middle = QualityProfile(half).fit(both, first).relative_quality(level)
        # Quality and price that cancel in every respondent have a half sum without spread.
        cancels = np.isnan(middle) & np.isfinite(sq) & np.isfinite(sp)
        covariance = (4 * np.where(cancels, 0.0, middle) ** 2 - sq**2 - sp**2) / 2
    losses = {str(name): _weakest(ratings, n, weights, attributes) for n, name in enumerate(ratings.products)}
    axes = Axes(
        tuple(str(each) for each in ratings.products),
        prices.mean[:, 0],
        quality,
        price,
        sq,
        sp,
        # Rounding may leave a hair more than the two errors allow.
        np.clip(covariance, -sq * sp, sq * sp),
        is_share_of_all=False,
    )
    return place(
        axes,
        price_weight=price_weight,
        level=level,
        wave=wave.wave,
        currency=rated.currency,
        is_price_felt=rated.is_price_felt,
        share=None if wave.share is None else np.array([wave.share.get(name, 0.0) for name in axes.products]),
        weakest={name: each for name, each in losses.items() if each is not None},
    )


def _weakest(ratings: Ratings, n: int, weights: Weights, attributes: tuple[str, ...]) -> str | None:
    """Return the attribute in which a product loses most against the mean of the others, by its weight."""
    others = np.nanmean(np.delete(ratings.mean, n, axis=0), axis=0)
    lost = weights.share * (1 - ratings.mean[n] / others)
    return attributes[int(lost.argmax())] if lost.max() > 0 else None
