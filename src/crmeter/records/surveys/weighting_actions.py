"""The only writer of target shares, and of what each response counts under them."""

import math
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from crmeter.records.jobs.actions import enqueue
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.group_queries import GROUPS, KNOWN_OF_ALL, GroupBy
from crmeter.records.surveys.models import Survey, SurveyResponse
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.vocabulary import Text

JOB = "weigh_surveys"
# By how many points shares may miss 100 when each of them was rounded.
ROUNDED = 0.5
_PLACES = Decimal("0.0001")

# By what groups are made of, the share of each in percent.
Shares = Mapping[str, Mapping[str, float]]


def keep_shares(person: Person, survey: int, shares: Shares, *, version: int | None) -> int:
    """Say how all whom the answers stand for are divided, and return the new version of the survey.

    Args:
        person: who says it.
        survey: whose answers are weighted by it, from the next evaluation on too.
        shares: by what groups are made of; without any all answers count the same again.
        version: of the survey that they have seen.

    Raises:
        Refusal: they may not, the survey has changed or is gone, nobody knows whose its answers are, or the numbers are
            no shares that add up to 100.
    """
    refuse_unless_builder(person)
    _refuse_nonsense(shares)
    with transaction.atomic():
        row = held(Survey, survey, version)
        if shares and row.is_anonymous:
            raise Refused("anonymous", _ANONYMOUS)
        before = row.target_shares
        row.target_shares = {by: dict(groups) for by, groups in shares.items()}
        new = keep(row, "target_shares")
        after = {"target_shares": row.target_shares}
        audit(actor_of(person), "surveys.shares_kept", row, before={"target_shares": before}, after=after)
        if shares:
            enqueue(actor_of(person), JOB, dedupe_key=JOB)
        else:
            _write(row, dict.fromkeys(SurveyResponse.objects.filter(survey=row).values_list("pk", flat=True), 1.0))
    return new


def write_weights(survey: int, shares: Shares, weights: Mapping[int, float]) -> int:
    """Write down what each response counts, and return how many have changed.

    Args:
        survey: of the responses.
        shares: under which the weights were found; where others hold by now, nothing is written.
        weights: by response, of mean 1; 0 where its group is not known.
    """
    with transaction.atomic():
        row = Survey.objects.select_for_update().get(pk=survey)
        return _write(row, weights) if row.target_shares == shares else 0


def _write(survey: Survey, weights: Mapping[int, float]) -> int:
    now = dict(SurveyResponse.objects.filter(survey=survey).values_list("pk", "weight"))
    alike: dict[Decimal, list[int]] = {}
    for response, weight in weights.items():
        kept = Decimal(weight).quantize(_PLACES)
        if response in now and now[response] != kept:
            alike.setdefault(kept, []).append(response)
    # Whoever is of the same groups has the same weight, so that few statements do.
    for kept, responses in alike.items():
        SurveyResponse.objects.filter(pk__in=responses).update(weight=kept)
    if alike:
        note_changes("surveys", [survey.pk])
    return sum(map(len, alike.values()))


def _refuse_nonsense(shares: Shares) -> None:
    for by, groups in shares.items():
        if by not in KNOWN_OF_ALL:
            raise Refused("unknown_choice", _NO_GROUPS)
        # "not between" also refuses NaN.
        if not groups or not all(0 < share <= 100 for share in groups.values()):
            raise Refused("no_share", _NO_SHARE)
        if abs((total := math.fsum(groups.values())) - 100) > ROUNDED:
            raise Refused("shares_do_not_add_up", _NOT_WHOLE.fill(by=GROUPS[GroupBy(by)], total=round(total, 2)))


_ANONYMOUS = Text(
    "khảo sát ẩn danh không biết câu trả lời thuộc nhóm nào",
    "of an anonymous survey nobody knows the groups of answers",
)
_NO_GROUPS = Text("không chia nhóm theo cách này được", "groups are not made like this")
_NO_SHARE = Text("mỗi nhóm là một tỷ lệ trên 0% và không quá 100%", "each group has a share above 0% and at most 100%")
_NOT_WHOLE = Text("các tỷ lệ theo {by} cộng lại là {total}%", "the shares by {by} add up to {total}%")
