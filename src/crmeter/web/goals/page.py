"""The page of the mission and its goals: the common goal for everybody, figures for those who see them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.ledger.refusals import Refusal, Stale
from crmeter.records.readings.queries import current_run
from crmeter.records.staff.queries import Person, everybody, teams
from crmeter.strategy.alerts.rights import may_see
from crmeter.strategy.goals.queries import GoalView, goals, mission
from crmeter.strategy.targets.kinds import Whose
from crmeter.strategy.targets.queries import TargetView, targets_of
from crmeter.strategy.targets.rights import may_set
from crmeter.strategy.targets.standings import Measured, measured_by
from crmeter.vocabulary import Scope
from crmeter.web.records.reader import reader_of
from crmeter.web.targets.shown import ShownTarget, shown_target


@dataclass(frozen=True, slots=True)
class Branch:
    """A target of the firm with those of teams and people under it.

    Args:
        is_own: whether the reader answers for it, or it is theirs.
        tells_standing: whether the reader may know where it stands: whoever sees all rows, and whoever it is of.
    """

    shown: ShownTarget
    is_own: bool
    tells_standing: bool
    under: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal with what hangs under it.

    Args:
        agreed: how those are called who agreed to it as it is said now.
        has_agreed: whether the reader has.
        is_own: whether the reader answers for it.
    """

    goal: GoalView
    agreed: Sequence[str]
    has_agreed: bool
    is_own: bool
    branches: Sequence[Branch]


@require_safe
def goals_page(request: HttpRequest) -> HttpResponse:
    """Show the mission, goals, and targets under them."""
    return show(request, reader_of(request))


def show(request: HttpRequest, reader: Person, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page, with why a change was not made."""
    sees, common = may_see(reader), goals()
    under = {goal.id for goal in common}
    own_teams = frozenset(team.id for team in teams() if reader.id in team.people)
    found = [each for each in targets_of() if sees or _is_for(reader, each, under, own_teams)]
    run = current_run(Scope()) if sees else None
    measured = None if run is None else measured_by(run, {each.measure for each in found})
    trees = _trees(found, measured, reader, own_teams, sees=sees)
    shown = [
        ShownGoal(
            goal,
            [name for _, name, _ in goal.agreed],
            any(number == reader.id for number, _, _ in goal.agreed),
            goal.owner_id == reader.id,
            [branch for branch in trees if branch.shown.target.goal == goal.id],
        )
        for goal in common
    ]
    sets = may_set(reader)
    typed = request.POST if request.method == "POST" else {}
    context: dict[str, Any] = {
        "mission": mission(),
        "goals": shown,
        "loose": [branch for branch in trees if branch.shown.target.goal not in under],
        "may_set": sets,
        "sees_figures": sees,
        "refusal": refusal,
        "people": [each for each in everybody() if each.is_active] if sets else [],
        "typed": {name: str(typed.get(name, ""))[:300] for name in ("name", "number", "unit", "reach_by", "owner")},
    }
    status = 200 if refusal is None else 412 if isinstance(refusal, Stale) else 422
    return render(request, "goals/goals.html", context, status=status)


def _is_for(reader: Person, target: TargetView, goals_there: Collection[int], own_teams: Collection[int]) -> bool:
    """Return whether somebody who does not see all rows sees a target: what all are to reach, and their own part."""
    is_common = target.whose is Whose.FIRM and target.goal in goals_there
    return is_common or target.owner_id == reader.id or _is_of(reader, target, own_teams)


def _is_of(reader: Person, target: TargetView, own_teams: Collection[int]) -> bool:
    """Return whether a target is to be reached by the reader, or by a team of theirs."""
    if target.whose is Whose.PERSON:
        return target.whose_id == reader.id
    return target.whose is Whose.TEAM and target.whose_id in own_teams


def _trees(
    found: Sequence[TargetView], measured: Measured | None, reader: Person, own_teams: Collection[int], *, sees: bool
) -> Sequence[Branch]:
    """Return targets as a tree: of the firm, under each the teams that have one of the same measure, then people."""

    def branch(target: TargetView, under: tuple[Branch, ...] = ()) -> Branch:
        is_theirs = _is_of(reader, target, own_teams)
        is_own = is_theirs or target.owner_id == reader.id
        return Branch(shown_target(target, measured), is_own, sees or is_theirs, under)

    left = list(found)

    def taken(whose: Whose, measure: str) -> tuple[Branch, ...]:
        of_kind = [each for each in left if each.whose is whose and each.measure == measure]
        for each in of_kind:
            left.remove(each)
        below = taken(Whose.PERSON, measure) if whose is Whose.TEAM else ()
        if not of_kind:
            return below
        return (*(branch(each) for each in of_kind[:-1]), branch(of_kind[-1], below))

    trees = []
    for target in [each for each in found if each.whose is Whose.FIRM]:
        trees.append(branch(target, taken(Whose.TEAM, target.measure)))
    trees += [branch(each) for each in left if each.whose is not Whose.FIRM]
    return trees
