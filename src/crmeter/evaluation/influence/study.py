"""Which data of customers go with an outcome, how far they can be trusted, and which more of them would tell most."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from crmeter.estimators import Influences
from crmeter.evaluation.influence.candidates import CANDIDATES, NEEDS, OF_ORDERS
from crmeter.evaluation.influence.known_before import KnownBefore, KnownColumn, known_before
from crmeter.evaluation.influence.outcomes import OUTCOMES, Outcome
from crmeter.evaluation.opened_run import OpenedRun, opened_run
from crmeter.evaluation.split import show_sales, split_day
from crmeter.evaluation.trust import all_trust, import_quality, trust_key
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import LeftOut, Misused, Text, Trust
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Effect:
    """What one column goes with, the others held.

    Args:
        name: of the column.
        title: what it is called.
        table: where it comes from.
        value: change of the outcome from the lower to the upper half of customers, or from no to yes: of the
            probability, or of the place among 100 customers as a share.
        low: lower bound.
        high: upper bound.
        known: share of customers of whom it is known.
        trust: in the rows that it was made of.
    """

    name: str
    title: Text
    table: str
    value: float
    low: float
    high: float
    known: float
    trust: Trust


@dataclass(frozen=True, slots=True)
class Influence:
    """Columns that say nearly the same, judged together.

    Args:
        effects: of each.
        share: part in what all columns explain, or None.
        p_value: that none of them has an effect.
        stands: also when it is counted how many would be found by chance.
    """

    effects: tuple[Effect, ...]
    share: float | None
    p_value: float
    stands: bool

    @property
    def trust(self) -> float | None:
        """The lowest trust among them."""
        return min((each.trust.score for each in self.effects if each.trust.score is not None), default=None)


@dataclass(frozen=True, slots=True)
class MoreData:
    """What more of some data would tell.

    Args:
        title: the column, or what the table holds.
        needs: what to bring in.
        now: half the interval of the effect as it is, or None where nothing is known.
        then: half of it when it is known of everybody.
        known: share of customers of whom it is known.
    """

    title: Text
    needs: Text
    now: float | None
    then: float
    known: float


@dataclass(frozen=True, slots=True)
class InfluenceStudy:
    """What matters most for one outcome.

    Args:
        outcome: which.
        day: columns are from before it, the outcome from it on.
        until: the first day that is not seen.
        n: customers compared.
        left_out: of the others, why.
        influences: the one with the largest share first.
        r2: share of the spread of the outcome that the columns explain.
        is_yes_no: whether effects are of a probability.
        by_chance: columns that would have an interval without 0 by chance.
        more: what more data would tell: what is known of some first, the most to gain first.
        twice: share by which all intervals shrink with twice as many customers.
    """

    outcome: Outcome
    day: date
    until: date
    n: int
    left_out: tuple[LeftOut, ...]
    influences: tuple[Influence, ...]
    r2: float
    is_yes_no: bool
    by_chance: float
    more: tuple[MoreData, ...]
    twice: float = 1 - 0.5**0.5

    @property
    def standing(self) -> tuple[Influence, ...]:
        """Those that stand."""
        return tuple(each for each in self.influences if each.stands)


def study_influence(
    workspace: Workspace,
    run_id: str,
    outcome: str,
    days: int | None = None,
    *,
    words: Collection[str] | None = None,
    memory_limit: str = "512MB",
    threads: int | None = None,
) -> InfluenceStudy:
    """Find which data of customers go with what became of them.

    Args:
        workspace: where the run lies.
        run_id: which.
        outcome: one of `OUTCOMES`.
        days: of the period of the outcome, which ends with the run; by default the window of the firm, or half of the
            history where that is shorter.
        words: spelled names of owners: only their rows are seen; None sees all.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.

    Raises:
        Misused: there is no such outcome.
        NotEnoughData: too short a history, too few customers, or nothing known of the outcome.
        FileNotFoundError: the run, what it kept, or its snapshot is not there any more.
    """
    if outcome not in OUTCOMES:
        raise Misused(
            "unknown_outcome",
            Text("không có kết quả {name}; có: {known}", "there is no outcome {name}; there are: {known}").fill(
                name=outcome, known=", ".join(OUTCOMES)
            ),
        )
    with opened_run(workspace, run_id, memory_limit, threads, words=words) as opened:
        show_sales(opened)
        until = opened.view.seen_until
        day = split_day(opened, days)
        found = known_before(opened.engine, OUTCOMES[outcome], day, until)
        orders = _trust_in_orders(opened, workspace)
    model = Influences().fit(
        [each.name for each in found.columns],
        np.column_stack([each.values for each in found.columns]),
        found.outcome,
        [each.candidate.name for each in found.columns],
    )
    return _told(OUTCOMES[outcome], day, until, found, model, orders)


def _trust_in_orders(opened: OpenedRun, workspace: Workspace) -> Trust:
    revenue = measures()["revenue"]
    quality = import_quality(workspace, load(workspace, opened.run.snapshot))
    return all_trust(opened.engine, [revenue], opened.view.as_of, quality)[trust_key(revenue)]


def _trust_of(table: str, found: KnownBefore, orders: Trust) -> Trust:
    """Return the trust in a table: how many rows name their customer, and what else could be judged of it."""
    alike = tuple(orders.parts) if table in OF_ORDERS else ("validity",)
    filled = 100 * found.filled[table]
    reason = Text("{share}% số dòng có mã khách hàng", "{share}% of the rows name their customer")
    parts = {name: orders.parts[name] for name in alike if name in orders.parts}
    reasons = {name: orders.reasons[name] for name in parts}
    if table == "orders":
        return Trust(parts, reasons)
    return Trust({**parts, "completeness": filled}, {**reasons, "completeness": reason.fill(share=round(filled))})


def _told(
    outcome: Outcome, day: date, until: date, found: KnownBefore, model: Influences, orders: Trust
) -> InfluenceStudy:
    by_name = {each.name: each for each in found.columns}
    columns = [by_name[name] for name in model.names_]
    effects = model.effects(LEVEL)
    assert effects.low is not None  # noqa: S101 - they are asked for
    assert effects.high is not None  # noqa: S101 - they are asked for
    told = [
        Effect(
            each.name,
            each.title,
            each.candidate.table,
            float(effects.value[at]),
            float(effects.low[at]),
            float(effects.high[at]),
            float(model.known_[at]) / model.n_,
            _trust_of(each.candidate.table, found, orders),
        )
        for at, each in enumerate(columns)
    ]
    return InfluenceStudy(
        outcome,
        day,
        until,
        model.n_,
        _left_out(found, model, by_name),
        tuple(
            Influence(tuple(told[at] for at in kin.columns), kin.share, kin.p_value, kin.stands) for kin in model.kin_
        ),
        model.r2_,
        model.is_yes_no_,
        model.by_chance_,
        (*_narrowed(told, model), *_unknown(found, model)),
    )


def _left_out(found: KnownBefore, model: Influences, by_name: Mapping[str, KnownColumn]) -> tuple[LeftOut, ...]:
    counted = [
        LeftOut(
            "unknown_outcome",
            Text("khách không biết kết quả", "customers whose outcome is not known"),
            found.unknown_outcome,
        ),
        LeftOut(
            "sampled",
            Text("khách ngoài mẫu rút ngẫu nhiên", "customers outside the random sample"),
            found.n_all - model.n_ - found.unknown_outcome,
        ),
    ]
    reasons = {
        "same": Text("cột giống nhau ở mọi khách: {names}", "columns in which all are the same: {names}"),
        "alone": Text("cột chỉ khác ở một khách: {names}", "columns in which one customer alone differs: {names}"),
        "follows": Text("cột suy ra từ cột khác: {names}", "columns that follow from others: {names}"),
    }
    for code, reason in reasons.items():
        names = [by_name[name].title for name, why in model.left_out_.items() if why == code]
        counted.append(LeftOut(code, reason.fill(names=Text.join(names, ", ")), len(names)))
    return tuple(each for each in counted if each.n)


def _narrowed(told: list[Effect], model: Influences) -> list[MoreData]:
    gains = model.narrowed(LEVEL)
    more = [
        MoreData(
            each.title, NEEDS[each.table], (each.high - each.low) / 2, (each.high - each.low) / 2 - gain, each.known
        )
        for each, gain in zip(told, gains.tolist(), strict=True)
        if each.known < 1
    ]
    return sorted(more, key=lambda each: each.then - (each.now or 0.0))


def _unknown(found: KnownBefore, model: Influences) -> list[MoreData]:
    """Return what is known of nobody, with how well its effect could be told."""
    there = {each.candidate.name for each in found.columns}
    then = model.reach_of_a_new_column(LEVEL)
    missing: dict[str, list[Text]] = {}
    for candidate in CANDIDATES:
        if candidate.name not in there and not candidate.is_of_words:
            missing.setdefault(candidate.table, []).append(candidate.title)
    return [MoreData(Text.join(titles, ", "), NEEDS[table], None, then, 0.0) for table, titles in missing.items()]
