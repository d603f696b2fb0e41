"""Our share of what customers are worth to all brands, from the newest survey that compares them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import CustomerEquity, Market
from crmeter.estimators.delta_method import normal_quantile
from crmeter.evaluation.external.survey_choices import SurveyChoices, choices_among
from crmeter.evaluation.model_intervals import LEVELS
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Coverage, Interval, LeftOut, NotEnoughData, Period, Reading, Text, Undefined
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import Snapshot
from crmeter.warehouse.tables import RUN_TABLES

MEASURE, TABLE = "customer_equity_share", "respondent_values"
Floats = NDArray[np.float64]
_COMPARED = "SELECT survey_key FROM survey_answers WHERE question_kind = 'rating' AND answered_on <= ?"
_NEWEST = " GROUP BY survey_key HAVING count(DISTINCT brand) > 1{ours} ORDER BY max(answered_on) DESC, survey_key DESC"


@dataclass(frozen=True, slots=True)
class EquityShare:
    """What the respondents of a wave are worth.

    Args:
        survey: the number of the wave.
        responses: whose values these are, shape (n,).
        own: value of each to our brand, money, shape (n,).
        every: value of each to all brands together, money, shape (n,).
        intervals: of Σ own / Σ every.
        left_out: respondents whose answers are not whole.
    """

    survey: int
    responses: NDArray[np.int64]
    own: Floats
    every: Floats
    intervals: tuple[Interval, ...]
    left_out: tuple[LeftOut, ...]


def equity_share(engine: Engine, snapshot: Snapshot, view: View) -> EquityShare | Undefined:
    """Fit the choices of the newest wave that has whole ones, under what the firm assumes.

    Args:
        engine: where `survey_answers` is readable.
        snapshot: that is evaluated.
        view: day and settings.

    Returns:
        What was found, or why there is none.
    """
    settings, day = view.settings, view.as_of.isoformat()
    if not settings.equity_brand:
        return _NOT_STATED
    ours = " AND bool_or(brand = ? AND value IS NOT NULL)"
    waves = engine.rows(_COMPARED + _NEWEST.format(ours=ours), [day, settings.equity_brand])
    if not waves:
        is_compared = engine.rows(_COMPARED + _NEWEST.format(ours=""), [day])
        return _not_rated(settings.equity_brand) if is_compared else _NO_WAVE
    why = _NO_WAVE
    for (wave,) in waves:
        try:
            found = choices_among(engine, wave, snapshot.made_at, view.as_of)
        except NotEnoughData as lacking:
            why = lacking.undefined
            continue
        try:
            return _valued(wave, found, settings)
        except NotEnoughData as lacking:
            # An older wave would not tell of today.
            return lacking.undefined
    return why


def save_respondent_values(engine: Engine, found: EquityShare | Undefined, path: Path) -> None:
    """Write the `respondent_values` table of a run and make it readable; without values it holds no row.

    Args:
        engine: where `survey_answers` is readable.
        found: what there is.
        path: the Parquet file to write.
    """
    if isinstance(found, Undefined):
        engine.name(TABLE, RUN_TABLES[TABLE].no_rows_sql())
        return
    columns = {"response": found.responses, "own_value": found.own, "every_value": found.every}
    engine.connection.register("values_to_save", columns)
    engine.save(
        "SELECT response_key, any_value(customer_key) AS customer_key, any_value(survey) AS survey,"
        " any_value(wave) AS wave, any_value(answered_on) AS answered_on,"
        " any_value(own_value)::DECIMAL(18,4) AS own_value, any_value(every_value)::DECIMAL(18,4) AS every_value"
        " FROM survey_answers JOIN values_to_save ON response = response_key"
        f" WHERE survey_key = {int(found.survey)} GROUP BY response_key ORDER BY response_key",
        path,
    )
    engine.connection.unregister("values_to_save")
    engine.attach(TABLE, [path])


def with_equity_share(readings: Sequence[Reading], found: EquityShare | Undefined, period: Period) -> list[Reading]:
    """Return readings in which our share has the interval of its model, or says why there is none.

    Args:
        readings: of a run, of any period.
        found: what the share stands on.
        period: the main one, of which it is.
    """
    return [
        _told(reading, found) if reading.measure == MEASURE and reading.period == period else reading
        for reading in readings
    ]


def _told(reading: Reading, found: EquityShare | Undefined) -> Reading:
    if isinstance(found, EquityShare):
        return replace(reading, intervals=found.intervals, coverage=Coverage(reading.n, found.left_out))
    # That there is no survey at all has been said already.
    is_told = reading.undefined is not None and reading.undefined.code == "no_table"
    return reading if is_told else replace(reading, value=None, n=0, intervals=(), undefined=found)


def _valued(survey: int, found: SurveyChoices, settings: Settings) -> EquityShare:
    choices, level = found.choices, LEVELS[0]
    brands = len(choices.brands)
    market = Market(
        margin=np.full(brands, settings.equity_margin_rate),
        discount_rate=settings.equity_discount_rate,
        horizon_years=settings.equity_years or inf,
        # A share is the same in a market of any size.
        customers=1,
    )
    if choices.spend is None or choices.frequency is None:
        raise ValueError("a survey that compares brands tells spend and frequency")
    model = CustomerEquity(choices.drivers).fit(
        choices.attributes, choices.last, choices.shares, spend=choices.spend, frequency=choices.frequency,
        market=market, available=choices.available, level=level,
    )  # fmt: skip
    us = choices.brands.index(settings.equity_brand)
    share = model.share_.at(us)
    if share.high is None:
        raise ValueError("the model tells how sure it is")
    error = (float(share.high) - float(share.value)) / normal_quantile(level)
    middle = float(share.value)
    reach = [(each, normal_quantile(each) * error) for each in LEVELS]
    return EquityShare(
        survey=survey,
        responses=found.keys,
        own=model.lifetime_value_[:, us],
        every=model.lifetime_value_.sum(axis=1),
        intervals=tuple(Interval(each, middle - far, middle + far, "estimating_equations") for each, far in reach),
        left_out=choices.left_out,
    )


_NOT_STATED = Undefined(
    "not_stated",
    Text(
        "chưa ai cho biết hãng nào là của mình khi so sánh các hãng",
        "nobody has said which brand is ours where brands are compared",
    ),
    Text(
        "các giả định ở trang Giá trị tài sản của khảo sát: nhập, rồi bấm Dùng cho lần đánh giá",
        "the assumptions on the page of customer equity of a survey: state them, then press Use in evaluations",
    ),
)
_NO_WAVE = Undefined(
    "no_comparison",
    Text("chưa có khảo sát nào so sánh các hãng", "no survey compares brands yet"),
    Text(
        "khảo sát có bảng chấm điểm từng hãng, hãng mua lần gần nhất và khả năng mua lần tới",
        "a survey in which brands are rated, with the brand bought last and how likely each is next",
    ),
)


def _not_rated(brand: str) -> Undefined:
    return Undefined(
        "brand_not_rated",
        Text(
            "không khảo sát nào chấm điểm hãng {brand} cùng các hãng khác",
            "no survey rates {brand} together with other brands",
        ).fill(brand=brand),
        Text(
            "chọn lại hãng của mình ở trang Giá trị tài sản của khảo sát",
            "our brand, chosen again on the page of customer equity of a survey",
        ),
    )
