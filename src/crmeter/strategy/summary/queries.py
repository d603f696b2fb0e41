"""What pages and mail read of summaries, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crmeter.evaluation.headline import headline_of
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.records.readings.queries import StoredRun, current_run, readings_of, stored_runs
from crmeter.records.staff.queries import Person
from crmeter.strategy.alerts.kinds import UNRESOLVED, State
from crmeter.strategy.alerts.models import Alert
from crmeter.strategy.headline.queries import chosen_headline
from crmeter.strategy.summary.days import called
from crmeter.strategy.summary.kinds import Every
from crmeter.strategy.summary.models import Summary, SummaryChoice
from crmeter.strategy.summary.sentences import Moved, Sentence, sentences
from crmeter.strategy.targets.kinds import months_on
from crmeter.strategy.targets.queries import targets_of
from crmeter.strategy.targets.standings import measured_by, standing_of
from crmeter.strategy.targets.status import status_of
from crmeter.vocabulary import Period, Reading, Scope, Text


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What figures did until a day, as it was said then.

    Args:
        id: its number; 0 of one that nobody has kept.
        title: how it is called.
        said: its sentences, the worst first.
    """

    id: int
    every: Every
    since: date
    until: date
    title: Text
    made_at: datetime | None
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """How often somebody wants a summary; version 0 where they have not said."""

    version: int
    every: Every | None
    by_mail: bool


def latest_summaries(every: Every, most: int = 12) -> list[SummaryView]:
    """Return the summaries of a kind, the latest first."""
    return [_view(row) for row in Summary.objects.filter(every=every).order_by("-until")[:most]]


def summary_numbered(number: int) -> SummaryView | None:
    """Return one summary, or None where there is none."""
    row = Summary.objects.filter(pk=number).first()
    return None if row is None else _view(row)


def choice_of(person: Person) -> ChoiceView:
    """Return how often somebody wants a summary."""
    row = SummaryChoice.objects.filter(user=person.id).first()
    if row is None:
        return ChoiceView(0, None, False)
    return ChoiceView(row.version, Every(row.every) if row.every else None, row.by_mail)


def summed_up(every: Every, since: date, until: date) -> tuple[str, list[Sentence]] | None:
    """Return what figures did in some days by the run that is current, with the run; None before the first.

    A month is held against the month before it, as one run measured both. A day or a week is held against the last run
    before it; without one, and where the data end before these days do, nothing is said to have moved.

    Args:
        every: which kind.
        since: the first day.
        until: the last.
    """
    run = current_run(Scope())
    if run is None:
        return None
    targets = targets_of(Period(until, until + timedelta(days=1)), firm_only=True)
    uncut = _uncut(run, None)
    names = chosen_headline() or headline_of(r for r in uncut if r.period == run.period)
    measured = measured_by(run, {each.measure for each in targets})
    placed = [(each, status_of(each, standing_of(each, measured))) for each in targets]
    moved: list[Moved] = []
    is_there = run.as_of >= until
    if is_there:
        moved = _by_month(uncut, names, until) if every is Every.MONTH else _by_run(run, uncut, names, since)
    waiting = Alert.objects.filter(state__in=UNRESOLVED, opened_at__date__range=(since, until)).order_by("pk")
    opened = [(row.pk, Text(row.sentence_vi, row.sentence_en)) for row in waiting]
    resolved = Alert.objects.filter(state=State.RESOLVED, at__date__range=(since, until)).count()
    return run.id, sentences(moved, placed, opened, resolved, run.currency, None if is_there else run.as_of)


def _by_month(uncut: list[Reading], names: Collection[str], until: date) -> list[Moved]:
    now, before = Period.month_of(until), Period.month_of(months_on(until, -1))
    return _pairs(
        names, {r.measure: r for r in uncut if r.period == now}, {r.measure: r for r in uncut if r.period == before}, ""
    )


def _by_run(run: StoredRun, uncut: list[Reading], names: Collection[str], since: date) -> list[Moved]:
    alike = [
        each
        for each in stored_runs()
        if each.id != run.id
        and each.as_of < since
        and each.currency == run.currency
        and each.is_sample == run.is_sample
    ]
    if not alike:
        return []
    earlier = max(alike, key=lambda each: (each.as_of, each.published_at))
    now = {r.measure: r for r in uncut if r.period == run.period}
    return _pairs(names, now, {r.measure: r for r in _uncut(earlier, names) if r.period == earlier.period}, run.id)


def _pairs(names: Collection[str], now: dict[str, Reading], before: dict[str, Reading], run: str) -> list[Moved]:
    return [Moved(name, now[name], before[name], run) for name in names if name in now and name in before]


def _uncut(run: StoredRun, names: Collection[str] | None) -> list[Reading]:
    return [reading_from_document(held) for held in readings_of(run, cuts=("",), named=names)]


def _view(row: Summary) -> SummaryView:
    every = Every(row.every)
    said = tuple(Sentence(Text(each["vi"], each["en"]), each["tone"], each["address"]) for each in row.said)
    return SummaryView(row.pk, every, row.since, row.until, called(every, row.since, row.until), row.made_at, said)
