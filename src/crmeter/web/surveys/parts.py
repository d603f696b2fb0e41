"""The scores of a survey part by part: by group of those who were asked, and wave after wave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.records.surveys.group_queries import GroupBy, Rated, groups_of, numbers_of, rated_by
from crmeter.records.surveys.queries import SurveyView, questions_of, waves_of
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.web.surveys.scored import Figure, in_row, score_of, written, written_change


@dataclass(frozen=True, slots=True)
class Part:
    """A group, or a wave.

    Args:
        name: what it is called.
        n: how many of it answered anything.
        figures: one for each column; None where too few answered.
        changes: likewise, to the wave before.
        survey: the number of the wave.
    """

    name: str
    n: int
    figures: tuple[Figure | None, ...]
    changes: tuple[Figure | None, ...] = ()
    survey: int = 0

    @property
    def both(self) -> tuple[tuple[Figure | None, Figure | None], ...]:
        """Each figure with its change."""
        return tuple(zip(self.figures, self.changes, strict=True))


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts, with what is not shown.

    Args:
        rated: the columns.
        shown: the parts, the largest first; waves in their order.
        few: groups with too few answers to be shown.
        few_people: how many answered in these.
        unknown: who answered and are in no group.
    """

    rated: tuple[Rated, ...]
    shown: tuple[Part, ...]
    few: int = 0
    few_people: int = 0
    unknown: int = 0


def by_group(survey: SurveyView, by: GroupBy) -> Parts:
    """Return the scores of each group; one with few answers is counted and not shown, for it would tell who wrote."""
    rated, numbers, groups = rated_by(questions_of(survey.id)), numbers_of(survey.id), groups_of(survey, by)
    answered = {response for given in numbers.values() for response in given}
    members: dict[str, list[int]] = {}
    for response in sorted(answered):
        if response in groups:
            members.setdefault(groups[response], []).append(response)
    large = {name: each for name, each in members.items() if len(each) >= LEAST_ANONYMOUS}
    few = [each for name, each in members.items() if name not in large]
    shown = [Part(name, len(each), _figures(rated, numbers, each)) for name, each in large.items()]
    known = sum(map(len, members.values()))
    shown.sort(key=lambda part: (-part.n, part.name))
    return Parts(rated, tuple(shown), len(few), sum(map(len, few)), len(answered) - known)


def by_wave(survey: SurveyView) -> Parts | None:
    """Return the scores of each wave with the change to the one before; None where there is one wave only.

    Waves are compared question by question: the first NPS of one with the first NPS of the other, and aspects by what
    they are known by.
    """
    waves = [each for each in waves_of(survey) if each.opened_at is not None]
    if len(waves) < 2:
        return None
    rated = rated_by(questions_of(survey.id))
    shown: list[Part] = []
    before: Mapping[tuple[str, str, int, int, int], list[float]] = {}
    for wave in waves:
        own = {_same(each): each for each in rated_by(questions_of(wave.id))}
        numbers = {} if results_of(wave).is_hidden else numbers_of(wave.id)
        now = {same: list(numbers.get((each.question, each.aspect), {}).values()) for same, each in own.items()}
        figures = tuple(_figure(each, now.get(_same(each), [])) for each in rated)
        changes = tuple(_change(each, now.get(_same(each), []), before.get(_same(each), [])) for each in rated)
        people = len({response for given in numbers.values() for response in given})
        shown.append(Part(str(wave.wave), people, figures, changes, wave.id))
        before = now
    return Parts(rated, tuple(shown))


def _same(rated: Rated) -> tuple[str, str, int, int, int]:
    """Return what a question of one wave has in common with the same one of another."""
    return rated.kind, rated.aspect, rated.place, rated.low, rated.high


def _figures(
    rated: Sequence[Rated], numbers: Mapping[tuple[int, str], Mapping[int, float]], responses: Sequence[int]
) -> tuple[Figure | None, ...]:
    return tuple(_figure(each, in_row(numbers.get((each.question, each.aspect), {}), responses)) for each in rated)


def _figure(rated: Rated, answers: Sequence[float]) -> Figure | None:
    # Not a number is not itself.
    enough = sum(each == each for each in answers) >= LEAST_ANONYMOUS  # noqa: PLR0124 - see above
    return written(rated, score_of(rated, answers)) if enough else None


def _change(rated: Rated, now: Sequence[float], before: Sequence[float]) -> Figure | None:
    if min(len(now), len(before)) < LEAST_ANONYMOUS:
        return None
    from crmeter.estimators import score_difference  # noqa: PLC0415 - pages without waves stay small

    change = score_difference(score_of(rated, now), score_of(rated, before))
    return written_change(rated, change, len(now))
