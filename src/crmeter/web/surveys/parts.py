"""The scores of a survey part by part: by group of those who were asked, and wave after wave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.records.surveys.group_queries import (
    GroupBy,
    Rated,
    RatedAnswers,
    groups_of,
    rated_answers,
    rated_by,
)
from crmeter.records.surveys.queries import SurveyView, questions_of, waves_of
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.web.surveys.scored import Figure, in_row, score_of, written, written_change

# What a question of one wave has in common with the same one of another.
_Same = tuple[str, str, int, int, int]


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


def by_group(survey: SurveyView, answers: RatedAnswers, by: GroupBy) -> Parts:
    """Return the scores of each group; one with few answers is counted and not shown, for it would tell who wrote."""
    groups, responses = groups_of(survey, by), answers.responses
    members: dict[str, list[int]] = {}
    for response in responses:
        if response in groups:
            members.setdefault(groups[response], []).append(response)
    large = {name: each for name, each in members.items() if len(each) >= LEAST_ANONYMOUS}
    few = [each for name, each in members.items() if name not in large]
    shown = [
        Part(name, len(each), tuple(_figure(one, in_row(answers.to(one), each)) for one in answers.rated))
        for name, each in large.items()
    ]
    known = sum(map(len, members.values()))
    shown.sort(key=lambda part: (-part.n, part.name))
    return Parts(answers.rated, tuple(shown), len(few), sum(map(len, few)), len(responses) - known)


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
    before: Mapping[_Same, list[float]] = {}
    for wave in waves:
        answers = RatedAnswers((), {}) if results_of(wave).is_hidden else rated_answers(wave.id)
        now = {_same(each): list(answers.to(each).values()) for each in answers.rated}
        figures = tuple(_figure(each, now.get(_same(each), [])) for each in rated)
        changes = tuple(_change(each, now.get(_same(each), []), before.get(_same(each), [])) for each in rated)
        shown.append(Part(str(wave.wave), len(answers.responses), figures, changes, wave.id))
        before = now
    return Parts(rated, tuple(shown))


def _same(rated: Rated) -> _Same:
    return rated.kind, rated.aspect, rated.place, rated.low, rated.high


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
