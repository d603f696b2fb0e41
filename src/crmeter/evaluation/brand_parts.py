"""The score of the brand in an evaluation: components by their newest answers, weights by who judged them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from crmeter.evaluation.external.brand_answers import ComponentScore, score_of_people
from crmeter.evaluation.external.brand_score import BrandScore, brand_score
from crmeter.evaluation.external.decision_study import study_decision
from crmeter.evaluation.model_intervals import LEVELS
from crmeter.measures.catalogue import measures
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, Interval, LeftOut, NotEnoughData, Period, Reading, Text, Undefined
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import named_like, to_sql
from crmeter.warehouse.tables import RUN_TABLES

MEASURE, TABLE = "brand_score", "brand_parts"
_METHOD = "sum_of_bounds"
Scores = Mapping[str, ComponentScore]
# Of each component the survey and the wave that was answered last.
_NEWEST = """
SELECT component, survey, wave, score FROM brand_answers
JOIN (
    SELECT component, arg_max({'survey': survey, 'wave': wave}, (answered_on, survey, wave)) AS newest
    FROM brand_answers WHERE answered_on <= $1 GROUP BY 1
) USING (component)
WHERE answered_on <= $1 AND survey = newest.survey AND wave = newest.wave ORDER BY ALL
"""
_COMPARED = """
SELECT evaluator, component, against, favour FROM brand_judgements WHERE favour IS NOT NULL ORDER BY judgement_key
"""


@dataclass(frozen=True, slots=True)
class BrandParts:
    """What the score of the brand is made of.

    Args:
        scores: of each level, by component.
        told_by: by component, the survey and wave, or the measure, that tells it.
        weights: that count, by component.
        own: of each evaluator, by component.
    """

    scores: Mapping[float, Scores]
    told_by: Mapping[str, str]
    weights: Mapping[str, float]
    own: Mapping[str, Mapping[str, float]]

    def score(self, evaluator: str | None, level: float) -> BrandScore:
        """Return the score by the weights of all together, or of one evaluator.

        Raises:
            NotEnoughData: nothing that has a weight there has a score.
        """
        return brand_score(self.scores[level], self.weights if evaluator is None else self.own[evaluator])


def brand_parts(engine: Engine, view: View, tables: Tables, first_day: date) -> BrandParts | Undefined:
    """Score and weigh the components of the brand.

    Args:
        engine: where the tables of the snapshot and the customers of the main period are readable.
        view: of the main period.
        tables: with the kept rows.
        first_day: of the history.

    Returns:
        What was found, or why there is none.
    """
    given: dict[str, list[float]] = {}
    told_by: dict[str, str] = {}
    for component, survey, wave, score in engine.rows(_NEWEST, [view.as_of]):
        given.setdefault(component, []).append(float(score))
        told_by[component] = f"{survey} · {wave}"
    scores = {level: {each: score_of_people(np.array(of), level) for each, of in given.items()} for level in LEVELS}
    for component, measure in engine.rows("SELECT component, measure FROM brand_behaviours ORDER BY behaviour_key"):
        for level in LEVELS:
            behaves = _behaviour(engine, view, tables, first_day, measure, level)
            if behaves is not None:
                scores[level][component], told_by[component] = behaves, measure
    if not told_by:
        return _NOT_MEASURED
    try:
        weights, own = _weights(engine)
    except NotEnoughData:
        return _NOT_WEIGHED
    found = BrandParts(scores, told_by, weights, own)
    try:
        found.score(None, LEVELS[0])
    except NotEnoughData as lacking:
        return lacking.undefined
    return found


def save_brand_parts(engine: Engine, found: BrandParts | Undefined, path: Path) -> None:
    """Write the `brand_parts` table of a run and make it readable; without a score it holds no row.

    Args:
        engine: where to.
        found: what there is.
        path: the Parquet file to write.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE parts_to_save AS {RUN_TABLES[TABLE].no_rows_sql()}")
    if isinstance(found, BrandParts):
        rows = list(_rows(found))
        engine.connection.executemany(
            "INSERT INTO parts_to_save VALUES (?, ?, ?, ?, ?, ?, ?)", [[n, *row] for n, row in enumerate(rows, 1)]
        )
    engine.save("SELECT * FROM parts_to_save ORDER BY brand_part_key", path)
    engine.run("DROP TABLE parts_to_save")
    engine.attach(TABLE, [path])


def with_brand_score(readings: Sequence[Reading], found: BrandParts | Undefined, period: Period) -> list[Reading]:
    """Return readings in which the score has the bounds of its components, or says why there is none.

    Args:
        readings: of a run, of any period.
        found: what the score stands on.
        period: the main one, of which it is.
    """
    return [
        _told(reading, found) if reading.measure == MEASURE and reading.period == period else reading
        for reading in readings
    ]


