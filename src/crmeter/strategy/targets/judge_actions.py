"""What an evaluation writes down of targets: the chance of each that it is missed; done again, it changes nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.records.readings.queries import current_run
from crmeter.strategy.targets.holders import Words, line_of, words_of_holders
from crmeter.strategy.targets.judging import Foreseen, foresee
from crmeter.strategy.targets.kinds import Whose
from crmeter.strategy.targets.models import Target, TargetChance
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.standings import last_month
from crmeter.vocabulary import NotEnoughData, Reading, Scope, Text


def judge_targets(
    run_id: str,
    lines: Mapping[str, Sequence[Reading]],
    by_owner: Mapping[str, Mapping[str, Sequence[Reading]]] = MappingProxyType({}),
) -> int:
    """Write down how probable it is that each target is missed, if the run is the current one; return how many.

    Args:
        run_id: which run.
        lines: readings of whole months by measure, oldest first.
        by_owner: the same by measure and spelled owner, for targets of teams and people.
    """
    run = current_run(Scope())
    if run is None or run.id != run_id:
        return 0
    last = last_month(run)
    views = targets_of()
    words = words_of_holders() if any(view.whose is not Whose.FIRM for view in views) else {}
    with transaction.atomic():
        # Whoever changes a target meanwhile has not been judged: the moment is before theirs.
        there = {row.target_id: row for row in TargetChance.objects.select_for_update()}
        set_at = dict(Target.objects.filter(is_on=True).values_list("pk", "set_at"))
        for view in views:
            if set_at.get(view.id) != view.set_at:
                continue
            line, why_none = _line_of(view, lines, by_owner, words, last)
            found = foresee(view, line, last, run.currency, why_none)
            row = there.get(view.id) or TargetChance(target_id=view.id)
            if row.judged_at is not None and row.judged_at < view.set_at:
                # What was foreseen of another aim is held against nothing, and who was warned was warned of that.
                row.first_low = row.first_high = row.first_as_of = None
                row.is_warned = False
            row.run, row.as_of, row.judged_at = run.id, run.as_of, timezone.now()
            _take(row, found)
            row.save()
    return len(views)


def _line_of(
    view: TargetView,
    lines: Mapping[str, Sequence[Reading]],
    by_owner: Mapping[str, Mapping[str, Sequence[Reading]]],
    words: Words,
    last: date,
) -> tuple[Sequence[Reading], Text | None]:
    """Return the months of whoever holds a target, or why they are not known."""
    measure = measures().get(view.measure)
    if view.whose is Whose.FIRM or measure is None:
        return lines.get(view.measure, ()), None
    try:
        of_holder = words.get((view.whose, view.whose_id), frozenset())
        return line_of(measure, by_owner.get(view.measure, {}), of_holder, last), None
    except NotEnoughData as lacking:
        return (), lacking.undefined.reason


def _take(row: TargetChance, found: Foreseen) -> None:
    chance, why = found.chance, found.why or Text.same("")
    row.why_vi, row.why_en = why.vi, why.en
    row.missed = None if chance is None else chance.missed
    row.expected = None if chance is None else chance.expected
    row.low = None if chance is None else chance.low
    row.high = None if chance is None else chance.high
    row.so_far = None if chance is None else chance.so_far
    row.method = "" if chance is None else chance.method
    row.tried = 0 if chance is None else chance.tried
    is_tried = chance is not None and chance.tried > 0
    row.brier = chance.brier if chance is not None and is_tried else None
    row.base_brier = chance.base_brier if chance is not None and is_tried else None
    if chance is not None and found.came is None and row.first_as_of is None:
        row.first_low, row.first_high, row.first_as_of = chance.low, chance.high, row.as_of
