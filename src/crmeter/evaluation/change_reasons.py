"""What moved a figure since the period before: what each group adds, by its own change and by its weight (C9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import ibis

from crmeter.estimators.change_parts import ChangePart, change_parts
from crmeter.evaluation.counting import NTH_PERIOD
from crmeter.evaluation.explained_sql import rows_behind
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import named_like, to_sql

# More groups than this are told together: a reason of which there are hundreds is none.
MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """What a group adds to the change.

    Args:
        group: its value of the column; None of those for whom none is recorded.
        before: its figure in the period before; None where nobody was in it.
        now: in the period.
        part: what it adds, in the unit of the figure.
        together: how many groups it stands for.
    """

    group: str | None
    before: Fraction | None
    now: Fraction | None
    part: ChangePart
    together: int = 1


@dataclass(frozen=True, slots=True)
class ChangeReasons:
    """The change of a figure and its parts, which add up to it exactly.

    Args:
        before: the figure in the period before.
        now: in the period.
        reasons: the largest first; groups beyond the twelfth are told as one, last.
        has_mix: whether the weights of the groups are a reason too; those of a sum are none.
    """

    before: Fraction
    now: Fraction
    reasons: tuple[Reason, ...]
    has_mix: bool


def change_reasons(engine: Engine, view: View, before: Period, measure: Measure, by: str) -> ChangeReasons:
    """Split the change of a figure since an earlier period by the groups of a column.

    Args:
        engine: where the tables of the snapshot and of the run are readable.
        view: of the period.
        before: the earlier one.
        measure: one with `change_cuts`.
        by: one of them.

    Raises:
        NotEnoughData: nothing is to be counted in one of the periods.

    Formula: of a sum, the difference of each group; of a share or a mean, the parts by rate and by mix of
    `change_parts` (Kitagawa 1955).
    """
    groups = _groups(engine, view, before, measure, by)
    names = list(dict.fromkeys(group for _, group, *_ in groups))
    found = {(nth, group): (Fraction(top or 0), Fraction(bottom or 0)) for nth, group, top, bottom in groups}
    nobody = (Fraction(0), Fraction(0))
    then, today = ([found.get((nth, name), nobody) for name in names] for nth in (0, 1))
    is_sum = measure.statistic is Statistic.SUM
    if is_sum:
        parts = [ChangePart(b[0] - a[0], Fraction(0)) for a, b in zip(then, today, strict=True)]
        whole = sum((a for a, _ in then), Fraction(0)), sum((b for b, _ in today), Fraction(0))
    else:
        parts = list(change_parts(then, today))
        whole = _quotient(then), _quotient(today)
    reasons = [
        Reason(name, _figure(a, is_sum=is_sum), _figure(b, is_sum=is_sum), part)
        for name, a, b, part in zip(names, then, today, parts, strict=True)
    ]
    reasons.sort(key=lambda reason: (-abs(reason.part.total), reason.group or ""))
    return ChangeReasons(*whole, _with_rest_together(reasons), has_mix=not is_sum)


def _groups(
    engine: Engine, view: View, before: Period, measure: Measure, by: str
) -> list[tuple[int, str | None, float | None, float | None]]:
    """Return what rows add above and below the line, by period (0 before, 1 now) and group."""
    built, now = rows_behind(measure.rows, view)
    _, then = rows_behind(measure.rows, replace(view, period=before))
    rows = named_like(built.mutate(**{NTH_PERIOD: ibis.literal(0, "int64")}), "rows_of_both")
    counted = rows.mutate(**measure.contributions(rows))
    taking = counted.counts
    if measure.apart and measure.apart != by:
        taking = taking & counted[measure.apart].isnull()
    summed = (
        counted.filter(taking)
        .group_by(NTH_PERIOD, group=counted[by].cast("string"))
        .aggregate(top=counted.top.sum(), bottom=counted.bottom.sum())
    )
    return engine.rows(
        f"WITH rows_of_both AS (SELECT 0::BIGINT AS {NTH_PERIOD}, * FROM ({then}) UNION ALL BY NAME"
        f" SELECT 1::BIGINT AS {NTH_PERIOD}, * FROM ({now}))"
        f' SELECT {NTH_PERIOD}, "group", top, bottom FROM ({to_sql(summed)}) ORDER BY ALL'
    )


def _figure(group: tuple[Fraction, Fraction], *, is_sum: bool) -> Fraction | None:
    top, bottom = group
    return top if is_sum else top / bottom if bottom else None


def _quotient(groups: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((top for top, _ in groups), Fraction(0)) / sum((bottom for _, bottom in groups), Fraction(0))


def _with_rest_together(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    if len(reasons) <= MOST_GROUPS:
        return tuple(reasons)
    rest = reasons[MOST_GROUPS - 1 :]
    part = ChangePart(
        sum((each.part.by_rate for each in rest), Fraction(0)), sum((each.part.by_mix for each in rest), Fraction(0))
    )
    return (*reasons[: MOST_GROUPS - 1], Reason("", None, None, part, len(rest)))
