"""Scores of leads as tables of a run: the open leads, the points of each value, how the score did, what has drifted."""

from typing import Any

import numpy as np

from crmeter.estimators.outreach.ranking_check import drift
from crmeter.estimators.pipeline.calibration import brier, calibration
from crmeter.evaluation.internal import lead_words as words
from crmeter.evaluation.internal.lead_history import FIELD_TITLES, WEEK, Leads, read_leads
from crmeter.evaluation.internal.lead_scoring import SCORE, Scored, Tried, score_leads, try_score
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

MOST_LEADS = 50
_REASONS = 3
# Points below this are not worth a reason.
_LEAST_POINTS = 0.5
_SMALL, _LARGE = 0.1, 0.25


def lead_tables(engine: Engine, view: View, whole: str) -> list[ResultTable]:
    """Return the scores of open leads, and on what they stand.

    Args:
        engine: where `leads` and `touches` are readable.
        view: the day, and within how many days leads convert.
        whole: the schema of the tables of all, from which the score is learnt.
    """
    leads = read_leads(engine, view, whole)
    if not leads.is_own.any():
        return []
    days = view.settings.lead_days
    scored: list[Scored] = []
    missing: list[NotEnoughData] = []
    for age in (0, WEEK):
        try:
            scored.append(score_leads(leads, age, days))
        except NotEnoughData as lacking:
            missing.append(lacking)
    if not scored:
        return [ResultTable.lacking("lead_scores", words.SCORES, words.SCORE_COLUMNS, missing[0])]
    tried = [try_score(each) for each in scored]
    return [
        _open(leads, scored, tried, days),
        _points(scored),
        _test(scored, tried),
        _calibration(tried[-1]),
        _drift(scored[-1], days),
    ]


def _open(leads: Leads, scored: list[Scored], tried: list[Tried | None], days: int) -> ResultTable:
    rows: list[tuple[float, tuple[Any, ...]]] = []
    there = leads.is_own & leads.is_open & (leads.age < days)
    for at, each in enumerate(scored):
        until = scored[at + 1].age if at + 1 < len(scored) else days
        own = np.flatnonzero(there & (leads.age >= each.age) & (leads.age < until))
        if not len(own):
            continue
        chance, low, high = each.chances(own)
        points = each.model.points(each.codes[own])
        for place in np.argsort(-chance, kind="stable")[:MOST_LEADS]:
            lead = int(own[place])
            row = (
                leads.code[lead],
                int(leads.age[lead]),
                float(chance[place]),
                float(low[place]),
                float(high[place]),
                50.0 + float(points[place].sum()),
                _reasons(each, lead, points[place]),
                str(int(leads.key[lead])),
                leads.source[lead],
            )
            rows.append((float(chance[place]), row))
    rows.sort(key=lambda row: -row[0])
    n, late = int(there.sum()), int((leads.is_own & leads.is_open & (leads.age >= days)).sum())
    best = {each.age: best_of(trial) for each, trial in zip(scored, tried, strict=True)}
    note = words.scores_note(min(n, MOST_LEADS), n, late, days, leads.odd, best)
    return ResultTable(
        "lead_scores", words.SCORES, words.SCORE_COLUMNS, tuple(row for _, row in rows[:MOST_LEADS]), note
    )


def best_of(tried: Tried | None) -> str | None:
    """Return by which order a later customer stood most often before one who did not become one; the score on a tie."""
    return None if tried is None else max(tried.checks, key=lambda name: (tried.checks[name].auc, name == SCORE))


def _reasons(scored: Scored, lead: int, points: Any) -> Text:
    strongest = np.argsort(-np.abs(points), kind="stable")[:_REASONS]
    told = [
        words.reason(FIELD_TITLES[scored.fields[at]], _value(scored, at, lead), float(points[at]))
        for at in strongest.tolist()
        if abs(points[at]) >= _LEAST_POINTS
    ]
    return Text.join(told, "; ") if told else words.LIKE_OTHERS


def _value(scored: Scored, field: int, lead: int) -> Text | str:
    return scored.leads.values[scored.fields[field]][int(scored.codes[lead, field])]


def _points(scored: list[Scored]) -> ResultTable:
    rows = []
    for each in scored:
        won = each.leads.converted[each.known] <= each.days
        for field, name in enumerate(each.fields):
            for code, value in enumerate(each.leads.values[name]):
                has_it = each.codes[each.known, field] == code
                n = int(has_it.sum())
                if not n:
                    continue
                codes = np.zeros((1, len(each.fields)), np.int64)
                codes[0, field] = code
                rows.append(
                    (
                        words.WHEN[each.age],
                        FIELD_TITLES[name],
                        value,
                        n,
                        float(won[has_it].mean()),
                        float(each.model.points(codes)[0, field]),
                    )
                )
    telling = [FIELD_TITLES[name] for name in dict.fromkeys(name for each in scored for name in each.telling)]
    return ResultTable("lead_score_points", words.POINTS, words.POINT_COLUMNS, tuple(rows), words.points_note(telling))


def _test(scored: list[Scored], tried: list[Tried | None]) -> ResultTable:
    rows: list[tuple[Any, ...]] = []
    for each, trial in zip(scored, tried, strict=True):
        if trial is None:
            continue
        for name, check in trial.checks.items():
            is_score = name == SCORE
            rows.append(
                (
                    words.WHEN[each.age],
                    words.ORDERS[name],
                    check.auc,
                    check.lift,
                    check.caught,
                    brier(trial.told, trial.came) if is_score else None,
                    float(trial.came.mean() * (1 - trial.came.mean())) if is_score else None,
                    trial.learnt,
                    check.n,
                    words.BEST if name == best_of(trial) else None,
                )
            )
    note = words.TEST_NOTE if rows else words.UNTRIED
    return ResultTable("lead_score_test", words.TEST, words.TEST_COLUMNS, tuple(rows), note)


def _calibration(tried: Tried | None) -> ResultTable:
    rows = tuple(
        (each.told, each.n, each.came, each.share, float(each.interval.low), float(each.interval.high))
        for each in (() if tried is None else calibration(tried.told, tried.came))
    )
    return ResultTable("lead_calibration", words.CALIBRATION, words.CALIBRATION_COLUMNS, rows, words.CALIBRATION_NOTE)


def _drift(scored: Scored, days: int) -> ResultTable:
    leads = scored.leads
    # Those learnt from had all their days, and had not converted before they were scored.
    lately = (leads.age >= scored.age) & (leads.age < days) & ~scored.gone
    rows = []
    for field, name in enumerate(scored.fields):
        size = len(leads.values[name])
        found = drift(
            np.bincount(scored.codes[scored.known, field], minlength=size),
            np.bincount(scored.codes[lately, field], minlength=size),
        )
        if found is not None:
            verdict = words.CHANCE if found.index <= found.bound else words.verdict(found.index, _SMALL, _LARGE)
            rows.append((FIELD_TITLES[name], found.index, found.bound, int(lately.sum()), verdict))
    return ResultTable("lead_drift", words.DRIFT, words.DRIFT_COLUMNS, tuple(rows), words.DRIFT_NOTE)