def _told(reading: Reading, found: BrandParts | Undefined) -> Reading:
    if isinstance(found, Undefined):
        # That nothing was asked of the brand has been said already.
        is_told = found is _NOT_MEASURED and reading.undefined is not None and reading.undefined.code == "no_table"
        return reading if is_told else replace(reading, value=None, n=0, intervals=(), undefined=found)
    evaluator = reading.slice.get("evaluator")
    at = {level: found.score(evaluator, level) for level in LEVELS}
    intervals = tuple(
        Interval(level, score.low, score.high, _METHOD)
        for level, score in at.items()
        if score.low is not None and score.high is not None
    )
    missing = at[LEVELS[0]].missing
    left_out = tuple(LeftOut("no_score", _NO_SCORE.fill(component=BRAND_COMPONENTS[name]), 1) for name in missing)
    return replace(reading, intervals=intervals, coverage=Coverage(reading.n, left_out))


def _rows(found: BrandParts) -> Sequence[tuple[str | None, str, str, int, float, float]]:
    level = LEVELS[0]
    rows: list[tuple[str | None, str, str, int, float, float]] = []
    for evaluator in (None, *found.own):
        try:
            score = found.score(evaluator, level)
        except NotEnoughData:
            continue
        rows += [
            (evaluator, name, found.told_by[name], part.n, part.value, weight)
            for name, weight in score.weights.items()
            for part in [found.scores[level][name]]
        ]
    return rows


def _weights(engine: Engine) -> tuple[Mapping[str, float], Mapping[str, Mapping[str, float]]]:
    """Return the weights that count, and those of each evaluator, by component.

    Raises:
        NotEnoughData: nobody has finished judging and none were set, or judgements do not connect all components.
    """
    set_ = {name: float(percent) for name, percent in engine.rows(_SET)}
    judged: dict[str, dict[tuple[str, str, str], float]] = {}
    for who, left, right, favour in engine.rows(_COMPARED):
        judged.setdefault(who, {})["", left, right] = favour + 1.0 if favour >= 0 else 1.0 / (1 - favour)
    named = {*set_, *(name for given in judged.values() for _, *pair in given for name in pair)}
    together = engine.rows("SELECT min(together) FROM brand_judgements")[0][0]
    criteria = [name for name in BRAND_COMPONENTS if name in named]
    study = study_decision(
        criteria,
        (),
        judged,
        together="priorities" if together == "priorities" else "judgements",
        set_weights={name: set_.get(name, 0.0) for name in criteria} if set_ else None,
    )
    own = {who: dict(zip(criteria, map(float, fit.weights_), strict=True)) for who, fit in study.own.items()}
    return dict(zip(criteria, map(float, study.weights), strict=True)), own


_SET = "SELECT component, percent FROM brand_judgements WHERE percent IS NOT NULL ORDER BY judgement_key"


def _behaviour(
    engine: Engine, view: View, tables: Tables, first_day: date, name: str, level: float
) -> ComponentScore | None:
    """Return a share of customers as a score of a component; None where the history does not tell it."""
    measure = measures().get(name)
    if measure is None or measure.rows != "customers":
        return None
    if measure.history_days is not None and (view.period.end - first_day).days < measure.history_days(view.settings):
        return None
    rows = named_like(ROWS["customers"].build(tables, view), "customers_now")
    [figure] = engine.records(to_sql(measure.over(rows)))
    n, are = int(figure["bottom"] or 0), int(figure["top"] or 0)
    return score_of_people(np.repeat([100.0, 0.0], [are, n - are]), level) if n else None


_NOT_MEASURED = Undefined(
    "not_measured",
    Text("chưa câu hỏi nào đo thương hiệu", "no question measures the brand yet"),
    Text(
        "câu hỏi khảo sát đo từng thành phần, chọn ở trang Cách đo thương hiệu",
        "questions of surveys that measure components, chosen on the page of how the brand is measured",
    ),
)
_NOT_WEIGHED = Undefined(
    "not_weighed",
    Text("các thành phần thương hiệu chưa có trọng số", "the components of the brand have no weights yet"),
    Text(
        "một quyết định về thương hiệu có người đã nộp đánh giá, được chọn ở trang Cách đo thương hiệu",
        "a decision on the brand that somebody has finished judging, chosen on the page of how the brand is measured",
    ),
)
_NO_SCORE = Text("thành phần có trọng số mà chưa có điểm: {component}", "has a weight and no score: {component}")
