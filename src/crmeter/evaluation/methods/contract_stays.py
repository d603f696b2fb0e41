"""How many contracts are left after a year: the curve that was seen beside a model that looks beyond it."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import KaplanMeier, ShiftedBetaGeometric
from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS
from crmeter.evaluation.methods.side_by_side import Answer, Compared, apart, lacking
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

MONTHS = 12
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_FEWEST = 20
_DAYS_PER_MONTH = 365.25 / 12


def compare_contracts(engine: Engine, until: date, methods: Sequence[str]) -> Compared:
    """Tell by each method how many contracts are left twelve months after they began.

    Args:
        engine: where `subscriptions` is readable.
        until: the first day that is not seen.
        methods: of this question, by name.

    Raises:
        NotEnoughData: there are hardly any contracts.
    """
    periods = engine.rows(
        "SELECT period, count(*) FROM subscriptions WHERE starts_on < ? GROUP BY period ORDER BY count(*) DESC", [until]
    )
    n = sum(count for _, count in periods)
    usual = next((period for period, _ in periods if period in _MONTHS_OF), None)
    if n < _FEWEST or usual is None:
        raise NotEnoughData(
            "few_contracts",
            Text("có {n} hợp đồng định kỳ", "there are {n} contracts").fill(n=n),
            Text(
                "ít nhất {n} hợp đồng có ngày bắt đầu và kết thúc", "{n} contracts at least, with first and last day"
            ).fill(n=_FEWEST),
        )
    months = _MONTHS_OF[usual]
    rows = engine.arrays(
        f"SELECT (least(coalesce(ends_on, DATE '{until}'), DATE '{until}') - starts_on) / {_DAYS_PER_MONTH} AS months,"
        f" coalesce(ends_on < DATE '{until}', false) AS ended FROM subscriptions WHERE starts_on < DATE '{until}'"
        f" AND period = '{usual}' AND coalesce(ends_on >= starts_on, true)"
    )
    stayed, ended = rows["months"].astype(np.float64), rows["ended"]
    curve = KaplanMeier().fit(stayed, ended)
    answers = []
    for name in methods:
        try:
            if name == "contracts.kaplan_meier":
                answers.append(_seen(name, curve))
            else:
                answers.append(_modelled(name, curve, stayed / months, ended, months))
        except NotEnoughData as few:
            answers.append(lacking(name, few.undefined))
    return Compared(QUESTIONS["contracts"], "share", tuple(answers), len(stayed), None, tuple(apart(answers)))


def _seen(name: str, curve: KaplanMeier) -> Answer:
    left = curve.survival(MONTHS)
    assert left.low is not None  # noqa: S101 - they are asked for
    assert left.high is not None  # noqa: S101 - they are asked for
    if np.isnan(left.value):
        raise NotEnoughData(
            "not_seen_so_long",
            Text("hợp đồng lâu nhất chưa đủ 12 tháng", "the longest contract is younger than 12 months"),
            Text("thêm thời gian quan sát", "more time to see"),
        )
    bounds = [None if np.isnan(each) else float(each) for each in (left.low, left.high)]
    return Answer(METHODS[name], float(left.value), bounds[0], bounds[1])


def _modelled(
    name: str, curve: KaplanMeier, periods: NDArray[np.float64], ended: NDArray[np.bool_], months: int
) -> Answer:
    # Whoever left during the third period did so at the third renewal at the latest.
    renewals = np.where(ended, np.ceil(np.maximum(periods, 1e-9)), np.floor(periods)).astype(np.int64)
    model = ShiftedBetaGeometric().fit_durations(renewals, ended)
    left = model.survival(MONTHS // months)
    assert left.low is not None  # noqa: S101 - they are asked for
    assert left.high is not None  # noqa: S101 - they are asked for
    at = np.arange(1, int(curve.longest_ // months) + 1)
    off = None
    if len(at):
        seen = curve.survival(at * float(months), with_interval=False).value
        off = float(np.nanmean(np.abs(model.survival(at, with_interval=False).value - seen)))
    return Answer(METHODS[name], float(left.value), float(left.low), float(left.high), off)
