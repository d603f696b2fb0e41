"""The only writer of which group an aspect that is rated belongs to: nobody who answers sees it, so it stays free."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.kinds import DriverGroup, QuestionKind
from crmeter.records.surveys.models import SurveyQuestion
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.vocabulary import Text


def group_drivers(person: Person, question: int, groups: Mapping[str, str], *, version: int | None) -> int:
    """Say to which group the rows of a grid belong, and return the new version of the question.

    Args:
        person: who says it.
        question: with the grid.
        groups: by the key of a row, a `DriverGroup`, or empty to leave it open; rows that are not named stay.
        version: that they have seen.

    Raises:
        Refusal: they may not, it has changed or is gone, nothing is rated in it, or there is no such row or group.
    """
    refuse_unless_builder(person)
    with transaction.atomic():
        row = held(SurveyQuestion, question, version)
        options = Options.from_json(row.options)
        if row.kind != QuestionKind.RATING or not set(groups) <= {each.key for each in options.rows}:
            raise Refused("unknown", _NO_ROW)
        if not set(groups.values()) <= {"", *DriverGroup.values}:
            raise Refused("unknown_choice", _NO_GROUP)
        rows = tuple(replace(each, group=groups.get(each.key, each.group)) for each in options.rows)
        before, after = ({each.key: each.group for each in some} for some in (options.rows, rows))
        row.options = replace(options, rows=rows).to_json()
        new = keep(row, "options")
        audit(actor_of(person), "surveys.drivers_grouped", row, before={"groups": before}, after={"groups": after})
    return new


_NO_ROW = Text("câu hỏi này không có mặt nào như vậy để chấm", "nothing of this kind is rated in this question")
_NO_GROUP = Text("không có nhóm này", "there is no such group")
