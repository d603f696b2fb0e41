"""What a survey would say if those who answered were divided as all customers are.

The shares are those of the address, which are only tried, or else those that are kept with the survey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from crmeter.records.concept.values import read_amount
from crmeter.records.surveys.group_queries import (
    GROUPS,
    KNOWN_OF_ALL,
    GroupBy,
    Rated,
    RatedAnswers,
    groups_of,
    population_of,
    responses_of,
)
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.weighting_actions import ROUNDED
from crmeter.vocabulary import NotEnoughData, Text, Undefined, formats
from crmeter.web.surveys.scored import Figure, in_row, score_of, written
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators import Rake

_SHARE = "share"
# Of an address: the survey without the weights that are kept with it.
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Share:
    """A field for the share of a group in the population.

    Args:
        name: in the address.
        group: what it is called.
        answered: its share among those who answered.
        of_all: its share among all customers of the records, in percent as it is typed; empty where they have none.
        typed: what stands in the field.
        is_wrong: it is no share.
    """

    name: str
    group: str
    answered: float
    of_all: str
    typed: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Margin:
    """The groups of one kind, with a field each.

    Args:
        by: what groups are made of.
        shares: the groups that answered, the largest first.
        silent: of all customers of the records, the share in groups of which nobody answered; None without any.
    """

    by: GroupBy
    shares: tuple[Share, ...]
    silent: float | None

    @property
    def is_said(self) -> bool:
        """Whether somebody stated shares."""
        return any(each.typed for each in self.shares)


@dataclass(frozen=True, slots=True)
class Compared:
    """A score without weights and with them, of the same people."""

    rated: Rated
    plain: Figure
    weighted: Figure


@dataclass(frozen=True, slots=True)
class Weighted:
    """What weights do.

    Args:
        margins: what can be stated, and was.
        raking: the weights; None where none were stated.
        scores: beside each other.
        n: respondents with a weight.
        unknown: respondents without one, since their group is not known.
        is_kept: the shares are those that are kept with the survey.
        lacking: why there are no weights.
    """

    margins: tuple[Margin, ...]
    raking: "Rake | None" = None
    scores: tuple[Compared, ...] = ()
    n: int = 0
    unknown: int = 0
    is_kept: bool = False
    lacking: Undefined | None = None


def typed_shares(fields: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Return the shares in the fields of a form or an address as they are typed, by what groups are made of."""
    found: dict[str, dict[str, str]] = {}
    for name, typed in fields.items():
        what, _, rest = name.partition("-")
        by, _, group = rest.partition("-")
        if what == _SHARE and by in KNOWN_OF_ALL and group and typed.strip():
            found.setdefault(by, {})[group] = typed.strip()
    return found


def weighted(survey: SurveyView, answers: RatedAnswers, address: Mapping[str, str]) -> Weighted | None:
    """Return the scores under shares that an address states, or that are kept; None where nothing tells groups apart.

    Args:
        survey: whose answers are weighted.
        answers: on scales.
        address: its parameters, among them a share in percent for each group.
    """
    responses, asked = responses_of(survey.id), typed_shares(address)
    is_kept = bool(survey.target_shares) and not asked and PLAIN not in address
    if is_kept:
        asked = {by: {group: _typed(share) for group, share in of.items()} for by, of in survey.target_shares.items()}
    groups = {by: groups_of(survey, by) for by in KNOWN_OF_ALL}
    margins = tuple(
        margin
        for by in KNOWN_OF_ALL
        if len((margin := _margin(survey, by, groups[by], responses, asked.get(by, {}))).shares) > 1
    )
    if not margins:
        return None
    said = [each for each in margins if each.is_said]
    if not said:
        return Weighted(margins)
    try:
        return replace(_found(answers, margins, said, groups, responses), is_kept=is_kept)
    except NotEnoughData as error:
        return Weighted(margins, is_kept=is_kept, lacking=error.undefined)


def of_all(found: Weighted, by: GroupBy) -> str:
    """Return the query under which groups have the shares that the records give them; empty where they give none."""
    known = [margin for margin in found.margins if all(each.of_all for each in margin.shares)]
    shares = {each.name: each.of_all for margin in known for each in margin.shares}
    return urlencode({"by": by.value, **shares}) if shares else ""


def _found(
    answers: RatedAnswers,
    margins: tuple[Margin, ...],
    said: Sequence[Margin],
    groups: Mapping[GroupBy, Mapping[int, str]],
    responses: Sequence[int],
) -> Weighted:
    from crmeter.evaluation.external.survey_weights import weigh  # noqa: PLC0415 - pages without weights stay small

    found = weigh(
        responses, {by.value: of for by, of in groups.items()}, {margin.by.value: _stated(margin) for margin in said}
    )
    known, weights, scores = list(found.weights), list(found.weights.values()), []
    for rated in answers.rated:
        given = in_row(answers.to(rated), known)
        try:
            plain, heavy = score_of(rated, given), score_of(rated, given, weights)
        except NotEnoughData:
            # Nobody with a weight answered this one.
            continue
        scores.append(Compared(rated, written(rated, plain), written(rated, heavy)))
    return Weighted(margins, found.raking, tuple(scores), len(known), found.unknown)


def _margin(
    survey: SurveyView, by: GroupBy, groups: Mapping[int, str], responses: Sequence[int], asked: Mapping[str, str]
) -> Margin:
    answered: dict[str, int] = {}
    for response in responses:
        if response in groups:
            answered[groups[response]] = answered.get(groups[response], 0) + 1
    everybody = population_of(survey.respondents, by)
    # Only of groups that answered: nobody can stand for the others, who are told beside.
    there = {group: everybody.get(group, 0) for group in answered}
    total, words, shares = sum(there.values()), language(), []
    silent = 1 - total / sum(everybody.values()) if everybody else None
    for group in sorted(answered, key=lambda each: (-answered[each], each)):
        name, typed = f"{_SHARE}-{by}-{group}", asked.get(group, "")
        of_all = formats.number(100 * there[group] / total, words, 2) if there[group] else ""
        is_wrong = bool(typed) and share_of(typed) is None
        shares.append(Share(name, group, answered[group] / sum(answered.values()), of_all, typed, is_wrong))
    return Margin(by, tuple(shares), silent)


def _stated(margin: Margin) -> Mapping[str, float]:
    percent = {each.group: _percent(each) for each in margin.shares}
    total = sum(percent.values())
    if abs(total - 100) > ROUNDED:
        raise NotEnoughData(
            "shares_do_not_add_up",
            Text("các tỷ lệ theo {by} cộng lại là {total}%", "the shares by {by} add up to {total}%").fill(
                by=GROUPS[margin.by], total=round(total, 2)
            ),
            Text("các tỷ lệ cộng lại bằng 100%", "shares that add up to 100%"),
        )
    return percent


def _percent(share: Share) -> float:
    found = share_of(share.typed)
    if found is None:
        raise NotEnoughData(
            "share_missing",
            Text("chưa có tỷ lệ của {group}", "the share of {group} is not stated").fill(group=share.group),
            Text("tỷ lệ phần trăm của mọi nhóm", "a percentage for every group"),
        )
    return found


def _typed(share: float) -> str:
    """Return a kept share as it is typed."""
    return formats.number(share, language(), 2)


def share_of(typed: str) -> float | None:
    """Return a share in percent that was typed, or None where it is none."""
    try:
        found = float(read_amount(typed.removesuffix("%"))) if typed else None
    except ValueError:
        return None
    return found if found is not None and 0 < found <= 100 else None
