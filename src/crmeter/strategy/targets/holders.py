"""The months of a team or a person: what the data name their people by, put together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crmeter.measures.measure import Measure
from crmeter.records.staff.owner_words import words_by_person
from crmeter.records.staff.queries import teams
from crmeter.strategy.targets.gathering import Gathering, gathering_of
from crmeter.strategy.targets.kinds import Whose, months_on
from crmeter.vocabulary import NotEnoughData, Period, Reading, Text

Words = Mapping[tuple[Whose, int], frozenset[str]]


def words_of_holders() -> Words:
    """Return the words by which the data name each team and person."""
    people = words_by_person()
    of_people = {(Whose.PERSON, number): words for number, words in people.items()}
    of_teams = {
        (Whose.TEAM, team.id): frozenset(word for number in team.people for word in people.get(number, ()))
        for team in teams()
    }
    return {**of_people, **of_teams}


def line_of(
    measure: Measure, by_owner: Mapping[str, Sequence[Reading]], words: Collection[str], last: date
) -> Sequence[Reading]:
    """Return the months of those whom the data name by some words, oldest first.

    In a month without a row of theirs, what adds up is nought from their first month on; a rate has no figure.

    Args:
        measure: which.
        by_owner: readings of months by spelled owner.
        words: spelled names.
        last: the first day of the last month that was over.

    Raises:
        NotEnoughData: no row is theirs, or their figures do not make one.
    """
    lines = [line for word, line in by_owner.items() if word in words]
    if not lines:
        raise NotEnoughData("no_rows", NO_ROWS)
    gathering = gathering_of(measure)
    if gathering in (Gathering.STANDS, Gathering.APART) and len(lines) > 1:
        raise NotEnoughData("no_median_of_medians", NO_MEDIAN_OF_MEDIANS)
    by_month: dict[date, list[Reading]] = {}
    for line in lines:
        for reading in line:
            by_month.setdefault(reading.period.start, []).append(reading)
    pattern, month = lines[0][0], min(by_month)
    found = []
    while month <= last:
        found.append(_together(measure, by_month.get(month, ()), month, pattern))
        month = months_on(month, 1)
    return found


def _together(measure: Measure, readings: Sequence[Reading], month: date, pattern: Reading) -> Reading:
    """Return the reading of a month over all owners."""
    period = Period.month_of(month)
    gathering = gathering_of(measure)
    if len(readings) == 1 and gathering is not Gathering.POOLS:
        return readings[0]
    if gathering is Gathering.ADDS:
        known = [each.value for each in readings if each.value is not None]
        value = sum(known, 0) if len(known) == len(readings) else None
        return replace(pattern, period=period, value=value, intervals=(), undefined=None, slice={})
    tops = [each.top for each in readings if each.top is not None and each.bottom]
    bottoms = [each.bottom for each in readings if each.top is not None and each.bottom]
    top, bottom = (sum(tops, 0), sum(bottoms, 0)) if tops else (None, None)
    value = float(top) / float(bottom) if top is not None and bottom else None
    return replace(pattern, period=period, value=value, top=top, bottom=bottom, intervals=(), undefined=None, slice={})


NO_ROWS = Text("dữ liệu chưa ghi dòng nào của người hoặc nhóm này", "the data name no row of this person or team")
NO_MEDIAN_OF_MEDIANS = Text(
    "trung vị của nhiều người không gộp lại được từ trung vị của từng người",
    "the median of several people does not follow from the median of each",
)
