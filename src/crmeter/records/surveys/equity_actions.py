"""The only writer of what evaluations assume where a survey compares brands."""

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.equity_queries import EquityAssumed
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.models import Survey
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.rights import refuse_unless_builder
from crmeter.vocabulary import Text

_MOST_RATE, _MOST_YEARS = 2, 30


def use_in_evaluations(person: Person, survey: int, assumed: EquityAssumed, *, version: int | None) -> int:
    """Say what the next evaluations assume, and return the new version of the survey.

    Args:
        person: who says it.
        survey: on which it is said.
        assumed: what is.
        version: of the survey that they have seen.

    Raises:
        Refusal: they may not, the survey has changed or is gone or does not rate the brand, or a number has no meaning.
    """
    refuse_unless_builder(person)
    _refuse_nonsense(assumed)
    with transaction.atomic():
        row = held(Survey, survey, version)
        if assumed.brand not in _brands(row):
            raise Refused("unknown_choice", _NO_BRAND)
        before = row.equity
        row.equity, row.equity_stated_at = assumed.to_json(), timezone.now()
        new = keep(row, "equity", "equity_stated_at")
        audit(actor_of(person), "surveys.equity_stated", row, before={"equity": before}, after={"equity": row.equity})
    return new


def _brands(row: Survey) -> set[str]:
    grids = row.questions.filter(kind=QuestionKind.RATING)
    return {each.key for grid in grids for each in Options.from_json(grid.options).choices}


def _refuse_nonsense(assumed: EquityAssumed) -> None:
    # "not between" also refuses NaN.
    if not (0 < assumed.margin <= 1 and 0 < assumed.customers < float("inf")):
        raise Refused("out_of_range", _NO_MARGIN)
    if not 0 <= assumed.discount_rate <= _MOST_RATE:
        raise Refused("out_of_range", _NO_RATE)
    if assumed.years is None and assumed.discount_rate == 0:
        raise Refused("out_of_range", _ENDLESS)
    if assumed.years is not None and not 0 < assumed.years <= _MOST_YEARS:
        raise Refused("out_of_range", _NO_YEARS)


_NO_BRAND = Text("khảo sát này không chấm điểm hãng đó", "this survey does not rate that brand")
_NO_MARGIN = Text(
    "biên lợi nhuận phải trên 0% và không quá 100%, thị trường phải có khách",
    "a margin lies above 0% and at most at 100%, and the market has customers",
)
_NO_RATE = Text(
    "lần đánh giá cần tỷ lệ chiết khấu từ 0% đến 200% một năm",
    "evaluations need a discount rate from 0% to 200% a year",
)
_NO_YEARS = Text("số năm phải trên 0 và không quá 30", "the years lie above 0 and at most at 30")
_ENDLESS = Text(
    "không có hạn thì tỷ lệ chiết khấu phải trên 0%", "without an end the discount rate has to lie above 0%"
)
