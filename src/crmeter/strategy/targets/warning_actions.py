"""Teams and people are warned once their own target is likely missed, and anew after it was on track again.

Targets of the firm open alerts, which are for those who see all rows; whoever a target is of may know where it stands.
"""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from crmeter.records.notices.actions import tell_of_target
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import everybody, teams
from crmeter.strategy.targets.kinds import Whose
from crmeter.strategy.targets.models import TargetChance
from crmeter.strategy.targets.naming import title_of
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.status import LIKELY, OVER
from crmeter.vocabulary import Scope, Text, formats

Members = Mapping[int, tuple[tuple[int, str, bool], ...]]
_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")


def warn_holders(run_id: str) -> int:
    """Warn of targets of teams and people that are likely missed by a run, if it is the current one; return how many.

    Done again, it warns nobody twice.

    Args:
        run_id: which run.
    """
    run = current_run(Scope())
    if run is None or run.id != run_id:
        return 0
    now, warned = timezone.now(), 0
    views = {each.id: each for each in targets_of() if each.whose is not Whose.FIRM}
    if not views:
        return 0
    there = {each.id for each in everybody() if each.is_active}
    members = {each.id: each.members for each in teams()}
    with transaction.atomic():
        for row in TargetChance.objects.select_for_update().filter(target__in=views).order_by("pk"):
            view = views[row.target_id]
            # Of another run, or of a period that is over, nothing is foreseen.
            if view.chance is None or view.chance.run != run_id or view.chance.method == OVER:
                continue
            missed = view.chance_missed
            if missed is None or row.is_warned == (missed >= LIKELY):
                continue
            people = _told(view, members, there) if missed >= LIKELY else []
            if missed >= LIKELY and not people:
                continue
            row.is_warned = missed >= LIKELY
            row.save(update_fields=["is_warned"])
            if row.is_warned:
                tell_of_target(people, view.id, _words(view, missed), by=None, at=now)
                warned += 1
    return warned


def _told(view: TargetView, members: Members, there: Collection[int]) -> list[int]:
    """Return who is warned: the person; of a team whoever of it answers for the target, else those who lead it."""
    if view.whose is Whose.PERSON:
        people = [view.whose_id]
    else:
        of_team = members.get(view.whose_id, ())
        answers = [number for number, _name, _leads in of_team if number == view.owner_id]
        people = answers or [number for number, _name, leads in of_team if leads]
    return [number for number in people if number in there]


def _words(view: TargetView, missed: float) -> Text:
    return _LOOK.fill(
        title=title_of(view.measure),
        holder=Text.same(view.whose_name or formats.EMPTY),
        period=view.period_words,
        chance=Text(*(formats.percent(missed, to, 0) for to in _BOTH)),
    )


_LOOK = Text(
    "xem lại cách làm: mục tiêu “{title}” của {holder}, {period}, có xác suất hụt {chance}",
    "see what can be done: the target of “{title}” of {holder} for {period} has a chance of {chance} to be missed",
)
